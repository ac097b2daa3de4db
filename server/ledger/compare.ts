/**
 * Compares two export bundles of a log, whoever they were made for, in one pass and bounded memory: every entry has its hash in every bundle.
 * Guarantees that `ok` means one history, and that otherwise the first entry where they part is named, with the signed heads that cannot both be true.
 */
import type { Checkpoint } from './checkpoint.ts';
import type { Comparison, Outcome, Parting, Shown, Side } from './comparison.ts';
import { fromUtf8, isSame } from './encoding.ts';
import { createReading } from './side-by-side.ts';
import type { Head, Leaf, Reading } from './side-by-side.ts';
import type { Verdict } from './verdict.ts';
import type { VerifyOptions } from './verify.ts';

/** How many entries after the parting are looked at for one that only moved. */
const WINDOW = 16;
/** An entry gets its time before its transaction ends; an export that began in between does not have it yet. */
const LEEWAY_MS = 60_000;

interface Track {
  common: number; agreed: Checkpoint | null; differing: number; lastIndex: number;
  parted: { a: Leaf; b: Leaf } | null;
  readonly after: Record<Side, Leaf[]>;
  readonly heads: Record<Side, Head[]>;
  /** Of the newest head of each side, while entries agreed. */
  readonly last: Record<Side, number>;
  /** Of the entries that only one side has: the first time that can be read. */
  tailAt: string | null;
}

const newTrack = (): Track => ({ common: 0, agreed: null, differing: 0, lastIndex: 0, parted: null, after: { a: [], b: [] }, heads: { a: [], b: [] }, last: { a: -1, b: -1 }, tailAt: null });

function noteHeads(track: Track, side: Side, heads: readonly Head[]): void {
  for (const head of heads) {
    track.last[side] = head.checkpoint.size;
    if (track.parted === null) {
      if (head.checkpoint.size <= track.common && head.checkpoint.size >= (track.agreed?.size ?? 0)) track.agreed = head.checkpoint;
    } else if (track.heads[side].length === 0) track.heads[side].push(head);
  }
}

function noteLeaves(track: Track, a: Leaf, b: Leaf): void {
  const alike = isSame(a.hash, b.hash);
  if (alike && track.parted === null) track.common += 1;
  if (!alike) {
    track.parted ??= { a, b };
    track.differing += 1;
    track.lastIndex = a.index;
  }
  if (track.parted !== null && track.after.a.length < WINDOW) {
    track.after.a.push(a);
    track.after.b.push(b);
  }
}

/** Reads both while both go on, then the rest of the longer one. Returns the size at which the shorter one's entries end and the head that the longer one had there. */
async function readBoth(readings: Record<Side, Reading>): Promise<{ track: Track; headAtEnd: boolean }> {
  const track = newTrack();
  for (;;) {
    noteHeads(track, 'a', await readings.a.heads());
    noteHeads(track, 'b', await readings.b.heads());
    const [a, b] = [await readings.a.leaf(), await readings.b.leaf()];
    if (a !== null && b !== null) {
      noteLeaves(track, a, b);
      continue;
    }
    const longer: Side = a === null ? 'b' : 'a';
    const headAtEnd = track.last[longer] === (a ?? b)?.index;
    for (let leaf = a ?? b; leaf !== null; leaf = await readings[longer].leaf()) {
      track.tailAt ??= leaf.line?.at ?? null;
      noteHeads(track, longer, await readings[longer].heads());
    }
    return { track, headAtEnd };
  }
}

/** An entry without its place: what moves when another one is removed or added before it. */
const placeless = ({ line }: Leaf): string | null => (line === null ? null : fromUtf8(line.bytes).replace(`"index":${line.index},`, ''));
const shown = ({ hash, line }: Leaf): Shown => ({ hash, at: line?.at ?? null, act: line?.act ?? null, transfer: line?.transfer ?? null });

function changeOf({ parted, after, differing }: Track, span: number): Parting['change'] {
  if (parted === null) return 'unknown';
  const [a, b] = [placeless(parted.a), placeless(parted.b)];
  if (b !== null && after.a.slice(1).some((leaf) => placeless(leaf) === b)) return 'removed';
  if (a !== null && after.b.slice(1).some((leaf) => placeless(leaf) === a)) return 'added';
  // Another text in the same place at the same instant, or entries that are alike again further on.
  return differing < span || (parted.a.line !== null && parted.a.line.at === parted.b.line?.at) ? 'edited' : 'unknown';
}

