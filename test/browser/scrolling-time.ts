// How the list of 100,000 transfers scrolls in Chromium: in each frame the rows within the viewport are counted, and those of them that have no content yet.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { systemTime } from '../../server/ledger/clock.ts';
import { openStore } from '../../server/store/store.ts';
import { foundTown, testPolicy, type Town } from '../town.ts';
import { insertMany } from '../transfers/many.ts';
import { openBrowser, signInAt } from './person.ts';

export interface Scrolled {
  readonly how: string;
  readonly frames: number;
  /** Frames in which some row of the viewport was blank, and the longest time in a row that one was, in milliseconds. */
  readonly blankFrames: number;
  readonly longestBlankMs: number;
  readonly worstFrameMs: number;
}
interface Frames { readonly at: number; readonly blank: number }

/** Watches from now on: a string, since it runs in the page. A row is blank while it holds no link. */
const WATCH = `window.frames_ = []; window.watching = true; (function frame(at) {
  const rows = [...document.querySelectorAll('tbody tr[data-index]')].filter((row) => { const box = row.getBoundingClientRect(); return box.bottom > 1 && box.top < innerHeight - 1; });
  const table = document.querySelector('tbody').getBoundingClientRect();
  const seen = rows.reduce((sum, row) => { const box = row.getBoundingClientRect(); return sum + Math.min(box.bottom, innerHeight) - Math.max(box.top, 0); }, 0);
  const there = Math.max(0, Math.min(table.bottom, innerHeight) - Math.max(table.top, 0));
  window.frames_.push({ at, blank: rows.filter((row) => row.querySelector('a') === null).length + (there - seen > 40 ? 1 : 0) });
  if (window.watching) requestAnimationFrame(frame);
})(performance.now());`;

/** Writes the transfers, signs a clerk in and scrolls their list: by wheel as a person does, by long flicks, and by jumps with the scroll bar. */
export async function timeScrolling(given: { readonly chromium: string; readonly webFolder: string; readonly transfers: number }): Promise<Scrolled[]> {
  const town = await foundTown({ surroundings: { time: systemTime, tickEvery: 500, webFolder: given.webFolder } });
  await write(town, given.transfers);
  const browser = await openBrowser(given.chromium);
  try {
    const found: Scrolled[] = [];
    for (const [name, viewport] of [['desk', { width: 1366, height: 768 }], ['phone', { width: 390, height: 844 }]] as const) {
      const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport });
      const page = await context.newPage();
      await signInAt(page, town.running.origins.ward, 'sato', town.sato.password);
      await page.getByRole('heading', { name: '対応が必要なもの' }).waitFor();
      await page.goto(`${town.running.origins.ward}/transfers`);
      await page.locator('tbody tr[data-index] a').first().waitFor();
      found.push(await watch(page, `${name}: wheel, 120 px each 16 ms`, () => wheel(page, { turns: 400, by: 120, every: 16 })));
      found.push(await watch(page, `${name}: fast wheel, 500 px each 40 ms`, () => wheel(page, { turns: 200, by: 500, every: 40 })));
      found.push(await watch(page, `${name}: ten jumps with the scroll bar`, () => jumps(page)));
      await context.close();
    }
    return found;
  } finally {
    await browser.close();
    await town.close();
  }
}

async function write(town: Town, count: number): Promise<void> {
  const { engagement, section, firm, sato, settings, admin } = town;
  const { municipality } = await admin.api.call('session', {});
  const formId = engagement.forms.find((one) => one.name.startsWith('納入通知書'))?.id ?? '';
  const line = { engagementId: engagement.id, policy: testPolicy, formId, direction: 'to-contractor' as const, senderId: section.id, recipientId: firm.id, creators: [{ id: sato.id, name: '佐藤 恵' }] };
  await town.restart(async () => {
    const store = await openStore({ file: join(settings.dataFolder, 'kagibako.db') });
    for (let done = 0; done < count; done += 5_000) {
      await store.change((tx) => insertMany(tx, { count: Math.min(5_000, count - done), seed: 3 + done, municipalityId: municipality.id, lines: [line], states: ['wiped'], newest: Date.now() - (40 + done / 24) * 86_400_000, apart: 3_600_000, titles: ['納入通知書'] }));
    }
    await store.close();
  });
}

async function wheel(page: Page, { turns, by, every }: { turns: number; by: number; every: number }): Promise<void> {
  await page.mouse.move(200, 500);
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(every);
  }
}

async function jumps(page: Page): Promise<void> {
  for (const part of [0.5, 0.1, 0.9, 0.3, 0.7, 0.99, 0.2, 0.6, 0.05, 1]) {
    await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${part})`);
    await page.waitForTimeout(1_000);
  }
}

async function watch(page: Page, how: string, scroll: () => Promise<void>): Promise<Scrolled> {
  await page.evaluate('scrollTo(0, 0)');
  await page.waitForTimeout(1_000);
  await page.evaluate(WATCH);
  await scroll();
  const frames = await page.evaluate<Frames[]>('window.watching = false, window.frames_');
  let [longest, since] = [0, -1];
  for (const { at, blank } of frames) {
    if (blank === 0) since = -1;
    else {
      if (since < 0) since = at;
      longest = Math.max(longest, at - since);
    }
  }
  const steps = frames.map(({ at }, place) => at - (frames[place - 1]?.at ?? at));
  return { how, frames: frames.length, blankFrames: frames.filter(({ blank }) => blank > 0).length, longestBlankMs: Math.round(longest), worstFrameMs: Math.round(Math.max(0, ...steps)) };
}
