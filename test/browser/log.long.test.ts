// An auditor at the log in a real Chromium: filters, a search that is kept and run, what was found saved as CSV, and a PDF that is refused.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');

describe('the log at the browser', () => {
  let town: Town;
  let browser: Browser;
  let desk: AtBrowser;
  let page: Page;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    for (const who of [town.sato, town.takahashi]) await expect(who.api.call('transfer', { id: '0'.repeat(32) })).rejects.toMatchObject({ problem: { status: 404 } });
    browser = await openBrowser(chromiumPath);
    desk = await sitDown(browser);
    page = desk.page;
    await page.context().clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(page, town.running.origins.ward, 'kansa', town.auditor.password);
    await page.getByRole('link', { name: '台帳をさがす' }).click();
    await page.getByRole('heading', { level: 1, name: '台帳をさがす' }).waitFor();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect([town.faults, desk.complaints]).toEqual([[], []]);
    await town.close();
  });

  const rows = () => page.locator('main tbody').first().getByRole('row');
  const found = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  needs('chromium', 'narrows by result, reason, act and person; the person stands in no address', async () => {
    await page.getByLabel('結果').selectOption('refused');
    await page.getByLabel('拒否の理由').selectOption('NOT_FOUND');
    await page.getByRole('button', { name: 'さがす', exact: true }).click();
    await found('2件のうち2件');
    await page.getByRole('button', { name: /^行為/ }).click();
    await page.getByLabel('授受の閲覧', { exact: true }).check();
    await page.getByLabel('だれが').fill('佐藤');
    await page.getByRole('button', { name: 'さがす', exact: true }).click();
    await found('1件のうち1件');
    expect(await rows().first().innerText()).toContain('佐藤 恵');
    expect(decodeURIComponent(page.url())).not.toContain('佐藤');
    expect(new URL(page.url()).searchParams.get('code')).toBe('NOT_FOUND');
  });

  needs('chromium', 'a search is kept under a name, run later, and the reader is back at what it found', async () => {
    await page.getByText('保存した検索条件（0件）').click();
    await page.getByRole('button', { name: 'この条件を保存する' }).click();
    await page.getByLabel('条件の名前').fill('見つからない（佐藤）');
    await page.getByRole('button', { name: '検索条件を保存する' }).click();
    await page.getByText('保存した検索条件（1件）').waitFor();
    await page.getByRole('button', { name: '条件をすべて外す' }).click();
    expect(await page.getByLabel('だれが').inputValue()).toBe('');
    if (await page.getByRole('button', { name: '「見つからない（佐藤）」でさがす' }).isHidden()) await page.getByText('保存した検索条件（1件）').click();
    await page.getByRole('button', { name: '「見つからない（佐藤）」でさがす' }).click();
    await found('1件のうち1件');
    expect(await page.getByLabel('だれが').inputValue()).toBe('佐藤');
  });

  needs('chromium', 'what was found is saved as CSV, and its bytes are those of the register [O 1-5]', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '番号を付けて保存する' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('kagibako-log-R8-1.csv');
    const bytes = await readFile(await file.path());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = parse(bytes, { bom: true, relax_column_count: true });
    expect(lines.filter((line) => line.includes('佐藤 恵'))).toHaveLength(1);
    expect(bytes.toString('utf8')).not.toContain('髙橋');
    await page.getByText(/^ログ抽出書 R8-1 を保存しました/).waitFor();
    await page.getByRole('button', { name: '抽出簿を見る' }).click();
    await page.getByRole('region', { name: 'ログ抽出簿' }).getByText(createHash('sha256').update(bytes).digest('hex')).waitFor();
  });

  needs('chromium', 'a PDF of more than a thousand entries is refused in words, and nothing is saved', async () => {
    const { store, ledger, clock } = town.running.gateway;
    const { municipality_id: municipality } = await store.read.selectFrom('accounts').select('municipality_id').where('id', '=', town.auditor.id).executeTakeFirstOrThrow();
    await store.change(async (tx) => {
      for (let n = 0; n < 1_001; n += 1) await ledger.append(tx, { at: clock.now(), act: 'sign-in', result: 'done', actor: { system: true }, municipality, facts: {} });
    });
    await page.getByRole('button', { name: '条件をすべて外す' }).click();
    await page.getByText('見つからない（佐藤）').first().waitFor({ state: 'attached' });
    await page.getByLabel('PDF（1,000件まで）').check();
    await page.getByRole('button', { name: '番号を付けて保存する' }).click();
    await page.getByText('1,000件を超えるため、PDFでは保存できません。何も保存していません。').waitFor();
    expect((await town.auditor.api.call('extracts', {})).map(({ label }) => label)).toEqual(['R8-1']);
  });

  needs('chromium', 'on a phone the open choices of acts leave さがす free', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${town.running.origins.ward}/audit/ledger`);
    await page.getByRole('button', { name: /^行為/ }).click();
    const [choices, button] = [await page.getByRole('group', { name: /^行為/ }).boundingBox(), await page.getByRole('button', { name: 'さがす', exact: true }).boundingBox()];
    expect(button?.y).toBeGreaterThanOrEqual((choices?.y ?? 0) + (choices?.height ?? 0));
    expect((choices?.x ?? 0) + (choices?.width ?? 0)).toBeLessThanOrEqual(390);
  });
});