const earlier = (a: Verdict, b: Verdict): Side | null => (a.header.at === b.header.at ? null : a.header.at < b.header.at ? 'a' : 'b');
const other = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** Two histories that both hold and part: the later one contradicts what the earlier one showed. */
function judgeParted(track: Track, span: number, verdicts: Record<Side, Verdict>): { outcome: Outcome; contradicts: Side | null } {
  const first = earlier(verdicts.a, verdicts.b);
  const contradicts = first === null ? null : other(first);
  if (changeOf(track, span) !== 'unknown' || track.parted === null) return { outcome: 'rewritten', contradicts };
  // After an old image was put back, what the later bundle has instead was entered only after the earlier bundle had been made.
  const since = contradicts === null ? null : track.parted[contradicts].line?.at ?? null;
  if (first !== null && since !== null && since > verdicts[first].header.at) return { outcome: 'restored', contradicts };
  return { outcome: 'split-view', contradicts: null };
}

/** One history, of two lengths: the shorter one is honest if it was made before the entries that it lacks. */
function judgeLengths(longer: Side, track: Track, headAtEnd: boolean, verdicts: Record<Side, Verdict>): { outcome: Outcome; contradicts: Side | null } {
  const shorter = other(longer);
  const made = Date.parse(verdicts[shorter].header.at);
  const lacks = verdicts[shorter].header.at > verdicts[longer].header.at || (track.tailAt !== null && Date.parse(track.tailAt) + LEEWAY_MS < made);
  return lacks ? { outcome: headAtEnd ? 'restored' : 'truncated', contradicts: shorter } : { outcome: 'continues', contradicts: null };
}

function judge(track: Track, headAtEnd: boolean, verdicts: Record<Side, Verdict>): { outcome: Outcome; contradicts: Side | null; longer: Side | null } {
  const { a, b } = verdicts;
  const [sizeA, sizeB] = [a.entries + a.foreign, b.entries + b.foreign];
  const longer: Side | null = sizeA === sizeB ? null : sizeA > sizeB ? 'a' : 'b';
  if (a.header.origin !== b.header.origin) return { outcome: 'other-log', contradicts: null, longer };
  if (!a.ok || !b.ok) return { outcome: 'bad', contradicts: a.ok ? 'b' : b.ok ? 'a' : null, longer };
  if (!a.header.vkeys.some((vkey) => b.header.vkeys.includes(vkey))) return { outcome: 'other-key', contradicts: null, longer };
  if (track.parted !== null) return { ...judgeParted(track, Math.min(sizeA, sizeB) - track.common, verdicts), longer };
  if (longer === null) return { outcome: 'same', contradicts: null, longer };
  return { ...judgeLengths(longer, track, headAtEnd, verdicts), longer };
}

/** Takes both bundles as chunks of bytes and how to verify each, returns what they say of one another. Throws BundleUnreadable and what reading throws. */
export async function compareBundles(a: AsyncIterable<Uint8Array>, b: AsyncIterable<Uint8Array>, options: VerifyOptions): Promise<Comparison> {
  const readings = { a: createReading(a, options), b: createReading(b, options) };
  await readings.a.header();
  await readings.b.header();
  const { track, headAtEnd } = await readBoth(readings);
  const verdicts = { a: readings.a.verdict(), b: readings.b.verdict() };
  const { outcome, contradicts, longer } = judge(track, headAtEnd, verdicts);
  const { parted } = track;
  const span = Math.min(verdicts.a.entries + verdicts.a.foreign, verdicts.b.entries + verdicts.b.foreign) - track.common;
  return {
    ok: outcome === 'same' || outcome === 'continues', outcome, ...verdicts, common: track.common, agreed: track.agreed, longer, contradicts,
    parting: parted === null ? null : {
      index: parted.a.index, lastIndex: track.lastIndex, differing: track.differing, change: changeOf(track, span), a: shown(parted.a), b: shown(parted.b),
      heads: { a: track.heads.a[0]?.checkpoint ?? null, b: track.heads.b[0]?.checkpoint ?? null },
    },
  };
}
