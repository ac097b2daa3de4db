/** Two histories beside each other, written in memory: each rule of a comparison at its boundary, and how the two are read in step. */
import { describe, expect, it } from 'vitest';
import type { BundleHeader } from '../../server/ledger/bundle.ts';
import { compareBundles } from '../../server/ledger/compare.ts';
import type { Comparison } from '../../server/ledger/comparison.ts';
import type { EntryFacts } from '../../server/ledger/entry.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { createReading } from '../../server/ledger/side-by-side.ts';
import { ORIGIN } from './temporary-ledger.ts';
import { piecesOf, SIGNER, signerOf, writing } from './written-bundle.ts';

const at = (minute: number, milliseconds = 0): string => new Date(Date.parse('2026-04-01T00:00:00.000Z') + minute * 60_000 + milliseconds).toISOString();
const options = { sha256, verifyEd25519 };
const compare = (a: string, b: string): Promise<Comparison> => compareBundles(piecesOf(a), piecesOf(b, 700), options);

/** What is said of the entry of a place; `foreign` shows its hash alone. */
type Step = Partial<EntryFacts> & { readonly foreign?: boolean };
interface Told { readonly made?: number | string; readonly heads?: readonly number[]; readonly header?: Partial<BundleHeader>; readonly signer?: typeof SIGNER }

/** One entry a minute, as `steps` say, with heads at the sizes named and one at the end. Made at a minute, or at an instant. */
function history(steps: readonly Step[], { made = 1000, heads = [], header = {}, signer = SIGNER }: Told = {}): string {
  const written = writing(signer);
  steps.forEach(({ foreign = false, ...facts }, i) => {
    if (foreign) written.foreign(facts);
    else written.entry(facts);
    if (heads.includes(i + 1) && i + 1 < steps.length) written.head();
  });
  return written.head().bundle({ at: typeof made === 'number' ? at(made) : made, ...header });
}
/** The entries of an honest log from a number on: the same for every bundle of it. */
const honest = (count: number, from = 0): Step[] => Array.from({ length: count }, (_, i) => ({ at: at(from + i), transfer: `t-${from + i}`, facts: { i: from + i } }));
const hidden = (steps: readonly Step[], ...indexes: number[]): Step[] => steps.map((step, i) => (indexes.includes(i) ? { ...step, foreign: true } : step));

