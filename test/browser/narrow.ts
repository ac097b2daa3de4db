// Whether a page loses anything on a narrow screen, at twice the size, or with the spacing of letters and lines that a reader may set (WCAG 1.4.4, 1.4.10, 1.4.12).
import type { CDPSession, Page } from 'playwright-core';

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

/** What goes wrong on the page now shown: wider than the screen, or text cut off. */
export async function narrowFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const look = async (how: string): Promise<void> => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 625 });
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (wide > width) faults.push(`${how}, ${width}: ${wide} pixels wide`);
      faults.push(...(await page.evaluate<string[]>(CUT)).map((text) => `${how}, ${width}: cut off: ${text}`));
    }
  };
  await look('as it is');
  await withSpacing(page, () => look('spaced'));
  return faults;
}
