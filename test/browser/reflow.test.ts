// Nothing is lost on a narrow screen, at twice the size, or with the spacing of letters and lines that a reader may set (WCAG 1.4.4, 1.4.10, 1.4.12).
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundLivingTown, type LivingTown } from './living-town.ts';
import { openBrowser } from './person.ts';
import { Reading } from './reading.ts';
import { shownPages } from './shown-pages.ts';

const chromiumPath = program('chromium');
/** 1280 pixels at 400 %, and 1366 at 200 %. */
const WIDTHS = [320, 683] as const;
/** As WCAG 1.4.12 asks for. */
const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';

/** Text that its own box cuts off, and controls that another box covers half. The script runs in the page. */
const CUT = `[...document.querySelectorAll('main *, header *')].filter((one) => {
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  // What only a screen reader reads is cut on purpose; what scrolls shows everything.
  if (box.width <= 1 || box.height <= 1 || !/hidden|clip/.test(style.overflowX + style.overflowY) || one.closest('[role=progressbar], svg, .sr-only')) return false;
  return [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '') && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.textContent.trim().slice(0, 40))`;

async function withSpacing(page: Page, look: () => Promise<void>): Promise<void> {
  const line: CDPSession = await page.context().newCDPSession(page);
  await line.send('Page.enable');
  await line.send('DOM.enable');
  await line.send('CSS.enable');
  const { frameTree } = await line.send('Page.getFrameTree');
  // The debugger's own style sheet: the content security policy does not bind it, as it does not bind a reader's.
  const { styleSheetId } = await line.send('CSS.createStyleSheet', { frameId: frameTree.frame.id });
  await line.send('CSS.setStyleSheetText', { styleSheetId, text: SPACING });
  try {
    await look();
  } finally {
    await line.send('CSS.setStyleSheetText', { styleSheetId, text: '' });
    await line.detach();
  }
}

describe('every page of every role', () => {
  let town: LivingTown;
  let browser: Browser;
  let reading: Reading;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundLivingTown({ webFolder: join(await builtFolder('web'), 'web') });
    browser = await openBrowser(chromiumPath);
    reading = new Reading(browser, town);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  async function faultsOf(page: Page, name: string): Promise<string[]> {
    const faults: string[] = [];
    const look = async (how: string): Promise<void> => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 625 });
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (wide > width) faults.push(`${name}, ${how}, ${width}: ${wide} pixels wide`);
        faults.push(...(await page.evaluate<string[]>(CUT)).map((text) => `${name}, ${how}, ${width}: cut off: ${text}`));
      }
    };
    await look('as it is');
    await withSpacing(page, () => look('spaced'));
    return faults;
  }

  needs('chromium', 'fits 320 and 683 pixels, spaced as a reader may set it, with nothing cut off and nothing to scroll sideways', async () => {
    const faults: string[] = [];
    for (const shown of shownPages) await reading.readJapanese(shown, async (page) => void faults.push(...await faultsOf(page, shown.name)));
    expect(faults).toEqual([]);
  }, 240_000);
});