describe('one history', () => {
  it('of one length is the same, whoever sees it', async () => {
    const { a, b, ...said } = await compare(history(honest(5), { heads: [2] }), history(hidden(honest(5), 1, 4), { heads: [3] }));
    expect([a.ok, a.entries, b.ok, b.entries, b.foreign]).toEqual([true, 5, true, 3, 2]);
    expect(said).toEqual({ ok: true, outcome: 'same', common: 5, agreed: { origin: ORIGIN, size: 5, root: expect.any(Uint8Array) as Uint8Array }, longer: null, contradicts: null, parting: null });
    expect(await compare(history([]), history([]))).toMatchObject({ outcome: 'same', common: 0, agreed: { size: 0 } });
  });

  it('goes on where the shorter one was made before the entries that it lacks', async () => {
    const [short, long] = [history(honest(3), { made: 3 }), history(hidden(honest(6), 0, 1), { heads: [3, 5] })];
    const { a: _a, b: _b, ...said } = await compare(short, long);
    expect(said).toEqual({ ok: true, outcome: 'continues', common: 3, agreed: { origin: ORIGIN, size: 3, root: expect.any(Uint8Array) as Uint8Array }, longer: 'b', contradicts: null, parting: null });
    expect(await compare(long, short)).toMatchObject({ ok: true, outcome: 'continues', longer: 'a', contradicts: null, agreed: { size: 3 } });
    expect(await compare(history([]), long)).toMatchObject({ outcome: 'truncated', common: 0, agreed: { size: 0 }, longer: 'b' });
  });

  it('counts entries of others in the length', async () => {
    expect(await compare(history(hidden(honest(4), 0, 1, 2), { made: 4 }), history(honest(5)))).toMatchObject({ outcome: 'continues', longer: 'b' });
    expect(await compare(history(honest(5)), history(hidden(honest(4), 0, 1, 2), { made: 4 }))).toMatchObject({ outcome: 'continues', longer: 'a' });
  });

  it('was cut where the shorter one was made a minute after an entry that it lacks, and not a millisecond earlier', async () => {
    const long = history(honest(6), { made: 1000 });
    expect(await compare(history(honest(3), { made: at(3, 60_000) }), long)).toMatchObject({ ok: true, outcome: 'continues', contradicts: null });
    expect(await compare(history(honest(3), { made: at(3, 60_001) }), long)).toMatchObject({ ok: false, outcome: 'truncated', longer: 'b', contradicts: 'a', parting: null });
    expect(await compare(long, history(honest(3), { made: at(3, 60_001) }))).toMatchObject({ outcome: 'truncated', longer: 'a', contradicts: 'b' });
    // The first time that can be read decides; where none can, and the shorter one is not the later, it may be honest.
    expect(await compare(history(honest(3), { made: at(4, 60_000) }), history(hidden(honest(6), 3)))).toMatchObject({ outcome: 'continues' });
    expect(await compare(history(honest(3), { made: at(4, 60_001) }), history(hidden(honest(6), 3)))).toMatchObject({ outcome: 'truncated' });
    expect(await compare(history(honest(3), { made: 999 }), history(hidden(honest(6), 3, 4, 5)))).toMatchObject({ outcome: 'continues' });
    expect(await compare(history(honest(3), { made: 1000 }), history(hidden(honest(6), 3, 4, 5)))).toMatchObject({ outcome: 'continues' });
    expect(await compare(history(honest(3), { made: 1001 }), history(hidden(honest(6), 3, 4, 5)))).toMatchObject({ outcome: 'truncated', contradicts: 'a' });
  });

  it('was put back where the log had a head of that very size', async () => {
    const short = history(honest(3), { made: 2000 });
    for (const [heads, outcome] of [[[3], 'restored'], [[1, 3, 5], 'restored'], [[2, 4], 'truncated'], [[], 'truncated']] as const) {
      expect(await compare(history(honest(6), { heads }), short)).toMatchObject({ outcome, contradicts: 'b', agreed: { size: 3 } });
      expect(await compare(short, history(honest(6), { heads }))).toMatchObject({ outcome, contradicts: 'a' });
    }
    const one = history(honest(1), { made: 2000 });
    for (const [a, b] of [[history(honest(6)), one], [one, history(honest(6))]] as const) expect(await compare(a, b)).toMatchObject({ outcome: 'truncated' });
  });
});

