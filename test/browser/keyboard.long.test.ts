// One transfer from the clerk's desk to the confirmation, by keyboard alone, by the names that a screen reader says. Every stop of the
// focus on the way is looked at: it has its ring and nothing lies over it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { confirmedCertificate, foundTown, type Someone, type Town } from '../town.ts';
import { keysOf, tabTo, type Keys } from './keyboard.ts';
import { openBrowser, sitDown } from './person.ts';

const chromiumPath = program('chromium');
const passphrase = 'みどり の つくえ の うえ の はこ 3';

describe('the journey by keyboard alone', () => {
  let town: Town;
  let browser: Browser;
  let keyFile: string;
  let password: string;
  const complaints: string[][] = [];

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ policy: { passwordGapMinutes: 0, wipeAfterConfirmHours: 0 }, surroundings: { time: systemTime, tickEvery: 500, webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase }, new Date());
    keyFile = join(town.folder, 'key.asc');
    await writeFile(keyFile, key.privateKey);
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const text = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();

  /** Signs in by keyboard and returns the keys of that page. */
  async function signedIn(who: Someone, address: string): Promise<{ page: Page; keys: Keys }> {
    const desk = await sitDown(browser);
    complaints.push(desk.complaints);
    const keys = keysOf(desk.page);
    await desk.page.goto(address);
    await keys.write('利用者ID', who.login);
    await keys.write(/^パスワード/, who.password);
    await keys.press('サインインする');
    await desk.page.getByRole('heading', { level: 1, name: /対応|受け取る/ }).waitFor();
    return { page: desk.page, keys };
  }

  async function choose(page: Page, button: string | RegExp, path: string): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, page.getByRole('button', { name: button }).first());
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(path);
  }

  needs('chromium', 'a clerk drafts, chooses a file, confirms and deposits', async () => {
    const { page, keys } = await signedIn(town.sato, town.running.origins.ward);
    await keys.press('新しい授受を作る', 'link');
    await keys.tick(/株式会社みどり印刷/, 'radio');
    await keys.write(/^数量/, '３');
    await keys.press('ファイルへ進む');
    const file = join(town.folder, '納入通知書.csv');
    await writeFile(file, '被保険者番号,氏名\r\n'.repeat(3));
    await choose(page, 'ファイルを選ぶ', file);
    await text(page, '納入通知書.csv');
    await keys.press('確認へ進む');
    await page.getByRole('button', { name: '株式会社みどり印刷に預け入れる' }).waitFor();
    for (const box of await page.getByRole('checkbox').all()) {
      await tabTo(page, box);
      await page.keyboard.press('Space');
    }
    await keys.press('株式会社みどり印刷に預け入れる');
    await text(page, '預け入れました');
    await page.context().close();
  });

  needs('chromium', 'a second person approves', async () => {
    const { page, keys } = await signedIn(town.takahashi, town.running.origins.ward);
    await keys.press(/^承認する/, 'link');
    for (const tick of ['送付先を確認しました', '送付内容を確認しました', '添付ファイルを確認しました']) await keys.tick(new RegExp(tick));
    await keys.press(/^承認して/);
    await text(page, '承認しました');
    await page.context().close();
  });

  needs('chromium', 'on another occasion the password is made, and its hand-over recorded', async () => {
    const { page, keys } = await signedIn(town.takahashi, town.running.origins.ward);
    await keys.press(/^パスワードを渡す/, 'link');
    await keys.tick(/まわりにほかの人がいません/);
    await keys.tick(/すぐに印刷物を取りに行けます/);
    await keys.press('パスワードを作って表示する');
    await page.locator('.password-groups').first().waitFor();
    password = (await page.locator('.password-groups').allInnerTexts()).join(' ');
    await keys.tick(/手渡し/, 'radio');
    await keys.press('渡したことを記録する');
    await text(page, '渡したことを記録しました');
    await page.context().close();
  });

  needs('chromium', 'the contractor unlocks, opens and confirms', async () => {
    const { page, keys } = await signedIn(town.tanaka, `${town.running.origins.contractor}/p/${town.firm.page}`);
    await keys.press(/^受け取る/, 'link');
    await keys.write(/^パスワード/, password);
    await keys.press('解錠する');
    await text(page, '解錠しました');
    await choose(page, /^鍵のファイル/, keyFile);
    await keys.write(/^鍵のパスフレーズ/, passphrase);
    const download = page.waitForEvent('download');
    await keys.press('保存先を選んで開く');
    await download;
    await text(page, '送られた内容と一致しています');
    await keys.press('受領確認へ進む', 'link');
    await keys.write(/^数えた件数/, '3');
    await keys.tick(/すべて開き/);
    await keys.press('受領を確認する');
    await text(page, '受領を確認しました');
  });

  needs('chromium', 'no page complained', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
