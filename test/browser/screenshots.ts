// npm run screenshots: photographs every page of every role in a town at work, at two widths and in both languages, into test/screenshots/,
// and the four that the README and the pages' own documentation show into client/web/pictures/. `screenshots NAME…` takes only those.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startClamd } from '../scanning/daemon.ts';
import { findProgram } from '../setup/found-programs.ts';
import { foundLivingTown } from './living-town.ts';
import { openBrowser } from './person.ts';
import { Reading } from './reading.ts';
import { shownPages, type ShownPage } from './shown-pages.ts';

const SIZES = [{ width: 1366, height: 768 }, { width: 390, height: 844 }] as const;
/** The pictures that are kept, by the page's name, in Japanese at 1366 pixels. */
const KEPT: Readonly<Record<string, string>> = { 'staff-home': 'portal.png', approval: 'approval.png', notice: 'notice.png', open: 'open.png' };
const LARGEST = 200 * 1024;

const root = process.cwd();
const folder = join(root, 'test', 'screenshots');
const pictures = join(root, 'client', 'web', 'pictures');

async function photograph(reading: Reading, shown: ShownPage): Promise<void> {
  await reading.read(shown, async (page, language) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const kept = language === 'ja' && size.width === 1366 ? KEPT[shown.name] : undefined;
      const file = join(folder, `${shown.name}-${language}-${size.width}.png`);
      await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
      if (kept === undefined) continue;
      const picture = join(pictures, kept);
      await page.screenshot({ path: picture, animations: 'disabled' });
      const { size: bytes } = await stat(picture);
      if (bytes > LARGEST) throw new Error(`${kept} takes ${bytes} bytes; at most ${LARGEST} were expected. Show less on it.`);
    }
    await page.setViewportSize(SIZES[0]);
  });
}

const chromium = findProgram('chromium');
if (chromium === undefined) throw new Error('Chromium was expected (Debian package chromium) and is not on the path. Install it and run this again.');
const wanted = process.argv.slice(2);
await Promise.all([folder, pictures].map((path) => mkdir(path, { recursive: true })));
const clamd = findProgram('clamd');
const daemon = clamd === undefined ? null : await startClamd(clamd);
const town = await foundLivingTown({ webFolder: join(root, 'dist', 'web') }, daemon === null ? {} : { KAGIBAKO_SCANNER: 'clamd', KAGIBAKO_CLAMD_CONFIG: daemon.configPath });
const browser = await openBrowser(chromium);
try {
  const reading = new Reading(browser, town);
  for (const shown of shownPages.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    await photograph(reading, shown);
    process.stdout.write(`${shown.name}\n`);
  }
} finally {
  await browser.close();
  await town.close();
  await daemon?.stop();
}
if (town.faults.length > 0) throw new Error(`The gateway reported faults: ${town.faults.join('; ')}`);