describe('two histories', () => {
  const edited = (index: number, over: Step = {}): Step[] => honest(8).map((step, i) => (i === index ? { ...step, facts: { i: 99 }, ...over } : step));

  it('part at the first entry that differs, with what both show of it and the heads that cannot both be true', async () => {
    const { a: _a, b: _b, ...said } = await compare(history(honest(8), { made: 100, heads: [2, 4, 6] }), history(edited(3, { transfer: undefined, act: 'approve' }), { made: 200, heads: [3, 5] }));
    const hash = expect.any(Uint8Array) as Uint8Array;
    const head = (size: number): object => ({ origin: ORIGIN, size, root: hash });
    expect(said).toEqual({
      ok: false, outcome: 'rewritten', common: 3, agreed: head(3), longer: null, contradicts: 'b',
      parting: { index: 3, lastIndex: 3, differing: 1, change: 'edited', a: { hash, at: at(3), act: 'deposit', transfer: 't-3' }, b: { hash, at: at(3), act: 'approve', transfer: null }, heads: { a: head(4), b: head(5) } },
    });
    expect(await compare(history(honest(8), { made: 200 }), history(edited(3), { made: 100 }))).toMatchObject({ outcome: 'rewritten', contradicts: 'a' });
    expect(await compare(history(honest(8)), history(edited(3)))).toMatchObject({ outcome: 'rewritten', contradicts: null });
    const [both, twice] = [edited(3), edited(3).map((step, i) => (i === 5 ? { ...step, facts: { i: 98 } } : step))];
    expect(await compare(history(both), history(twice))).toMatchObject({ parting: { index: 5, differing: 1 } });
    expect(await compare(history(honest(8)), history(twice))).toMatchObject({ common: 3, parting: { index: 3, lastIndex: 5, differing: 2 } });
  });

  it('where an entry is seen as its hash alone, that it differs is seen, and no more', async () => {
    const other = edited(3);
    expect(await compare(history(hidden(honest(8), 3)), history(hidden(other, 3)))).toMatchObject({ outcome: 'rewritten', parting: { change: 'edited', a: { at: null, act: null, transfer: null }, b: { at: null, act: null } } });
    // One that differs to the end: no time in common can be read, so that nothing can be said of it.
    const [a, b] = [honest(8), honest(4).concat(honest(4, 50))];
    for (const [left, right] of [[hidden(a, 4, 5), b], [a, hidden(b, 4, 5)], [hidden(a, 4, 5, 6, 7), hidden(b, 4, 5, 6, 7)]]) expect(await compare(history(left ?? []), history(right ?? []))).toMatchObject({ outcome: 'split-view', contradicts: null, parting: { change: 'unknown', differing: 4 } });
  });

  it('differing in the last entry alone were edited where it has the same time', async () => {
    expect(await compare(history(honest(8)), history(edited(7)))).toMatchObject({ outcome: 'rewritten', parting: { index: 7, change: 'edited', heads: { a: { size: 8 }, b: { size: 8 } } } });
    expect(await compare(history(honest(8)), history(edited(7, { at: at(70) })))).toMatchObject({ outcome: 'split-view', contradicts: null, parting: { change: 'unknown' } });
    // Entries of others behind it are counted with those that both have.
    const [mine, theirs] = [honest(8), edited(3, { at: at(70) })];
    for (const [a, b] of [[hidden(mine, 4, 5, 6, 7), hidden(theirs, 4, 5, 6, 7)], [hidden(mine, 4, 5, 6, 7), theirs], [mine, hidden(theirs, 4, 5, 6, 7)]]) expect(await compare(history(a ?? []), history(b ?? []))).toMatchObject({ outcome: 'rewritten', parting: { index: 3, differing: 1, change: 'edited' } });
    // Of two lengths, the entries that both have are counted.
    expect(await compare(history(honest(8)), history(honest(7).concat(honest(1, 90), honest(3, 91))))).toMatchObject({ outcome: 'split-view', longer: 'b', parting: { differing: 1, change: 'unknown' } });
    expect(await compare(history(honest(7).concat(honest(1, 90), honest(3, 91))), history(honest(8)))).toMatchObject({ outcome: 'split-view', longer: 'a', parting: { differing: 1, change: 'unknown' } });
  });

  it('with entries removed or added are told by one that moved, up to fifteen places', async () => {
    const long = honest(40);
    const without = (count: number): Step[] => [...long.slice(0, 4), ...long.slice(4 + count)];
    for (const count of [1, 15]) {
      expect(await compare(history(long), history(without(count)))).toMatchObject({ outcome: 'rewritten', longer: 'a', common: 4, parting: { index: 4, change: 'removed' } });
      expect(await compare(history(without(count)), history(long))).toMatchObject({ outcome: 'rewritten', longer: 'b', parting: { index: 4, change: 'added' } });
    }
    for (const sides of [[long, without(16)], [without(16), long]]) expect(await compare(history(sides[0] ?? []), history(sides[1] ?? []))).toMatchObject({ outcome: 'split-view', parting: { change: 'unknown' } });
    // Hashes alone do not show that an entry moved.
    const [all, every] = [long.map((_, i) => i), without(1).map((_, i) => i)];
    expect(await compare(history(hidden(long, ...all)), history(hidden(without(1), ...every)))).toMatchObject({ parting: { change: 'unknown' } });
  });

  it('that parted after the earlier bundle was made were put back; else they grew beside each other', async () => {
    const [first, second] = [honest(8), honest(4).concat(honest(6, 100))];
    expect(await compare(history(first, { made: 99 }), history(second, { made: 300 }))).toMatchObject({ ok: false, outcome: 'restored', contradicts: 'b', longer: 'b', common: 4 });
    expect(await compare(history(second, { made: 300 }), history(first, { made: 99 }))).toMatchObject({ outcome: 'restored', contradicts: 'a', longer: 'a' });
    // Made at the very instant of the entry, it could have had it.
    expect(await compare(history(first, { made: 100 }), history(second, { made: 300 }))).toMatchObject({ outcome: 'split-view', contradicts: null });
    expect(await compare(history(first, { made: 300 }), history(second, { made: 300 }))).toMatchObject({ outcome: 'split-view', contradicts: null });
    expect(await compare(history(first, { made: 99 }), history(hidden(second, 4), { made: 300 }))).toMatchObject({ outcome: 'split-view', contradicts: null });
  });

  it('are judged only where both hold, are of one log and have a key in common', async () => {
    const good = history(honest(4), { heads: [2] });
    const bad = good.replace('"i":3', '"i":9');
    expect(await compare(good, bad)).toMatchObject({ ok: false, outcome: 'bad', contradicts: 'b', common: 3, longer: 'a', agreed: { size: 2 }, parting: null, b: { firstBad: { code: 'LEAF' } } });
    expect(await compare(bad, good)).toMatchObject({ outcome: 'bad', contradicts: 'a', longer: 'b' });
    expect(await compare(bad, bad)).toMatchObject({ outcome: 'bad', contradicts: null, longer: null });
    const [own, other, moved] = [signerOf(1), signerOf(2), signerOf(1, 'b.example/ledger')];
    expect(await compare(history(honest(4), { signer: own }), history(honest(4), { signer: other }))).toMatchObject({ ok: false, outcome: 'other-key', contradicts: null, longer: null });
    expect(await compare(history(honest(4), { signer: own }), history(honest(4), { signer: moved }))).toMatchObject({ ok: false, outcome: 'other-log', contradicts: null });
    expect(await compare(bad, history(honest(4), { signer: moved }))).toMatchObject({ outcome: 'other-log' });
    const turned = writing(own).entry(honest(1)[0]).head().entry({ act: 'rotate-ledger-key', facts: { from: own.vkey, to: other.vkey } }).head({}, own, other).bundle({ at: at(1000), vkeys: [own.vkey, other.vkey] });
    expect(await compare(turned, history(honest(1), { made: 0, signer: own }))).toMatchObject({ ok: true, outcome: 'continues' });
  });
});

