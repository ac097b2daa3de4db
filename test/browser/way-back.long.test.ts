// The way back through the pages: the firm sends its report to the section, hands the password over on another occasion, and a clerk
// opens it with the section's key. At a desk and on a phone.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { confirmedCertificate, foundTown, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');
const passphrase = 'みどり の つくえ の うえ の はこ 3';

describe.each([{ at: 'a desk', viewport: { width: 1366, height: 768 } }, { at: 'a phone', viewport: { width: 390, height: 844 } }])('the way back, at $at', ({ viewport }) => {
  let town: Town;
  let browser: Browser;
  let tanaka: AtBrowser;
  let sato: AtBrowser;
  let file: string;
  let keyFile: string;
  let password: string;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ policy: { passwordGapMinutes: 0, wipeAfterConfirmHours: 0 }, surroundings: { time: systemTime, tickEvery: 500, webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
    [tanaka, sato] = [await sitDown(browser, viewport), await sitDown(browser, viewport)];
    const key = await makeKeyPair({ name: '福祉部 介護保険課', passphrase }, new Date());
    [file, keyFile] = [join(town.folder, '業務報告書_7月.pdf'), join(town.folder, 'key.asc')];
    await writeFile(keyFile, key.privateKey);
    await writeFile(file, Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'あ')]));
    await confirmedCertificate(town.sato, town.takahashi, key.certificate);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const firmPage = (): string => `${town.running.origins.contractor}/p/${town.firm.page}`;
  const text = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();
  const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

  needs('chromium', 'the firm deposits its report for the section; nobody has to approve it there', async () => {
    const { page } = tanaka;
    await signInAt(page, firmPage(), 'tanaka', town.tanaka.password);
    await page.getByRole('heading', { level: 1, name: /受け取る/ }).waitFor();
    await page.goto(`${firmPage()}/send`);
    await page.getByRole('radio', { name: /福祉部 介護保険課/ }).check();
    await page.getByRole('textbox', { name: /^数量/ }).fill('1');
    await press(page, 'ファイルへ進む');
    await page.locator('input[type=file]').first().setInputFiles([file]);
    await press(page, '確認へ進む');
    await page.getByRole('button', { name: /に預け入れる$/ }).waitFor();
    for (const tick of await page.getByRole('checkbox').all()) await tick.check();
    await press(page, /福祉部 介護保険課に預け入れる/);
    await text(page, '預け入れました');
    expect((await town.sato.api.call('transfers', {})).transfers).toEqual([]);
  });

  needs('chromium', 'it makes the password on another occasion and records to whom it was handed', async () => {
    const { page } = tanaka;
    // On a phone the person's menu is behind a button.
    await page.context().clearCookies();
    await signInAt(page, firmPage(), 'tanaka', town.tanaka.password);
    await page.getByRole('heading', { level: 1, name: /受け取る/ }).waitFor();
    await page.goto(`${firmPage()}/notices`);
    await page.getByRole('link', { name: /パスワードを渡す/ }).first().click();
    for (const tick of ['まわりにほかの人がいません', 'すぐに印刷物を取りに行けます']) await page.getByLabel(tick).check();
    await press(page, 'パスワードを作って表示する');
    await page.locator('.password-groups').first().waitFor();
    password = (await page.locator('.password-groups').allInnerTexts()).join(' ');
    expect(await page.locator('main').innerText()).not.toContain('業務報告書');
    await page.getByRole('radio', { name: '手渡し' }).check();
    await page.getByLabel('渡した相手').selectOption({ label: '佐藤 恵（名簿から）' });
    await press(page, '渡したことを記録する');
    await text(page, '渡したことを記録しました');
  });

  needs('chromium', 'a clerk unlocks it, opens it with the section\'s key and confirms', async () => {
    const { page } = sato;
    await signInAt(page, town.running.origins.ward, 'sato', town.sato.password);
    await page.getByRole('link', { name: /^受け取る/ }).first().click();
    await page.getByRole('textbox', { name: /^パスワード/ }).fill(password);
    await press(page, '解錠する');
    await text(page, '解錠しました');
    await page.locator('input[type=file]').first().setInputFiles(keyFile);
    await page.getByRole('textbox', { name: /^鍵のパスフレーズ/ }).fill(passphrase);
    const download = page.waitForEvent('download');
    await press(page, '保存先を選んで開く');
    const saved = join(town.folder, 'opened.pdf');
    await (await download).saveAs(saved);
    await text(page, '送られた内容と一致しています');
    const hash = async (path: string): Promise<string> => createHash('sha256').update(await readFile(path)).digest('hex');
    expect(await hash(saved)).toBe(await hash(file));
    await page.getByRole('link', { name: '受領確認へ進む' }).click();
    await page.getByRole('textbox', { name: /^数えた件数/ }).fill('1');
    await page.getByLabel('すべて開き', { exact: false }).check();
    await press(page, '受領を確認する');
    await text(page, '受領を確認しました');
  });

  needs('chromium', 'the firm sees that the copy was wiped [I 5]', async () => {
    const id = (await town.tanaka.api.call('transfers', {})).transfers[0]?.id ?? '';
    await expect.poll(async () => (await town.tanaka.api.call('transfer', { id })).state).toBe('wiped');
    await tanaka.page.goto(`${firmPage()}/transfers/${id}`);
    await text(tanaka.page, '消去済み');
    expect(await tanaka.page.locator('main').innerText()).not.toContain('業務報告書_7月.pdf');
  });

  needs('chromium', 'no page complained', () => {
    expect([...tanaka.complaints, ...sato.complaints]).toEqual([]);
  });
});
