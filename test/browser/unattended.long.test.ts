// 自動転送端末 and 継続承認 at a desk and on a phone: one administrator registers, another confirms by what was heard, the terminal works, and is revoked;
// an approver grants, a clerk agrees, the transfer tells under which approval it went.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createApi } from '../../client/api.ts';
import { uploadFile } from '../../client/cli/upload.ts';
import { makeTerminalKey } from '../../client/terminal-key.ts';
import { terminalLine, type TerminalLine } from '../../client/terminal-line.ts';
import { secondAdministrator } from '../http/terminal-lines.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, type Someone, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

const chromiumPath = program('chromium');
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name, exact: true }).click();

describe.each([{ width: 1366, height: 768 }, { width: 390, height: 844 }])('at $width pixels', (viewport) => {
  let town: Town;
  let browser: Browser;
  let second: Someone;
  let line: TerminalLine;
  const complaints: string[] = [];

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ policy: { locks: 'password' }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    second = await secondAdministrator(town);
    browser = await openBrowser(chromiumPath);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect([complaints.filter((one) => !/Failed to load resource.*(?:409|422)/.test(one)), town.faults]).toEqual([[], []]);
    await town.close();
  });
  const sit = async (who: Someone, path: string): Promise<Page> => {
    const at = await sitDown(browser, viewport);
    at.page.on('close', () => complaints.push(...at.complaints));
    // The sign-in page has a heading too: what counts is the answer.
    const signedIn = at.page.waitForResponse((response) => response.url().endsWith('/api/v1/session') && response.request().method() === 'POST' && response.ok());
    await signInAt(at.page, town.running.origins.ward, who.login, who.password);
    await signedIn;
    await at.page.goto(town.running.origins.ward + path);
    return at.page;
  };
  const typeDay = async (page: Page, parts: readonly string[]): Promise<void> => {
    // The era stands first, and stays.
    await page.getByRole('group', { name: /^期限/ }).getByRole('spinbutton').nth(1).focus();
    const [year = '', month = '', day = ''] = parts;
    await page.keyboard.type(year);
    // More figures could follow the year's; month and day are full with two.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(month + day);
  };

  needs('chromium', 'a terminal is registered, confirmed by another, and revoked [O 1-3]', async () => {
    const keyFile = join(town.folder, `terminal-${viewport.width}.pem`);
    const { publicLine } = await makeTerminalKey(keyFile);
    const page = await sit(town.admin, '/admin/unattended-terminals');
    await page.getByText('自動転送端末はまだありません。').waitFor();
    await press(page, '自動転送端末を登録する');
    await press(page, '登録する');
    await page.getByText('次の5か所を直してください。').waitFor();
    await page.getByLabel(/^端末の名前/).fill('介護保険課 夜間送信機');
    await page.getByLabel(/^公開鍵/).fill(publicLine);
    await page.getByLabel(/^責任者/).selectOption({ label: '佐藤 恵（福祉部 介護保険課）' });
    await page.getByRole('checkbox', { name: town.engagement.title }).check();
    await typeDay(page, ['8', '12', '31']);
    await press(page, '登録する');
    await page.getByText(/介護保険課 夜間送信機を登録しました。指紋「/).waitFor();
    await page.getByText('照合待ち').waitFor();
    expect(await page.getByRole('button', { name: /を照合する$/ }).count()).toBe(0);
    const [made] = await town.admin.api.call('unattendedTerminals', {});
    expect(made).toMatchObject({ state: 'waiting', expiresAt: '2026-12-31T14:59:59.999Z' });
    await page.context().close();

    const other = await sit(second, '/admin/unattended-terminals');
    await press(other, '介護保険課 夜間送信機を照合する');
    // What is to be heard stands nowhere before them.
    expect(await other.getByText(made?.words ?? '').count()).toBe(0);
    await other.getByLabel(/^聞いた指紋/).fill('りす・みなと・たいこ 5520 9134');
    await press(other, '照合する');
    await other.getByText(/入力した指紋が、登録された鍵と違います/).first().waitFor();
    await other.getByLabel(/^聞いた指紋/).fill(made?.words ?? '');
    await press(other, '照合する');
    await other.getByText('介護保険課 夜間送信機を照合しました。使えるようになりました。').waitFor();
    line = await terminalLine(town.running.origins.ward, keyFile, () => town.time.wall());
    expect((await createApi({ base: town.running.origins.ward, fetch: line.fetch }).call('session', {})).account.id).toBe(town.sato.id);
    await other.reload();
    await other.getByText('127.0.0.1').waitFor();
    await other.context().close();
  });

  needs('chromium', 'a standing approval is granted, agreed to, used by the terminal, told on the transfer, and revoked [O 3-6]', async () => {
    const path = `/engagements/${town.engagement.id}`;
    const page = await sit(town.takahashi, path);
    await page.getByRole('link', { name: '継続承認を見る' }).click();
    await press(page, '継続承認を作る');
    await page.getByText('次の6か所を直してください。').waitFor();
    await page.getByLabel(/^帳票/).selectOption({ label: '納入通知書 印字データ' });
    await page.getByLabel(/^送信先/).selectOption({ label: '株式会社みどり印刷' });
    for (const day of ['月', '火', '水', '木', '金']) await page.getByRole('checkbox', { name: day, exact: true }).check();
    await page.getByLabel(/^始まり/).selectOption('08:00');
    await page.getByLabel(/^終わり/).selectOption('06:00');
    await page.getByLabel(/^1日のファイル数の上限/).fill('１０');
    await page.getByLabel(/^1日の大きさの上限/).fill('500');
    await typeDay(page, ['8', '12', '28']);
    await press(page, '継続承認を作る');
    await page.getByText('第1号を作りました。').first().waitFor();
    await page.getByText('月・火・水・木・金　08:00から翌日の06:00まで').waitFor();
    expect(await page.getByRole('button', { name: /確認して有効にする$/ }).count()).toBe(0);
    await page.context().close();

    const clerk = await sit(town.sato, `${path}/standing-approvals`);
    await press(clerk, '第1号を確認して有効にする');
    await clerk.getByText('第1号は有効になりました。').waitFor();
    const sent = await sendByTerminal();
    await clerk.goto(`${town.running.origins.ward}/transfers/${sent}`);
    await clerk.getByText('継続承認 第1号による（作成 髙橋 健、確認 佐藤 恵）').waitFor();
    await clerk.getByText('自動転送端末「介護保険課 夜間送信機」（責任者 佐藤 恵）').first().waitFor();
    await clerk.goto(`${town.running.origins.ward}${path}/standing-approvals`);
    await clerk.getByText('1件').waitFor();
    await press(clerk, '第1号を取り消す');
    await clerk.getByLabel(/^理由/).fill('担当替え');
    await press(clerk, '継続承認を取り消す');
    await clerk.getByText('第1号を取り消しました。').waitFor();
    await clerk.context().close();

    const audit = await sit(town.auditor, `/audit/transfers/${sent}`);
    await audit.getByText(/継続承認 第1号（作成 髙橋 健さん、確認 佐藤 恵さん）による承認済みです/).first().waitFor();
    await audit.context().close();
    const admin = await sit(second, '/admin/unattended-terminals');
    await press(admin, '介護保険課 夜間送信機を取り消す');
    await admin.getByLabel(/^理由/).fill('端末の入替え');
    await press(admin, '端末を取り消す');
    await admin.getByText('理由：端末の入替え').waitFor();
    expect((await line.fetch(`${town.running.origins.ward}/api/v1/session`, { method: 'GET' })).status).toBe(403);
    await admin.context().close();
  });

  async function sendByTerminal(): Promise<string> {
    const api = createApi({ base: town.running.origins.ward, fetch: line.fetch });
    const formId = town.engagement.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '';
    const { id } = await api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId, recipientIds: [town.firm.id], quantity: 1 } });
    const address = api.address('addFile', { id });
    await uploadFile({ address, headers: await line.sign('POST', address), name: '納入通知.csv', chunks: (async function* () { yield await Promise.resolve(Buffer.from('被保険者番号,氏名\r\n')); })() });
    return (await api.call('submit', { id })).transfers[0]?.id ?? '';
  }
});
