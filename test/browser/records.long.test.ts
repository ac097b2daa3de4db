// Records in a real Chromium: an inspection filed by keyboard alone, answered by the contractor on its own page, closed by the ward; errors that
// lead to their fields, rows pasted from a spreadsheet, evidence attached, a correction that keeps the old version, all of it on a phone as well.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { systemTime } from '../../server/ledger/clock.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, type Someone, type Town } from '../town.ts';
import { keysOf, tabTo } from './keyboard.ts';
import { narrowFaults } from './narrow.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

const chromiumPath = program('chromium');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

/** Puts a text where the focus stands as a paste does; runs in the page, whose clipboard nobody else shares. */
const pasteInto = (text: string): string => `(() => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', ${JSON.stringify(text)});
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
})()`;

describe('records at a desk', () => {
  let town: Town;
  let browser: Browser;
  const complaints: string[][] = [];
  const pages = new Map<Someone, Page>();

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { time: systemTime, tickEvery: 500, webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    // A refusal that the page shows in words is also a line in the console.
    expect(complaints.flat().filter((line) => !/Failed to load resource.*422/.test(line))).toEqual([]);
    await town.close();
  });

  const baseOf = (who: Someone): string => (who === town.tanaka ? `${town.running.origins.contractor}/p/${town.firm.page}` : town.running.origins.ward);

  /** The page of this person, signed in once, at the address. */
  async function deskOf(who: Someone, path: string): Promise<Page> {
    let page = pages.get(who);
    if (page === undefined) {
      const desk = await sitDown(browser);
      complaints.push(desk.complaints);
      page = desk.page;
      pages.set(who, page);
      await signInAt(page, baseOf(who), who.login, who.password);
      await page.getByRole('navigation').first().waitFor();
    }
    await page.goto(baseOf(who) + path);
    return page;
  }

  const begin = (who: Someone, kind: string): Promise<Page> => deskOf(who, `/records/new?kind=${kind}&engagement=${town.engagement.id}`);
  const said = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();
  const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.id');
  let inspection = '';

  needs('chromium', 'an inspection is filed by keyboard alone; what is missing leads to its field [O 1-32]', async () => {
    const page = await deskOf(town.sato, `/engagements/${town.engagement.id}`);
    const keys = keysOf(page);
    await keys.press(/^立入り調査記録を始める/, 'link');
    await page.getByRole('button', { name: '立入り調査を記録する' }).waitFor();
    await keys.press('立入り調査を記録する');
    await said(page, '『調査した職員』は2人以上必要です。');
    await keys.press('調査の結果を入力してください。', 'link');
    expect(await focused(page)).toBe('inspect-findings');
    await page.keyboard.insertText('施錠と記録簿を確認した。是正が1件ある。');
    await page.evaluate('document.querySelector("h1").focus()');
    await tabTo(page, page.getByRole('group', { name: /^調査した職員/ }).getByRole('checkbox', { name: '髙橋 健' }));
    await page.keyboard.press('Space');
    await keys.write('ほかの人の氏名', '山﨑 由美');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '山﨑 由美さんを外す' }).waitFor();
    const corrective = page.getByRole('group', { name: /^是正を求める事項があるか/ });
    await tabTo(page, corrective.getByRole('radio', { name: 'いいえ' }));
    await page.keyboard.press('ArrowUp');
    // What the answer calls for appears behind it, and the focus stays where it was.
    await page.getByRole('textbox', { name: /^是正を求める事項/ }).waitFor();
    expect(await corrective.getByRole('radio', { name: 'はい' }).evaluate((one: { matches(selector: string): boolean }) => one.matches(':focus'))).toBe(true);
    await keys.write(/^是正を求める事項/, '保管庫の鍵の管理簿を付けること。');
    await tabTo(page, page.getByRole('group', { name: /^是正の期限/ }).getByRole('spinbutton').nth(1));
    // Today part by part, and of the year the next.
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowUp', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
    await keys.press('立入り調査を記録する');
    await said(page, 'を記録しました。');
    await page.getByRole('heading', { level: 1, name: /^立入り調査記録 R/ }).waitFor();
    await said(page, '株式会社みどり印刷の番です。');
    inspection = page.url().split('/').at(-1) ?? '';
    expect((await town.sato.api.call('record', { id: inspection })).stages[0]?.values).toMatchObject({ correction: '保管庫の鍵の管理簿を付けること。', met: [{ id: null, name: '山﨑 由美' }] });
  });

  needs('chromium', 'the contractor answers it on its own page with evidence; the ward closes it [O 1-32]', async () => {
    const page = await deskOf(town.tanaka, `/records/${inspection}`);
    await said(page, '次は、あなたの番です。');
    await page.getByRole('textbox', { name: /^是正した内容/ }).fill('管理簿を付け始めた。');
    await page.locator('input[type=file]').setInputFiles([{ name: '鍵管理簿.pdf', mimeType: 'application/pdf', buffer: PDF }]);
    await said(page, /^照合値/);
    await page.getByRole('button', { name: '是正を報告する' }).click();
    await said(page, '記録しました。');
    await page.getByRole('link', { name: '鍵管理簿.pdf' }).waitFor();
    const ward = await deskOf(town.takahashi, `/records/${inspection}`);
    await ward.getByRole('button', { name: '是正を確認して終える' }).click();
    await ward.getByText('完了', { exact: true }).first().waitFor();
    expect((await town.auditor.api.call('record', { id: inspection })).state).toBe('closed');
  });

  needs('chromium', 'a request of one press stands on the home of the contractor; a correction names its reason, and the version before stays', async () => {
    const page = await begin(town.takahashi, 'status-request');
    // The gateway knew everything: one press.
    await page.getByRole('button', { name: '報告を求める' }).click();
    await said(page, 'を記録しました。');
    await page.getByRole('button', { name: '『報告の求め』を訂正する' }).click();
    await page.getByRole('button', { name: '訂正を記録する' }).click();
    await page.getByRole('link', { name: '訂正の理由を入力してください。' }).click();
    await page.keyboard.insertText('理由の書き落とし');
    await page.getByRole('textbox', { name: /^求める理由/ }).fill('年度末の点検のため');
    await page.getByRole('button', { name: '訂正を記録する' }).click();
    await said(page, '訂正しました。理由：理由の書き落とし');
    await page.getByText('訂正前の記録 1件').click();
    expect(await page.getByText('年度末の点検のため').count()).toBe(1);
    const firm = await deskOf(town.tanaka, '/');
    await firm.getByRole('link', { name: /^書類を開く：取扱状況の報告の求め/ }).click();
    await firm.getByRole('textbox', { name: /^取扱いの状況/ }).waitFor();
  });

  needs('chromium', 'rows are pasted from a spreadsheet, copied and removed', async () => {
    const page = await begin(town.sato, 'inspection');
    await page.getByRole('textbox', { name: '事項 9行目' }).focus();
    await page.evaluate(pasteInto('入退室の記録\t要是正\t7月分が空欄\r\n端末の施錠\t良好\r\n'));
    await said(page, '2行を貼り付けました。');
    expect(await page.getByRole('combobox', { name: '結果 9行目' }).inputValue()).toBe('mend');
    expect(await page.getByRole('textbox', { name: '備考 9行目' }).inputValue()).toBe('7月分が空欄');
    expect(await page.getByRole('textbox', { name: '事項 10行目' }).inputValue()).toBe('端末の施錠');
    await page.getByRole('button', { name: '10行目を写す' }).click();
    expect(await page.getByRole('textbox', { name: '事項 11行目' }).inputValue()).toBe('端末の施錠');
    await page.getByRole('button', { name: '11行目を外す' }).click();
    await page.getByRole('textbox', { name: '事項 11行目' }).waitFor({ state: 'detached' });
    // Unsent input is not lost without a question.
    await page.getByRole('link', { name: 'ホーム' }).click();
    await page.getByRole('button', { name: 'この画面に残る' }).click();
    expect(await page.getByRole('textbox', { name: '事項 10行目' }).inputValue()).toBe('端末の施錠');
    await page.getByRole('link', { name: 'ホーム' }).click();
    await page.getByRole('button', { name: '離れる' }).click();
    await page.getByRole('heading', { level: 1, name: /^対応が必要なもの/ }).waitFor();
  });

  needs('chromium', 'what the gateway refuses leads to its field', async () => {
    const page = await begin(town.takahashi, 'status-request');
    await page.getByRole('button', { name: '内容を直す' }).click();
    const year = page.getByRole('group', { name: /^報告の期限/ }).getByRole('spinbutton', { name: /年/ }).first();
    await year.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: '報告を求める' }).click();
    await page.getByRole('link', { name: '報告の期限：今日以後の日を選んでください' }).click();
    expect(await page.evaluate<boolean>('document.activeElement.closest("#ask-answerBy") !== null')).toBe(true);
  });

  needs('chromium', 'on a phone nothing is lost of list, record, form and calendar', async () => {
    for (const path of ['/records', `/records/${inspection}`, `/records/new?kind=inspection&engagement=${town.engagement.id}`, '/duties']) {
      const page = await deskOf(town.sato, path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('main').getByText(/株式会社みどり印刷/).first().waitFor();
      expect(await narrowFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 1366, height: 768 });
    }
  });

  needs('chromium', 'an auditor reads records and deadlines, and begins none', async () => {
    const page = await deskOf(town.auditor, '/audit/records?group=oversight');
    await page.getByRole('link', { name: '立入り調査記録' }).click();
    await page.getByRole('heading', { level: 1, name: /^立入り調査記録 R/ }).waitFor();
    expect(await page.getByRole('button', { name: /訂正|記録する/ }).count()).toBe(0);
    await page.getByRole('link', { name: '書類と期限' }).click();
    await page.getByRole('heading', { level: 1, name: '期限' }).waitFor();
    expect(await page.getByRole('link', { name: /^記録を始める/ }).count()).toBe(0);
  });
});
