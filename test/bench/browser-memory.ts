// The memory and the processor time of a Chromium's processes, as the kernel counts them: the process of the page (with its workers) at its peak, and all processes together.
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { processorSeconds } from './memory.ts';

export interface BrowserMemory {
  /** The most that one renderer held meanwhile (VmRSS, every 100 ms), in MiB: that of the page, its workers and the program's own pages included. */
  readonly pageMiB: number | undefined;
  /** The most that it held since its start (VmHWM), signing in and unlocking included, in MiB. */
  readonly everMiB: number | undefined;
  /** The most that all processes held at once, what they share counted once (PSS, each half second), in MiB. */
  readonly allMiB: number | undefined;
  /** What all processes took of the processor meanwhile. */
  readonly processorSeconds: number;
}

/** Watches while `work` runs. The browser should have this one page only. */
export async function watchBrowser(browser: Browser, work: () => Promise<void>): Promise<BrowserMemory> {
  const session = await browser.newBrowserCDPSession();
  const processes = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo;
  const renderers = (await processes()).filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const most = async (field: string): Promise<number | undefined> => {
    const known = (await Promise.all(renderers.map((id) => kibibytes(`/proc/${id}/status`, field)))).filter((one) => one !== undefined);
    return known.length === 0 ? undefined : Math.max(...known) / 1024;
  };
  const used = async (): Promise<number> => (await Promise.all((await processes()).map(async ({ id }) => await processorSeconds(id) ?? 0))).reduce((sum, one) => sum + one, 0);
  const usedBefore = await used();
  const peaks: { page: number | undefined; all: number | undefined } = { page: undefined, all: undefined };
  const timers = [
    watching(100, async () => { peaks.page = greater(peaks.page, await most('VmRSS')); }),
    watching(500, async () => {
      const sizes = await Promise.all((await processes()).map(({ id }) => kibibytes(`/proc/${id}/smaps_rollup`, 'Pss')));
      peaks.all = greater(peaks.all, sizes.reduce<number>((sum, one) => sum + (one ?? 0), 0) / 1024);
    }),
  ];
  try {
    await work();
  } finally {
    timers.forEach((timer) => { clearInterval(timer); });
  }
  return { pageMiB: peaks.page, everMiB: greater(peaks.page, await most('VmHWM')), allMiB: peaks.all, processorSeconds: await used() - usedBefore };
}

const greater = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined ? b : b === undefined ? a : Math.max(a, b));

/** Looks every so many milliseconds, never twice at once; a look that fails is one less. */
function watching(milliseconds: number, look: () => Promise<void>): NodeJS.Timeout {
  let isLooking = false;
  return setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look().catch(() => undefined).finally(() => { isLooking = false; });
  }, milliseconds);
}

async function kibibytes(path: string, field: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
