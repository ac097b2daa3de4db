// An auditor reviews a week of the log in a real Chromium: from the count at home to the signed review and its entry.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');

describe('reviewing the log', () => {
  let town: Town;
  let browser: Browser;
  let desk: AtBrowser;
  let page: Page;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    for (let at = 0; at < 5; at += 1) await expect(town.sato.api.call('transfer', { id: '0'.repeat(32) })).rejects.toMatchObject({ problem: { status: 404 } });
    town.time.advance(12 * 24 * 60);
    browser = await openBrowser(chromiumPath);
    desk = await sitDown(browser, { width: 390, height: 844 });
    page = desk.page;
    await page.context().clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(page, town.running.origins.ward, 'kansa', town.auditor.password);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect([town.faults, desk.complaints]).toEqual([[], []]);
    await town.close();
  });

  needs('chromium', 'from the weeks that nobody reviewed to the signed review and its entry in the ledger [O 0-7] [O 1-5]', async () => {
    await page.getByRole('link', { name: '2件 未確認の週' }).click();
    const waiting = page.getByRole('region', { name: '未確認の週' });
    await waiting.getByRole('link', { name: 'R8.6.29からの週を開く' }).click();
    await page.getByRole('status').filter({ hasText: '1項目が目安以上です' }).waitFor();
    const [loud] = await page.locator('main li').filter({ has: page.getByRole('heading', { level: 3 }) }).allInnerTexts();
    for (const words of ['権限の外への操作の繰返し', '目安以上', '5件', '1人で5件', '佐藤 恵']) expect(loud).toContain(words);
    await page.getByRole('link', { name: /番の記録/ }).first().click();
    await page.getByText('拒否：見つからない').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: '確認を記録する' }).click();
    expect(await page.getByRole('alert').getByRole('link').allInnerTexts()).toEqual(['異常の有無を選んでください。', '所見を書いてください。']);
    await page.getByLabel('異常あり').check();
    await page.getByLabel('所見').fill('番号の打ち間違いと確認した。');
    await page.getByLabel('対応').fill('手順書を渡した。');
    await page.getByRole('button', { name: '確認を記録する' }).click();
    await page.getByText('ログの確認 R8-1 を記録しました。').waitFor();
    await waiting.getByRole('link', { name: 'R8.7.6からの週を開く' }).waitFor();
    expect(await waiting.getByRole('link').count()).toBe(1);
    await page.getByRole('region', { name: '確認済みの週と今週' }).getByRole('link', { name: 'R8.6.29からの週を開く' }).click();
    const signed = page.locator('dl').first();
    for (const words of ['R8-1', '監査 花子', '令和8年7月14日', '異常あり', '番号の打ち間違いと確認した。', '手順書を渡した。']) await signed.getByText(words).first().waitFor();
    expect(await page.getByRole('button', { name: '確認を記録する' }).count()).toBe(0);
    await signed.getByRole('link').click();
    await page.getByRole('link', { name: 'ログの確認 R8-1：R8.6.29からの週、異常あり' }).waitFor();
    await page.getByText('"act":"review-log"').waitFor();
  });
});
