// The auditor's pages in a real Chromium, at a desk and on a phone: search, story, plots, and the verification that runs in the browser.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundLivingTown, type LivingTown } from './living-town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');

describe.each([{ width: 1366, height: 768 }, { width: 390, height: 844 }])('the auditor at $width pixels', (viewport) => {
  let town: LivingTown;
  let browser: Browser;
  let desk: AtBrowser;
  let page: Page;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundLivingTown({ webFolder: join(await builtFolder('web'), 'web') });
    await expect(town.sato.api.call('recall', { id: town.transfers.wiped, body: { reason: 'other' } })).rejects.toMatchObject({ problem: { code: 'ALREADY_WIPED' } });
    browser = await openBrowser(chromiumPath);
    desk = await sitDown(browser, viewport);
    page = desk.page;
    await page.context().clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(page, town.running.origins.ward, 'kansa', town.auditor.password);
    await page.getByRole('heading', { name: '監査', exact: true }).waitFor();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const text = (words: string | RegExp) => page.getByText(words).first().waitFor();
  const open = (path: string) => page.goto(town.running.origins.ward + path);
  const actors = () => page.getByRole('region', { name: '台帳をさがす' }).locator('tbody tr td:nth-child(3)').allInnerTexts();
  async function saved(press: () => Promise<void>): Promise<string> {
    const download = page.waitForEvent('download');
    await press();
    return readFile(await (await download).path(), 'utf8');
  }
  async function verify(content: string, given: { known?: string; vkey?: string } = {}): Promise<void> {
    await open('/audit/verify');
    await page.locator('input[type=file]').setInputFiles([{ name: 'ledger.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(content) }]);
    if (given.known !== undefined) await page.getByLabel('以前の検証点').fill(given.known);
    if (given.vkey !== undefined) await page.getByLabel('台帳の公開鍵').fill(given.vkey);
    await page.getByRole('button', { name: '検証する' }).click();
    await page.locator('.banner').first().waitFor();
  }
  const line = (name: string) => page.locator('tbody tr').filter({ has: page.getByRole('rowheader', { name: new RegExp(`${name}$`) }) }).innerText();

  needs('chromium', 'home tells how far the ledger is signed and leads to the refusals of the week', async () => {
    await text(/記録 \d+件、令和8年7月14日/);
    await page.getByRole('link', { name: /^\d+件 拒否$/ }).click();
    await text(/拒否：消去済み/);
  });

  needs('chromium', 'a name that is searched for stands in no address, and Back brings the search before', async () => {
    await open('/audit/ledger');
    await page.getByLabel('だれが').fill('田中');
    await page.getByRole('button', { name: '行為（いくつでも）' }).click();
    await page.getByRole('checkbox', { name: '受領確認', exact: true }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'さがす', exact: true }).click();
    await expect.poll(async () => new Set((await actors()).map((one) => one.replace('だれが', '').trim()))).toEqual(new Set(['田中 誠']));
    expect(page.url()).toContain('act=confirm');
    expect(decodeURIComponent(page.url())).not.toContain('田中');
    const rows = (await actors()).length;
    const csv = await saved(() => page.getByRole('button', { name: '番号を付けて保存する' }).click());
    await text('ログ抽出書 R8-1 を保存しました');
    expect(csv.startsWith('\uFEFF"番号","日時（日本時間）",')).toBe(true);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(rows + 1);
    await page.getByText(/^保存した検索条件/).first().click();
    await page.getByRole('button', { name: 'この条件を保存する' }).click();
    await page.getByLabel('条件の名前').fill('田中さんの受領確認');
    await page.getByRole('button', { name: '検索条件を保存する' }).click();
    await text('自分だけ');
    await page.getByRole('button', { name: '条件をすべて外す' }).click();
    await expect.poll(async () => (await actors()).length).toBeGreaterThan(rows);
    await page.getByRole('button', { name: '「田中さんの受領確認」でさがす' }).click();
    await expect.poll(() => page.url()).toContain('act=confirm');
    await page.goBack();
    await page.goBack();
    await expect.poll(async () => (await actors()).length).toBe(rows);
    expect(await page.getByLabel('だれが').inputValue()).toBe('田中');
  });

  needs('chromium', 'a transfer is told in sentences, with its silence, its refusal and its documents, and without a file name', async () => {
    await open(`/audit/transfers/${town.transfers.wiped}`);
    for (const said of ['佐藤 恵さんが株式会社みどり印刷あてに1ファイルを預け入れました', '髙橋 健さんが3項目を確認して承認しました', '9日間、記録はありません', '佐藤 恵さんの「取消」を受け付けませんでした：消去済み', '鍵箱が1ファイルを消去し、残っていないことを確かめました']) await text(said);
    await page.getByRole('link', { name: /受領書/ }).click();
    await text('介護保険料納入通知書等の作成等業務');
    await open(`/audit/transfers/${town.transfers.released}`);
    await text('次は株式会社みどり印刷の受取を待っています。');
    expect(await page.getByRole('main').innerText()).not.toContain('noufu');
  });

  needs('chromium', 'each plot is a named picture whose marks lead on, and a table with the same numbers', async () => {
    await open('/audit/plots?from=2026-07-01&to=2026-07-31');
    const picture = page.getByRole('img', { name: /^授受と拒否の図。拒否1件のうち1件が令和8年7月14日/ });
    await picture.waitFor();
    await page.getByRole('group', { name: '授受と拒否の見せ方' }).getByRole('button', { name: '表', exact: true }).click();
    const day = page.getByRole('region', { name: '授受と拒否' }).getByRole('link', { name: '1件 拒否 令和8年7月14日（火）' });
    expect(await day.getAttribute('href')).toBe('/audit/ledger?from=2026-07-14&to=2026-07-14&result=refused');
    const csv = await saved(() => page.getByRole('button', { name: '授受と拒否をCSVで保存する' }).click());
    expect(csv).toMatch(/2026-07-14,\d+,1,消去済み/);
    await page.getByRole('group', { name: '授受と拒否の見せ方' }).getByRole('button', { name: '図', exact: true }).click();
    await picture.locator('.plot-mark').last().dispatchEvent('click', { bubbles: true });
    await text(/拒否：消去済み/);
    expect(page.url()).toContain('result=refused');
  });

  needs('chromium', 'an export is found good, line by line, and no line claims more than was checked', async () => {
    const bundle = await (await town.auditor.api.call('ledgerExport', {})).text();
    const size = (JSON.parse(bundle.split('\n')[0] ?? '') as { header: { size: number } }).header.size;
    await verify(bundle);
    await text(/改ざんは見つかりませんでした。ただし、確かめられなかった項目が3つあります。/);
    expect(await line('記録のつながり')).toMatch(new RegExp(`一致[^]*${size}件`));
    expect(await line('末尾の切取り')).toMatch(/確かめられません[^]*外部の検証点がありません/);
    await text('検証はこのパソコンの中だけで行いました。');
    const known = (JSON.parse(bundle.trimEnd().split('\n').at(-1) ?? '') as { checkpoint: string }).checkpoint;
    await verify(bundle, { known, vkey: town.running.gateway.ledger.vkey });
    await page.getByText('改ざんは見つかりませんでした', { exact: true }).waitFor();
    expect(await line('末尾の切取り')).toMatch(/一致/);
  });

  needs('chromium', 'a tampered export, an older copy, another file and a wrong checkpoint are each told as what they are [H 102]', async () => {
    const bundle = await (await town.auditor.api.call('ledgerExport', {})).text();
    const lines = bundle.trimEnd().split('\n');
    const known = (JSON.parse(lines.at(-1) ?? '') as { checkpoint: string }).checkpoint;
    const at = lines.findIndex((one) => one.includes('"quantity":67410'));
    const index = (JSON.parse(lines[at] ?? '') as { entry: { index: number } }).entry.index;
    await verify(bundle.replace('"quantity":67410', '"quantity":67411'));
    await text(`${index}番から一致しません`);
    expect(await line('記録のつながり')).toMatch(/不一致[^]*書き換えられています/);
    await text(`一致しない行（${at + 1}行目）`);
    const cut = lines.slice(0, lines.findLastIndex((one, i) => one.startsWith('{"checkpoint"') && i < lines.length - 1) + 1);
    const shorter = (/"size":(\d+)/.exec(lines[0] ?? '') ?? [])[1] ?? '';
    const last = (JSON.parse(cut.at(-1) ?? '') as { checkpoint: string }).checkpoint.split('\n')[1] ?? '';
    await verify(`${cut.join('\n').replace(`"size":${shorter}`, `"size":${last}`).replace('"openings":true', '"openings":false').split('\n').filter((one) => !one.startsWith('{"opening"')).join('\n')}\n`, { known });
    await text('以前の検証点と合いません');
    await verify('%PDF-1.7');
    await text('台帳の書き出しとして読めません。');
    await verify(bundle, { known: 'not a checkpoint' });
    await text('以前の検証点か公開鍵が、正しい形ではありません。');
  });

  needs('chromium', 'the evidence of a transfer is saved and holds; one changed figure does not', async () => {
    await open(`/audit/transfers/${town.transfers.confirmed}`);
    const evidence = await saved(() => page.getByRole('button', { name: 'この授受の証拠一式を保存する' }).click());
    await verify(evidence, { vkey: town.running.gateway.ledger.vkey });
    await page.getByText('改ざんは見つかりませんでした', { exact: true }).waitFor();
    await verify(evidence.replace('"quantity":480', '"quantity":481'));
    await text(/番から一致しません/);
  });

  needs('chromium', 'no page complained: no breach of the content security policy, no script error, no outside address', () => {
    expect(desk.complaints).toEqual([]);
  });
});
