// What is asked of a ledger of a million entries: its export, its verification in a process of its own, proofs, searches.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { searchLedger } from '../../../server/http/views/ledger.ts';
import { ledgerSearch } from '../../../server/http/wire/ledger.ts';
import type { Built } from './build.ts';
import { processorSeconds, watchMemory } from '../memory.ts';

const program = fileURLToPath(new URL('../../../client/cli/main.js', import.meta.url));
const seconds = (begun: number): number => (performance.now() - begun) / 1000;

/** Writes the bundle of the first municipality into `file`. Returns seconds and bytes. */
export async function measureExport({ ledger, municipality }: Built, file: string): Promise<{ seconds: number; bytes: number }> {
  const begun = performance.now();
  const out = createWriteStream(file, { highWaterMark: 1 << 20 });
  for await (const line of ledger.exportBundle(municipality)) if (!out.write(line)) await once(out, 'drain');
  out.end();
  await once(out, 'close');
  return { seconds: seconds(begun), bytes: (await stat(file)).size };
}

/** `kagibako verify` as an auditor runs it. Returns seconds from its start to its end, the processor seconds that it used meanwhile (all threads), and the most memory that it held, in MiB. Throws an Error when it does not say good. */
export async function measureVerify(file: string, vkey: string, nodeWords: readonly string[] = []): Promise<{ seconds: number; processor: number | undefined; peakMiB: number | undefined }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [...nodeWords, program, 'verify', file, '--vkey', vkey, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => told.push(piece));
  let processor: number | undefined;
  const counting = setInterval(() => { void processorSeconds(child.pid ?? 0).then((used) => { processor = used ?? processor; }); }, 100);
  const peak = await watchMemory(child.pid ?? 0, () => once(child, 'close'));
  clearInterval(counting);
  if (child.exitCode !== 0) throw new Error(`expected a good verdict, came ${Buffer.concat(told).toString('utf8').slice(0, 500)}`);
  return { seconds: seconds(begun), processor, peakMiB: peak.duringMiB };
}

/** Milliseconds of so many inclusion proofs of entries drawn at random, against the newest head. */
export async function measureProofs({ ledger }: Built, entries: number, count = 1000): Promise<number[]> {
  await ledger.proof(0);
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const index = randomInt(entries);
    const begun = performance.now();
    await ledger.inclusionProof(index, entries);
    times.push(performance.now() - begun);
  }
  return times;
}

export interface Searched { readonly label: string; readonly found: string; readonly times: readonly number[] }

/** Each filter of the auditor's search over the year, as the route runs it. */
export async function measureSearches({ store, made, municipality }: Built, turns = 15): Promise<Searched[]> {
  // Those that the entries of `factsOf` name together: some are found by each filter.
  const engagement = made.engagements[2]?.id;
  const [contractor, now] = [made.contractors[2]?.id, Date.now()];
  const day = (days: number): string => new Date(now - days * 86_400_000).toISOString();
  const asked = {
    'everything, newest first': {}, 'one month': { from: day(210), to: day(180) }, 'a person': { person: '髙橋 7' }, 'a person found nowhere': { person: 'ありません' }, 'an act': { act: 'approve' }, 'several acts': { act: ['confirm', 'wipe'] },
    'refused': { result: 'refused' }, 'a contractor': { contractor }, 'an engagement': { engagement }, 'a reason of refusal': { code: 'NOT_APPROVER' },
    'contractor, act and month': { contractor, act: 'handover', from: day(210), to: day(180) }, 'engagement, refused, half a year': { engagement, result: 'refused', from: day(180) }, 'person, engagement, act': { person: '佐藤', engagement, act: 'handover' },
  };
  const found: Searched[] = [];
  for (const [label, words] of Object.entries(asked)) {
    const search = ledgerSearch.parse(words);
    let total = 0;
    let capped = false;
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const begun = performance.now();
      ({ total, capped } = await searchLedger(store.search, municipality, search));
      times.push(performance.now() - begun);
    }
    found.push({ label, found: `${capped ? 'over ' : ''}${total.toLocaleString('en')}`, times });
  }
  return found;
}
