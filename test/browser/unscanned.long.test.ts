// 未検査の例外 in a real Chromium: one more approver reads what could not be scanned and why, says the reason, and lets it go; the recipient is warned before opening.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { startClamd, type Daemon } from '../scanning/daemon.ts';
import { zip } from '../scanning/zip.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { addPerson, draftFor, foundTown, upload, type Someone, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const [chromiumPath, clamd] = [program('chromium'), program('clamd')];

describe('allowing files that were not scanned', () => {
  let town: Town;
  let daemon: Daemon;
  let browser: Browser;
  let desk: AtBrowser;
  let firm: AtBrowser;
  let hirota: Someone;
  let [id, number] = ['', ''];

  beforeAll(async () => {
    if (chromiumPath === undefined || clamd === undefined) return;
    daemon = await startClamd(clamd);
    town = await foundTown({ policy: { locks: 'password', unscannable: 'exception' }, environment: { KAGIBAKO_SCANNER: 'clamd', KAGIBAKO_CLAMD_CONFIG: daemon.configPath }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    hirota = await addPerson(town, town.admin, { role: 'staff', login: 'hirota', name: '廣田 進', sectionId: town.section.id, canApprove: true });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, '図面.zip', zip('inner.txt', Buffer.from('secret'), true));
    const [transfer] = (await town.sato.api.call('submit', { id: draft.id })).transfers;
    [id, number] = [transfer?.id ?? '', transfer?.number ?? ''];
    await town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest: transfer?.digest ?? '' } });
    browser = await openBrowser(chromiumPath);
    [desk, firm] = [await sitDown(browser), await sitDown(browser, { width: 390, height: 844 })];
    for (const { page } of [desk, firm]) await page.context().clock.setFixedTime(new Date(town.time.wall()));
  });
  afterAll(async () => {
    if (chromiumPath === undefined || clamd === undefined) return;
    await browser.close();
    expect([town.faults, desk.complaints, firm.complaints]).toEqual([[], [], []]);
    await town.close();
    await daemon.stop();
  });

  needs('chromium', 'from the list of what waits to the decision with its reason [H 29]', async () => {
    const { page } = desk;
    await signInAt(page, town.running.origins.ward, 'hirota', hirota.password);
    await page.getByRole('link', { name: /^承認 ?1?/ }).first().click();
    await page.getByRole('heading', { name: '未検査の例外' }).waitFor();
    await page.getByRole('link', { name: number }).click();
    for (const words of ['ウイルス検査をしていないファイルがあります（1ファイル）', 'この授受は髙橋 健さんが承認しています。', '図面.zip', 'パスワード付きのため、中を検査できません']) await page.getByText(words).first().waitFor();
    const allow = page.getByRole('button', { name: /未検査のまま、.*が受け取れるようにする/ });
    await allow.click();
    for (const words of ['検査せずに渡す理由を入力してください。', '未検査のファイルを見て、確認してください。']) await page.getByText(words).waitFor();
    expect((await town.sato.api.call('transfer', { id })).state).toBe('awaiting-approval');
    await page.getByLabel('検査せずに渡す理由').fill('印刷会社の専用形式のため');
    await page.getByLabel(/検査していないファイルを、このまま渡すことを確かめました/).check();
    await allow.click();
    await page.getByText('1ファイル：廣田 進さんが例外を認めました').waitFor();
    await page.getByText('印刷会社の専用形式のため').waitFor();
    expect(await town.sato.api.call('transfer', { id })).toMatchObject({ state: 'released', exception: { allowed: { by: { name: '廣田 進' }, reason: '印刷会社の専用形式のため' } } });
  });

  needs('chromium', 'the recipient reads 未検査 in the list, on the transfer and before opening, and not the reason [H 29]', async () => {
    town.time.advance(120);
    await town.sato.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    const { page } = firm;
    await page.context().clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(page, `${town.running.origins.contractor}/p/${town.firm.page}`, 'tanaka', town.tanaka.password);
    await page.getByRole('heading', { name: '受け取るもの' }).first().waitFor();
    await page.getByText('未検査').first().waitFor();
    await page.getByRole('link', { name: number }).first().click();
    await page.getByText('1ファイル：廣田 進さんが例外を認めました').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('専用形式');
    await page.getByRole('link', { name: '受け取って開く' }).click();
    await page.getByText('ウイルス検査をしていないファイルがあります（未検査）').waitFor();
  });
});
