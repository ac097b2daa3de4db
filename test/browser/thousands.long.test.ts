// A transfer of ten thousand files in the pages of a real Chromium: each page holds only the files near the window, wherever the reader scrolls, and reaches the last.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { batchesOf, sendBatch } from '../../client/batches.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { atWork } from './handing-over.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

const chromiumPath = program('chromium');
const FILES = 10_000;
/** More entries than this never stand on a page at once. */
const MOST = 400;
const nameOf = (at: number): string => `納入通知書_${String(at).padStart(5, '0')}.txt`;

describe('a transfer of ten thousand files', () => {
  let town: Town;
  let browser: Browser;
  let id = '';
  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ policy: { locks: 'password', passwordGapMinutes: 1, maxFiles: FILES, approval: { 'to-contractor': false, 'to-section': false } }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id], quantity: FILES });
    const files = Array.from({ length: FILES }, (_, at) => ({ name: nameOf(at), bytes: Buffer.from(`通知 ${String(at)}`) }));
    for (const batch of batchesOf(files, ({ name, bytes }) => ({ name, size: bytes.length }))) {
      await sendBatch(batch.map((file) => ({ ...file, key: createHash('sha256').update(file.name).digest('hex') })), {
        send: (body, headers, signal) => fetch(town.sato.api.address('addBatch', { id: draft.id }), { method: 'POST', headers: { ...headers, ...town.sato.line.headers() }, body, signal }), onCut: () => undefined, signal: new AbortController().signal,
      });
    }
    id = (await town.sato.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '';
    town.time.advance(2);
    for (const one of [town.sato, town.tanaka, town.auditor]) await one.signInAgain();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  /** Scrolls through the list; at each place few of the files stand on the page, among them those in the window, and at its end the last one does. */
  async function holdsFew(page: Page): Promise<void> {
    const entries = page.getByRole('listitem').filter({ hasText: '納入通知書_' });
    await entries.first().waitFor();
    expect(await entries.first().getAttribute('aria-setsize')).toBe(String(FILES));
    for (const part of [0.3, 0.6]) {
      await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${String(part)})`);
      await expect.poll(() => page.evaluate<boolean>("[...document.querySelectorAll('[role=listitem]')].map((one) => one.getBoundingClientRect()).some(({ top, bottom }) => bottom > 0 && top < innerHeight)")).toBe(true);
      expect(await entries.count()).toBeLessThan(MOST);
    }
    await page.evaluate("document.querySelector('[aria-setsize]').closest('[role=list]').lastElementChild.scrollIntoView()");
    await page.getByText(nameOf(FILES - 1)).first().waitFor();
    expect(await entries.count()).toBeLessThan(MOST);
  }

  needs('chromium', 'its page scrolls to the last file', async () => {
    const page = await atWork(browser, town.running.origins.ward, town.sato, town);
    await page.goto(`${town.running.origins.ward}/transfers/${id}`);
    await holdsFew(page);
    await page.context().close();
  });

  needs('chromium', 'the auditor reads its story, in which the files are one line', async () => {
    const { page } = await sitDown(browser);
    await page.clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(page, town.running.origins.ward, town.auditor.login, town.auditor.password);
    await page.getByRole('button', { name: 'サインアウト' }).first().waitFor();
    await page.goto(`${town.running.origins.ward}/audit/transfers/${id}`);
    await page.getByText('10,000').first().waitFor();
    expect(await page.getByText('納入通知書_0').count()).toBeLessThan(MOST);
    await page.context().close();
  });
});
