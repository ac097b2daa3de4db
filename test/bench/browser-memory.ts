// The memory of a Chromium's processes, as the kernel counts it: the process of the page (with its workers) at its peak, and all processes together.
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

export interface BrowserMemory {
  /** The most that one renderer ever held (VmHWM), in MiB: that of the page, its workers included. */
  readonly pageMiB: number | undefined;
  /** The most that all processes held at once, what they share counted once (PSS, each half second), in MiB. */
  readonly allMiB: number | undefined;
}

/** Watches while `work` runs. The browser should have this one page only. */
export async function watchBrowser(browser: Browser, work: () => Promise<void>): Promise<BrowserMemory> {
  const session = await browser.newBrowserCDPSession();
  const processes = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo;
  let all: number | undefined;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const sizes = await Promise.all((await processes()).map(({ id }) => kibibytes(`/proc/${id}/smaps_rollup`, 'Pss')));
    const now = sizes.reduce<number>((sum, one) => sum + (one ?? 0), 0) / 1024;
    if (now > 0) all = Math.max(all ?? 0, now);
    isLooking = false;
  };
  const timer = setInterval(() => void look().catch(() => undefined), 500);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  const peaks = await Promise.all((await processes()).filter(({ type }) => type === 'renderer').map(({ id }) => kibibytes(`/proc/${id}/status`, 'VmHWM')));
  const known = peaks.filter((one) => one !== undefined);
  return { pageMiB: known.length === 0 ? undefined : Math.max(...known) / 1024, allMiB: all };
}

async function kibibytes(path: string, field: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
