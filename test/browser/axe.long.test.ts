// Every page of every role, looked at by axe and for what axe does not see: what a narrow screen loses, words left untranslated.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundLivingTown, type LivingTown } from './living-town.ts';
import { narrowFaults } from './narrow.ts';
import { openBrowser } from './person.ts';
import { Reading, type Language } from './reading.ts';
import { shownPages } from './shown-pages.ts';

const chromiumPath = program('chromium');
const near = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const axe = readFileSync(near.resolve('axe-core/axe.min.js'), 'utf8');
/** Each language in both themes and at both widths, each theme at both widths: every pair of them is looked at. The first of each language by all rules. */
const LOOKS: Readonly<Record<Language, readonly { width: number; scheme: 'light' | 'dark' }[]>> = {
  ja: [{ width: 1366, scheme: 'light' }, { width: 320, scheme: 'dark' }], en: [{ width: 320, scheme: 'light' }, { width: 1366, scheme: 'dark' }],
};

interface Found { readonly id: string; readonly where: string }

/** What can differ between light and dark. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Runs axe in the page; it is put there by the debugger, which the content security policy does not bind. */
function examine(page: Page, rules: readonly string[] | null): Promise<Found[]> {
  const only = rules === null ? '' : `, runOnly: ${JSON.stringify(rules)}`;
  return page.evaluate<Found[]>(`axe.run(document, { resultTypes: ['violations']${only} }).then(({ violations }) => violations.map((one) => ({ id: one.id, where: one.nodes.map((node) => node.target.join(' ')).join(', ') })))`);
}

/** Text with a Japanese character on an English page that no lang="ja" marks as data. The script runs in the page. */
const UNTRANSLATED = `[...function* () {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent;
    const near = walker.currentNode.parentElement;
    if (/[\\u3001-\\u30ff\\u4e00-\\u9fff\\uff08\\uff09]/.test(text) && near.closest('[lang]').getAttribute('lang') !== 'ja' && !near.closest('noscript,script,style')) yield text.trim();
  }
}()]`;

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

  async function faultsOf(page: Page, language: Language): Promise<string[]> {
    const faults: string[] = [];
    if (!await page.evaluate<boolean>("typeof axe === 'object'")) await page.evaluate(axe);
    for (const [turn, { width, scheme }] of LOOKS[language].entries()) {
      await page.setViewportSize({ width, height: width === 1366 ? 768 : 844 });
      await page.emulateMedia({ colorScheme: scheme });
      faults.push(...(await examine(page, turn === 0 ? null : COLOURS)).map(({ id, where }) => `${language} ${width} ${scheme}: ${id} at ${where}`));
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (wide > width) faults.push(`${language} ${width}: ${wide} pixels wide`);
    }
    if (language === 'ja') faults.push(...await narrowFaults(page));
    if (language === 'en') faults.push(...(await page.evaluate<string[]>(UNTRANSLATED)).map((text) => `en: not translated, or data without lang="ja": ${text}`));
    return faults;
  }

  for (const shown of shownPages) {
    needs('chromium', `${shown.name}: axe finds nothing, nothing is cut off or scrolls sideways, nothing is left untranslated`, async () => {
      const faults: string[] = [];
      await reading.read(shown, async (page, language) => void faults.push(...await faultsOf(page, language)));
      expect(faults).toEqual([]);
    });
  }
});
