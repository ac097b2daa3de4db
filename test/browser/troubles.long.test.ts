// What goes wrong on a working day, through the pages of a real Chromium, at a desk and on a phone: a refusal, a recall, a deadline
// passed, a password that no longer holds, a key that does not fit, a line that is cut in mid-upload.
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { generatePassword, groups } from '../../server/sealing/password.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { start, type Someone } from '../town.ts';
import { kept } from '../hostile/line.ts';
import { layLine } from './cuttable-line.ts';
import { foundLivingTown, passphrase, type LivingTown } from './living-town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');
const row = '被保険者番号,氏名\r\n';
const bytes = 300_000 * Buffer.byteLength(row);

describe.each([{ at: 'a desk', viewport: { width: 1366, height: 768 } }, { at: 'a phone', viewport: { width: 390, height: 844 } }])('when something goes wrong, at $at', ({ viewport }) => {
  let town: LivingTown;
  let browser: Browser;
  let sato: AtBrowser;
  let takahashi: AtBrowser;
  let tanaka: AtBrowser;
  let yamazaki: AtBrowser;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundLivingTown({ webFolder: join(await builtFolder('web'), 'web') });
    browser = await openBrowser(chromiumPath);
    sato = await atWork(town.sato, ward());
    takahashi = await atWork(town.takahashi, ward());
    tanaka = await atWork(town.tanaka, `${town.running.origins.contractor}/p/${town.firm.page}`);
    yamazaki = await atWork(town.yamazaki, `${town.running.origins.contractor}/p/${town.similar.page}`);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const ward = (): string => town.running.origins.ward;
  const text = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();
  const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
  const wardPage = (path: string): string => ward() + path;
  const firmPage = (path: string): string => `${town.running.origins.contractor}/p/${town.firm.page}${path}`;

  async function atWork(who: Someone, address: string, at = browser): Promise<AtBrowser> {
    const desk = await sitDown(at, viewport);
    // The town's clock stands in July; what the pages count down must stand there with it.
    await desk.page.clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(desk.page, address, who.login, who.password);
    await desk.page.getByRole('heading', { level: 1, name: /対応|受け取る/ }).waitFor();
    return desk;
  }

  async function unlockWith(page: Page, password: string): Promise<void> {
    await page.getByRole('textbox', { name: /^パスワード/ }).fill(password);
    await press(page, '解錠する');
  }

  needs('chromium', 'a refusal: what is sent back names who and why, and the one who made it can go on', async () => {
    const { page } = takahashi;
    await page.goto(wardPage(`/transfers/${town.transfers.approval}/approval`));
    await press(page, '差し戻す');
    await press(page, '理由をつけて差し戻す');
    await text(page, '理由を入力してください');
    await page.getByRole('textbox', { name: /^理由/ }).fill('件数が台帳と合いません');
    await press(page, '理由をつけて差し戻す');
    await text(page, '差し戻しました');
    await sato.page.goto(wardPage(`/transfers/${town.transfers.approval}`));
    await text(sato.page, '髙橋 健さんが差し戻しました');
    await text(sato.page, '件数が台帳と合いません');
    await press(sato.page, 'この下書きを破棄する');
    await sato.page.getByRole('dialog').getByRole('button', { name: '破棄する' }).click();
    await expect.poll(async () => (await town.sato.api.call('transfer', { id: town.transfers.approval })).ended?.why).toBe('discarded');
    // Nothing of it ever stood on the recipient's page.
    await expect(town.tanaka.api.call('transfer', { id: town.transfers.approval })).rejects.toThrow('NOT_FOUND');
  });

  needs('chromium', 'a wrong password is told from a slip, and a key that does not fit from both [H 43]', async () => {
    const { page } = tanaka;
    await page.goto(firmPage(`/transfers/${town.transfers.released}/open`));
    await unlockWith(page, groups(generatePassword((n) => randomBytes(n))).join(' '));
    await text(page, 'このパスワードでは解錠できません');
    await unlockWith(page, town.password);
    await text(page, '解錠しました');
    const other = join(town.folder, 'other-key.asc');
    await writeFile(other, (await makeKeyPair({ name: '別の端末', passphrase }, new Date(start))).privateKey);
    await page.locator('input[type=file]').first().setInputFiles(other);
    await page.getByRole('textbox', { name: /^鍵のパスフレーズ/ }).fill(passphrase);
    await press(page, '保存先を選んで開く');
    await text(page, '選んだ鍵では開けません');
    expect((await town.tanaka.api.call('transfer', { id: town.transfers.released })).collection?.completedAt ?? null).toBeNull();
  });

  needs('chromium', 'a recall in one step with a reason: the recipient is told, and can no longer collect', async () => {
    const { page } = sato;
    await page.goto(wardPage(`/transfers/${town.transfers.released}`));
    await press(page, '取り消す');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '取り消して消去する' }).click();
    await text(page, '理由を選んでください');
    await dialog.getByLabel('送付先の誤り').check();
    await dialog.getByRole('button', { name: '取り消して消去する' }).click();
    await text(page, '取り消しました');
    await tanaka.page.goto(firmPage(`/transfers/${town.transfers.released}/open`));
    await text(tanaka.page, 'いまは受け取れません');
    await tanaka.page.goto(firmPage(`/transfers/${town.transfers.released}`));
    await text(tanaka.page, '取消');
    await expect(town.tanaka.api.call('lock', { id: town.transfers.released })).rejects.toThrow(/RECALLED|ALREADY_WIPED/);
  });

  needs('chromium', 'a password that was made anew: the older one is refused in words that say where the newest stands', async () => {
    await town.takahashi.signInAgain();
    const older = await town.takahashi.api.call('renewNotice', { id: town.openNotice });
    const newer = await town.takahashi.api.call('renewNotice', { id: town.openNotice });
    await town.takahashi.api.call('handover', { id: town.openNotice, body: { method: 'in-person', to: newer.notice.addressees[0]?.id ?? '', at: new Date(town.time.wall()).toISOString() } });
    const { page } = yamazaki;
    await page.goto(`${town.running.origins.contractor}/p/${town.similar.page}/transfers/${newer.notice.transferIds[0] ?? ''}/open`);
    await unlockWith(page, older.password);
    await text(page, /このパスワードでは解錠できません.*いちばん新しいもの/);
    await unlockWith(page, newer.password);
    await text(page, '解錠しました');
  });

  needs('chromium', 'an initial password that was not used in time no longer opens anything, and the page says whom to ask', async () => {
    const made = await town.admin.api.call('addAccount', { body: { role: 'staff', login: 'late', name: '遅れ 太郎', sectionId: town.section.id } });
    const { page } = await sitDown(browser, viewport);
    town.time.advance((Date.parse(made.initial.validUntil) - town.time.wall()) / 60_000 + 1);
    await signInAt(page, ward(), 'late', made.initial.password);
    await text(page, 'サインインできませんでした');
    await page.getByText('サインインできないとき').click();
    await text(page, '管理者に連絡してください');
    await page.context().close();
  });

  needs('chromium', 'a deadline that passed: both sides are told, and the gateway has wiped its copy [I 4]', async () => {
    const { transferIds } = await town.takahashi.api.call('notice', { id: town.openNotice }).catch(async () => {
      await town.takahashi.signInAgain();
      return town.takahashi.api.call('notice', { id: town.openNotice });
    });
    const id = transferIds[0] ?? '';
    town.time.advance(8 * 24 * 60);
    await town.running.gateway.tick();
    await town.running.gateway.tick();
    for (const [one, who, address, other] of [[sato, town.sato, ward(), ''], [yamazaki, town.yamazaki, `${town.running.origins.contractor}/p/${town.similar.page}`, '/open']] as const) {
      await one.page.clock.setFixedTime(new Date(town.time.wall()));
      await signInAt(one.page, address, who.login, who.password);
      await one.page.getByRole('heading', { level: 1, name: /対応|受け取る/ }).waitFor();
      await one.page.goto(`${address}/transfers/${id}`);
      await text(one.page, '期限切れ');
      await text(one.page, '消去済み');
      if (other === '') continue;
      await one.page.goto(`${address}/transfers/${id}${other}`);
      await text(one.page, 'いまは受け取れません');
    }
  });

  needs('chromium', 'a line cut in mid-upload: the page says so, nothing half arrives, and it goes on by itself and sends what is missing once [I 1]', async () => {
    for (const one of [town.sato, town.tanaka]) await one.signInAgain();
    const line = await layLine(ward(), 2_000_000);
    const apart = await openBrowser(chromiumPath ?? '', [line.flag]);
    const { page } = await atWork(town.sato, ward(), apart);
    const { id, depositId } = await draftedBy(town);
    await page.goto(wardPage(`/transfers/${id}/draft/files`));
    await page.locator('input[type=file]').first().setInputFiles([{ name: '納入通知書_切断.csv', mimeType: 'text/csv', buffer: Buffer.from(row.repeat(300_000)) }]);
    await press(page, '確認へ進む');
    const before = line.sent();
    await sendAway(page);
    await expect.poll(() => line.sent() - before).toBeGreaterThan(3_000_000);
    line.cut();
    await text(page, '通信が切れました。つながり次第、続きから送ります。');
    const arrived = async (): Promise<number> => (await town.sato.api.call('unfinished', { id: depositId }))[0]?.offset ?? 0;
    await expect.poll(arrived).toBeGreaterThan(1_000_000);
    // What waits is one sealed part, no file of the draft, and nothing that anybody could read.
    expect((await kept(town)).incoming).toBe(1);
    expect((await waiting(town)).includes(row.trim())).toBe(false);
    expect((await town.sato.api.call('transfer', { id })).files).toEqual([]);
    await expect(town.tanaka.api.call('transfer', { id })).rejects.toThrow('NOT_FOUND');
    const [had, already] = [await arrived(), line.sent()];
    line.mend();
    await text(page, '預け入れました');
    expect(line.sent() - already).toBeLessThan(bytes - had + 1_000_000);
    expect((await kept(town)).incoming).toBe(0);
    const { files, state } = await town.sato.api.call('transfer', { id });
    expect([files.length, files[0]?.size, files[0]?.sha256, state]).toEqual([1, bytes, createHash('sha256').update(row.repeat(300_000)).digest('hex'), 'awaiting-approval']);
    await apart.close();
    await line.close();
  });

  needs('chromium', 'and no page complained meanwhile of anything', () => {
    expect([sato, takahashi, tanaka, yamazaki].flatMap((one) => one.complaints)).toEqual([]);
  });
});

/** Presses what deposits, after ticking whatever the page wants to have confirmed. */
async function sendAway(page: Page): Promise<void> {
  await page.getByRole('button', { name: /に預け入れる$/ }).waitFor();
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  await page.getByRole('button', { name: /に預け入れる$/ }).click();
}

/** The bytes of every part that waits. */
async function waiting(town: LivingTown): Promise<Buffer> {
  const folder = join(town.folder, 'data', 'vault', 'incoming');
  return Buffer.concat(await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name)))));
}

async function draftedBy(town: LivingTown): Promise<{ id: string; depositId: string }> {
  const form = town.engagement.forms.find((one) => one.name.startsWith('納入通知書'));
  const deposit = await town.sato.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId: form?.id ?? '', recipientIds: [town.firm.id], quantity: 300_000 } });
  return { id: deposit.transfers[0]?.id ?? '', depositId: deposit.id };
}
