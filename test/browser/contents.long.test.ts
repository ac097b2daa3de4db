// A file for each of three clinics, an inquiry and its answer, and collecting again: as people do it in a real Chromium.
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { plainTerms } from '../../server/engagements/terms.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { addPerson, foundTown, testPolicy, upload, type Someone, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

const chromiumPath = program('chromium');
const names = ['つつじ医院', 'もみじ医院', 'さくら医院'] as const;

describe('files of clinics, inquiries and repeats at a desk', () => {
  let town: Town;
  let browser: Browser;
  let clinics: { id: string; page: string; doctor: Someone }[];
  let engagementId: string;
  let forms: Readonly<Record<string, string>>;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
    clinics = [];
    for (const name of names) {
      const firm = await town.admin.api.call('addContractor', { body: { name, address: '○○県△△市3-1' } });
      clinics.push({ ...firm, doctor: await addPerson(town, town.admin, { role: 'handler', login: 'doctor', name: `${name} 医師`, contractorId: firm.id }, firm.page) });
    }
    const made = await town.admin.api.call('addEngagement', { body: {
      title: '訪問接種に係る業務', purpose: '訪問による接種', legalBasis: '条例', from: '2026-04-01', to: '2027-03-31', items: ['対象者: 氏名', '対象者: 住所'],
      forms: [{ name: '対象者情報の照会', nameEn: 'Inquiry', direction: 'to-section', unit: '件', kind: 'inquiry' }, { name: '対象者情報の照会への回答', nameEn: 'Answer', direction: 'to-contractor', unit: '名', kind: 'inquiry-answer' }],
      policy: { ...testPolicy, locks: 'password', passwordGapMinutes: 1, approval: { 'to-contractor': false, 'to-section': false } }, terms: { ...plainTerms, downloads: { allowed: 2, reasonFrom: 2 } },
      preset: null, sectionIds: [town.section.id], contractorIds: clinics.map((one) => one.id),
    } });
    engagementId = made.id;
    forms = Object.fromEntries(made.forms.map((form) => [form.name, form.id]));
    for (const { id, doctor } of clinics) await town.admin.api.call('addRosterEntry', { id: engagementId, body: { contractorId: id, accountId: doctor.id, role: 'manager', startsOn: '2026-04-01' } });
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const desk = async (who: Someone, page?: string): Promise<{ page: Page; complaints: string[] }> => {
    const at = await sitDown(browser);
    const { origins } = town.running;
    await signInAt(at.page, page === undefined ? origins.ward : `${origins.contractor}/p/${page}`, who.login, who.password);
    await at.page.getByRole('heading', { name: page === undefined ? '対応が必要なもの' : '受け取るもの' }).first().waitFor();
    return at;
  };
  const addressOf = (page: Page, path: string): string => new URL(path, page.url()).href;
  const sentBy = async (who: Someone, form: string, recipientId: string): Promise<TransferView> => {
    const made = await who.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId, formId: forms[form] ?? '', recipientIds: [recipientId], quantity: 1 } });
    await upload(who, made.id, 'x.txt', randomBytes(300));
    await who.api.call('submit', { id: made.id });
    town.time.advance(2);
    for (const one of [town.sato, ...clinics.map(({ doctor }) => doctor)]) await one.signInAgain();
    await who.api.call('addNotice', { body: { transferIds: [made.transfers[0]?.id ?? ''] } });
    return who.api.call('transfer', { id: made.transfers[0]?.id ?? '' });
  };
  const collected = async (who: Someone, { id }: TransferView): Promise<TransferView> => {
    const found = await who.api.call('transfer', { id });
    for (const file of found.files) await (await who.api.call('body', { id, fileId: file.id })).arrayBuffer();
    return found;
  };

  needs('chromium', 'puts a file into the slot of each clinic, and asks before anything is sent what could be wrong [O 4-9] [O 3-5]', async () => {
    const { page, complaints } = await desk(town.sato);
    const made = await town.sato.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId, formId: forms['対象者情報の照会への回答'] ?? '', recipientIds: clinics.map((one) => one.id), quantity: 1 } });
    await page.goto(addressOf(page, `/transfers/${made.transfers[0]?.id ?? ''}/draft/files`));
    const put = async (clinic: string, name: string, text: string): Promise<void> => {
      const path = join(town.folder, name);
      await writeFile(path, text);
      await page.getByRole('heading', { name: `${clinic}に渡すファイル` }).locator('../..').locator('input[type=file]').first().setInputFiles(path);
      await page.getByText(name).first().waitFor();
    };
    await put('つつじ医院', 'kaitou_1.csv', '氏名,信仰する宗教\r\n髙橋 健,x\r\n');
    await page.getByText('収集が禁止されている内容と見られる列があります：信仰する宗教').first().waitFor();
    await page.getByRole('button', { name: '確認へ進む' }).click();
    await page.getByText('まだファイルがない送付先があります：').waitFor();
    await put('もみじ医院', 'kaitou_2.txt', '山﨑 由美、かかりつけはさくら医院');
    await put('さくら医院', 'もみじ医院.txt', '○○ ○○');
    await page.getByRole('button', { name: '確認へ進む' }).click();
    const submit = page.getByRole('button', { name: '3つの送付先に、別々に封緘して預け入れる' });
    await submit.waitFor();
    for (const first of await page.getByLabel('初めての送付先で', { exact: false }).all()) await first.check();
    await submit.click();
    await page.getByText('ファイルは届きましたが、まだ預け入れていません。').waitFor();
    expect((await town.sato.api.call('deposit', { id: made.id })).transfers.map((one) => [one.state, one.files.length])).toEqual([['draft', 1], ['draft', 1], ['draft', 1]]);
    await page.getByText('ファイルの中に、ほかの事業者の名前があります：さくら医院').waitFor();
    for (const tick of ['『kaitou_1.csv』の収集が禁止されている列を', '『kaitou_2.txt』の中身を', '『もみじ医院.txt』を、この送付先に渡してよい']) await page.getByLabel(tick, { exact: false }).check();
    await submit.click();
    await page.getByText('預け入れました').first().waitFor();
    const { transfers } = await town.sato.api.call('deposit', { id: made.id });
    expect(clinics.map(({ id }) => transfers.find((one) => one.recipient.id === id)?.files.map((file) => file.name))).toEqual([['kaitou_1.csv'], ['kaitou_2.txt'], ['もみじ医院.txt']]);
    expect(complaints).toEqual([]);
  });

  needs('chromium', 'answers an inquiry from its own page, with recipient, form and title filled in [O 2-9]', async () => {
    const [clinic] = clinics;
    if (clinic === undefined) throw new Error('expected a clinic');
    const inquiry = await sentBy(clinic.doctor, '対象者情報の照会', town.section.id);
    const { digest } = await collected(town.sato, inquiry);
    await town.sato.api.call('confirm', { id: inquiry.id, body: { quantity: 1, opened: true, digest } });
    const { page, complaints } = await desk(town.sato);
    await page.goto(addressOf(page, `/transfers/${inquiry.id}`));
    await page.getByText('この照会に回答してください。').waitFor();
    await page.getByRole('link', { name: '回答を送る' }).click();
    await page.getByText(`照会 ${inquiry.number}（つつじ医院）への回答です。`).waitFor();
    await page.getByRole('textbox', { name: /^数量/ }).fill('1');
    await page.getByRole('button', { name: 'ファイルへ進む' }).click();
    await page.getByRole('heading', { name: '渡すファイル' }).first().waitFor();
    const { pair } = await town.sato.api.call('transfer', { id: inquiry.id });
    expect(pair.answer?.state).toBe('draft');
    expect(await town.sato.api.call('transfer', { id: pair.answer?.id ?? '' })).toMatchObject({ title: `照会 ${inquiry.number} への回答`, recipient: { name: 'つつじ医院' }, pair: { asked: { number: inquiry.number } } });
    await page.goto(addressOf(page, `/transfers/${inquiry.id}`));
    await page.getByRole('link', { name: `回答 ${pair.answer?.number ?? ''} を見る` }).waitFor();
    expect(complaints).toEqual([]);
  });

  needs('chromium', 'asks why before files are collected again, and says so when they cannot be any more', async () => {
    const clinic = clinics[1];
    if (clinic === undefined) throw new Error('expected a clinic');
    const sent = await sentBy(town.sato, '対象者情報の照会への回答', clinic.id);
    await collected(clinic.doctor, sent);
    const { page, complaints } = await desk(clinic.doctor, clinic.page);
    await page.goto(addressOf(page, `/p/${clinic.page}/transfers/${sent.id}/open`));
    await page.getByText('このファイルは、すでに最後まで受け取っています。').waitFor();
    await page.getByRole('button', { name: '理由を記録して受け取る' }).click();
    await page.getByText('＊').first().waitFor();
    await page.getByRole('textbox', { name: /もう一度受け取る理由/ }).fill('院内の端末を入れ替えたため');
    await page.getByRole('button', { name: '理由を記録して受け取る' }).click();
    await page.getByRole('button', { name: '解錠する' }).waitFor();
    await collected(clinic.doctor, sent);
    await page.reload();
    await page.getByText('受け取れる回数（2回）に達しました。').waitFor();
    expect(complaints).toEqual([]);
  });
});