describe('a bundle read in step', () => {
  it('gives its entries and the heads before each, then nothing more and the verdict', async () => {
    const reading = createReading(piecesOf(history(hidden(honest(3), 1), { heads: [2] }), 300), options);
    expect(() => reading.verdict()).toThrow('expected a bundle that was read to its end');
    expect((await reading.header()).origin).toBe(ORIGIN);
    expect([await reading.heads(), (await reading.leaf())?.index, await reading.heads()]).toEqual([[], 0, []]);
    expect(await reading.leaf()).toMatchObject({ kind: 'leaf', index: 1, line: null });
    // A head stands before the next entry: it has to be read first.
    expect([await reading.leaf(), (await reading.heads()).map(({ kind, checkpoint: { size }, note }) => [kind, size, note.split('\n')[1]])]).toEqual([null, [['head', 2, '2']]]);
    expect([(await reading.leaf())?.index, (await reading.heads()).length, await reading.leaf(), await reading.leaf(), await reading.heads()]).toEqual([2, 1, null, null, []]);
    expect(reading.verdict()).toMatchObject({ ok: true, entries: 2, foreign: 1 });
  });

  it('reads on for an entry or a head as often as need be', async () => {
    const reading = createReading(piecesOf(history(honest(3)), 50), options);
    await reading.header();
    expect([(await reading.leaf())?.index, (await reading.leaf())?.index, (await reading.leaf())?.index]).toEqual([0, 1, 2]);
    const twice = createReading(piecesOf(writing().entry().head().head().head().entry().head().bundle(), 50), options);
    await twice.header();
    expect([await twice.heads(), (await twice.leaf())?.index, (await twice.heads()).length, (await twice.leaf())?.index]).toEqual([[], 0, 3, 1]);
  });

  it('ends where it no longer holds', async () => {
    const reading = createReading(piecesOf(history(honest(3)).replace('"i":1', '"i":7')), options);
    await reading.header();
    expect([(await reading.leaf())?.index, await reading.leaf(), reading.verdict().firstBad?.code]).toEqual([0, null, 'LEAF']);
  });

  it('is none where there is no header, on either side', async () => {
    const good = history(honest(2));
    for (const [a, b] of [['', good], [good, 'x']] as const) await expect(compare(a, b)).rejects.toMatchObject({ name: 'BundleUnreadable' });
  });
});
