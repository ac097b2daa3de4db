// A person without a mouse: goes by Tab to what is named, and looks at every stop whether it can be seen there.
import type { Locator, Page } from 'playwright-core';

const MOST_STOPS = 150;

/** Says what is wrong with the element that has the focus: no ring (WCAG 2.4.7), or covered by something else (2.4.11). The script runs in the page. */
const LOOK = `(() => {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return null;
  const name = focused.tagName + ' ' + (focused.getAttribute('type') ?? '') + ' ' + (focused.labels?.[0]?.textContent ?? '').slice(0, 30) + ' ' + (focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 40);
  const seen = focused.getBoundingClientRect().width > 4 ? focused : focused.closest('label') ?? focused.parentElement;
  const around = [seen, focused, ...seen.querySelectorAll('*')];
  for (let up = seen.parentElement, steps = 0; up !== null && steps < 3; up = up.parentElement, steps += 1) around.push(up);
  const ring = around.some((one) => { const style = getComputedStyle(one); return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2); });
  if (!ring) return 'no focus ring: ' + name;
  const box = seen.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2);
  if (top !== null && !seen.contains(top) && !top.contains(seen) && top.closest('label') !== seen.closest('label')) return 'covered: ' + name;
  return null;
})()`;

/** As much of an element as is asked here; the script runs in the page. */
interface Element { contains(other: unknown): boolean; readonly ownerDocument: { readonly activeElement: unknown } }
const hasFocus = (element: Element): boolean => element.contains(element.ownerDocument.activeElement);

/** Presses Tab until `wanted` has the focus. Throws Error if it cannot be reached, or if a stop on the way cannot be seen. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor({ state: 'attached' });
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await wanted.evaluate(hasFocus)) return;
    await page.keyboard.press('Tab');
    const fault = await page.evaluate<string | null>(LOOK);
    if (fault !== null) throw new Error(fault);
  }
  throw new Error(`expected to reach ${wanted.toString()} by Tab within ${MOST_STOPS} stops`);
}

/** A person at the keys of one page. */
export interface Keys {
  press(name: string | RegExp, role?: 'button' | 'link'): Promise<void>;
  tick(name: string | RegExp, role?: 'checkbox' | 'radio'): Promise<void>;
  write(name: string | RegExp, words: string): Promise<void>;
}

export function keysOf(page: Page): Keys {
  return {
    press: async (name, role = 'button') => {
      await tabTo(page, page.getByRole(role, { name }).first());
      await page.keyboard.press('Enter');
    },
    tick: async (name, role = 'checkbox') => {
      const box = page.getByRole(role, { name }).first();
      await tabTo(page, box);
      if (!await box.isChecked()) await page.keyboard.press('Space');
    },
    write: async (name, words) => {
      await tabTo(page, page.getByRole('textbox', { name }).first());
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(words);
    },
  };
}
