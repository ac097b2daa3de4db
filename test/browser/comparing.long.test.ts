// An auditor compares two exports and checks a certificate against one, in a real Chromium: the same pure code as the command, in the page's worker.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { documentAt, headsOf, linesOf, recomputed, withLine } from '../ledger/tampering.ts';
import { readFile } from 'node:fs/promises';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');

describe('comparing exports and checking documents in the page', () => {
  let town: Town;
  let browser: Browser;
  let desk: AtBrowser;
  let page: Page;
  let earlier: string;
  let good: string;

  const exported = async (): Promise<string> => (await town.auditor.api.call('ledgerExport', {})).text();
  const chosen = (name: string, content: string) => ({ name, mimeType: 'application/jsonl', buffer: Buffer.from(content) });
  async function ask(task: string, first: string, second: string, press: string): Promise<string> {
    await page.goto(`${town.running.origins.ward}/audit/verify`);
    await page.getByLabel(task).check();
    await page.locator('#verify-file-input').setInputFiles([chosen('first.jsonl', first)]);
    await page.locator('#verify-other-input').setInputFiles([chosen('second.jsonl', second)]);
    if (task.startsWith('受領書')) await page.getByLabel('確認書', { exact: true }).check();
    await page.getByRole('button', { name: press, exact: true }).click();
    await page.locator('.banner').first().waitFor();
    return page.locator('main').innerText();
  }

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    earlier = await exported();
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, '納付書.csv', Buffer.from('被保険者番号\r\n'));
    await town.sato.api.call('submit', { id: draft.id });
    town.time.advance(60);
    await town.auditor.signInAgain();
    good = await exported();
    browser = await openBrowser(chromiumPath);
    desk = await sitDown(browser, { width: 1366, height: 768 });
    page = desk.page;
    await page.context().clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(page, town.running.origins.ward, 'kansa', town.auditor.password);
    await page.getByRole('link', { name: '検証', exact: true }).waitFor();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect([town.faults, desk.complaints]).toEqual([[], []]);
    await town.close();
  });

  needs('chromium', '[H 102] tells one history, a rewritten one and a bad file apart, and shows the place', async () => {
    expect(await ask('二つの書き出しを比べる', earlier, good, '比べる')).toMatch(/同じ歴史です。Bは、もう一方の続きです/);
    const seed = await readFile(join(town.settings.keysFolder, 'ledger.key'));
    const origin = /"origin":"([^"]+)"/.exec(linesOf(good)[0]!)![1]!;
    const at = linesOf(good).findIndex((line) => line.includes('"act":"draft"'));
    const index = Number(/"index":(\d+)/.exec(linesOf(good)[at]!)![1]);
    const forged = recomputed(withLine(good, at, (line) => line.replace('"result":"done"', '"result":"refused"')), { seed, origin });
    const told = await ask('二つの書き出しを比べる', good, forged, '比べる');
    expect(told).toContain(`${index}番から、記録が書き換えられています`);
    expect(told).toMatch(/同じところの記録の内容が違います[^]*両立しない検証点/);
    expect(headsOf(forged).length).toBeGreaterThan(1);
    expect(await ask('二つの書き出しを比べる', good, good.replace('"result":"done"', '"result":"refused"'), '比べる')).toContain('Bの書き出しが、それ自体正しくありません');
  });

  needs('chromium', '[H 102] checks a 確認書 against the export: as it was, and edited', async () => {
    const line = linesOf(good)[documentAt(good, 'confirmation-record')]!;
    expect(await ask('受領書・消去証明書・確認書を確かめる', good, line, '確かめる')).toMatch(/確認書 R8-1は、台帳に記録されたとおりです[^]*変えられていません/);
    expect(await ask('受領書・消去証明書・確認書を確かめる', good, line.replace(/\\"quantity\\":3/, '\\"quantity\\":4'), '確かめる')).toMatch(/確認書 R8-1は、正しいと言えません[^]*内容が違います（書換え・偽造）/);
    expect(await ask('受領書・消去証明書・確認書を確かめる', good, 'PDF', '確かめる')).toContain('文書として読めません。');
  });
});
