// `npm run weaknesses`: asks the registry for known weaknesses of the locked packages and holds them against the days of config/RULES.md.
// What is seen for the first time is noted with today's day in config/weaknesses.json, which goes into git. Ends with 0 if nothing is over its days, 1 if something is,
// 2 where it was called wrongly or the notes cannot be read, 4 where nobody answered: then nothing is known.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { root } from '../sources.ts';
import { askRegistry, NotAnswered } from './audit.ts';
import { judge, type Judged, type Noted, type Weakness } from './frames.ts';
import { placesOfProduct } from './product.ts';

const day = z.iso.date();
const notes = z.record(z.string(), z.strictObject({ since: day, library: z.string(), used: z.boolean().optional(), unreachable: z.string().min(20).optional() }));

export interface Asked { readonly notedFile: string; readonly today: string; readonly registry?: string | undefined; readonly product: () => ReadonlySet<string>; readonly say: (line: string) => void }

/** Asks, notes what is new, tells each weakness. Returns the exit code. */
export async function weaknesses({ notedFile, today, registry, product, say }: Asked): Promise<number> {
  let noted: Record<string, Noted>;
  try {
    noted = existsSync(notedFile) ? notes.parse(JSON.parse(readFileSync(notedFile, 'utf8'))) : {};
  } catch (error) {
    say(`${notedFile} が読めません。 / cannot be read: ${error instanceof Error ? error.message : ''}`);
    return 2;
  }
  try {
    const found = await askRegistry(root, registry === undefined ? [] : [`--registry=${registry}`]);
    return tell(found, note(found, noted, notedFile, today), product(), today, say);
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
    say(`弱点を尋ねられませんでした（${error.message}）。見つからなかったのではなく、何も分かっていません。npm の公式のレジストリに届く機械で、もう一度実行してください。`);
    say(`Nobody answered the question for weaknesses (${error.message}). This does not mean that there are none: nothing is known. Run it again where npm's public registry is reached, or with --registry.`);
    return 4;
  }
}

/** The notes with those that are seen for the first time; the file is written if there are any. */
function note(found: readonly Weakness[], noted: Readonly<Record<string, Noted>>, file: string, today: string): Readonly<Record<string, Noted>> {
  const fresh = found.filter(({ id }) => noted[id] === undefined).map(({ id, library }) => [id, { since: today, library }] as const);
  const all = { ...noted, ...Object.fromEntries(fresh) };
  if (fresh.length > 0) writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}

function tell(found: readonly Weakness[], noted: Readonly<Record<string, Noted>>, product: ReadonlySet<string>, today: string, say: (line: string) => void): number {
  const judged = found.map((one) => judge(one, noted[one.id] ?? { since: today, library: one.library }, product, today)).sort((a, b) => a.until.localeCompare(b.until));
  for (const one of judged) say(lineOf(one, today));
  const overdue = judged.filter((one) => one.overdue).length;
  say(`弱点 ${String(judged.length)} 件、うち期限を過ぎたもの ${String(overdue)} 件。 / ${String(judged.length)} known weaknesses, ${String(overdue)} over their days (config/RULES.md#weak-dependencies).`);
  return overdue > 0 ? 1 : 0;
}

function lineOf({ weakness: { id, library, title, url }, weight, of, since, until, overdue }: Judged, today: string): string {
  const where = of === 'product' ? '運用 / product' : '開発だけ / tools';
  const state = overdue ? `期限切れ / OVERDUE since ${until}` : `${until} まで / until ${until}`;
  const fresh = since === today ? '（公表日を since に / put the day of its publication into since）' : '';
  return `${library} [${where}] ${weight} ${id}: ${title} ${url}\n  ${since} から / from ${since}, ${state}${fresh}`;
}

if (process.argv[1] === import.meta.filename) {
  try {
    const { values } = parseArgs({ options: { registry: { type: 'string' } } });
    const today = new Date().toISOString().slice(0, 10);
    process.exitCode = await weaknesses({ notedFile: join(root, 'config/weaknesses.json'), today, registry: values.registry, product: placesOfProduct, say: (line) => void process.stdout.write(`${line}\n`) });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
