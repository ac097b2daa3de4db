// `npm run bench -- scroll [--transfers N]`: a list of 100,000 transfers scrolled in Chromium, desk and phone: frames with a blank row in sight.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { timeScrolling } from '../browser/scrolling-time.ts';
import { findProgram } from '../setup/found-programs.ts';

/** Prints a table. Throws an Error where Chromium is missing. */
export async function benchScroll(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], strict: true, options: { transfers: { type: 'string', default: '100000' } } });
  const chromium = findProgram('chromium');
  if (chromium === undefined) throw new Error('Chromium was expected (Debian package chromium) and is not on the path. Install it and run this again.');
  const found = await timeScrolling({ chromium, webFolder: join(process.cwd(), 'dist', 'web'), transfers: Number(values.transfers) });
  const rows = found.map((one) => `| ${one.how} | ${one.frames} | ${one.blankFrames} | ${one.longestBlankMs} | ${one.worstFrameMs} |`);
  process.stdout.write(['', `### ${values.transfers} transfers scrolled in Chromium`, '', '| | frames | with a blank row in sight | longest blank, ms | longest frame, ms |', '|---|---|---|---|---|', ...rows, ''].join('\n'));
}
