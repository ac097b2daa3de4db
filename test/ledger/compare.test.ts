/** Two bundles of one log, or of what pretends to be one: exported from real ledgers that went the ways that an attacker's would. */
import { describe, expect, it } from 'vitest';
import { compareBundles } from '../../server/ledger/compare.ts';
import type { Comparison } from '../../server/ledger/comparison.ts';
import { utf8 } from '../../server/ledger/encoding.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { KOTO, openTemporaryLedger, ORIGIN, SEED, SUMIDA } from './temporary-ledger.ts';
import type { TemporaryLedger } from './temporary-ledger.ts';

async function* chunksOf(text: string, size = 3000): AsyncGenerator<Uint8Array> {
  const bytes = utf8(text);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const compare = (a: string, b: string, size?: number): Promise<Comparison> => compareBundles(chunksOf(a, size), chunksOf(b, size), { sha256, verifyEd25519 });
const at = (minute: number): string => new Date(Date.parse('2026-04-01T01:00:00.000Z') + minute * 60_000).toISOString();
const made = (bundle: string, minute: number): string => bundle.replace(/"at":"[^"]+"/, `"at":"${at(minute)}"`);

interface Change { readonly edit?: number; readonly skip?: number; readonly add?: number; readonly from?: number }

/** One entry a minute, signed each time; every third one another municipality's. `change` makes another history with the same key. */
async function ledgerOf(count: number, { edit, skip, add, from = Infinity }: Change = {}, seed = SEED, origin = ORIGIN): Promise<TemporaryLedger> {
  const ledger = await openTemporaryLedger(seed, origin);
  for (let i = 0; i < count; i += 1) {
    if (i === add) await ledger.append({ at: at(i), facts: { added: true } });
    if (i === skip) continue;
    await ledger.append({ at: at(i >= from ? i + 1000 : i), facts: { i: i === edit || i >= from ? i + 100 : i }, ...(i % 3 === 2 ? { municipality: KOTO } : {}) });
    await ledger.ledger.sign();
  }
  return ledger;
}
/** The same history is asked for often, and takes a while on a slow disk. */
const known = new Map<string, string>();
async function bundleOf(count: number, minute: number, change: Change = {}, municipality = SUMIDA, seed = SEED, origin = ORIGIN): Promise<string> {
  const name = JSON.stringify([count, change, municipality, seed[0], origin]);
  const kept = known.get(name);
  if (kept !== undefined) return made(kept, minute);
  const ledger = await ledgerOf(count, change, seed, origin);
  try {
    known.set(name, await ledger.bundle(municipality));
    return made(known.get(name)!, minute);
  } finally {
    await ledger.close();
  }
}

describe('comparing two bundles', () => {
  it('two of the same state, and two of which one goes on, are one history; pieces of any size', async () => {
    const [short, long] = [await bundleOf(12, 12), await bundleOf(20, 20)];
    for (const size of [1, 500, 1 << 20]) expect(await compare(long, long, size)).toMatchObject({ ok: true, outcome: 'same', common: 20, agreed: { size: 20 }, longer: null, parting: null });
    expect(await compare(short, long)).toMatchObject({ ok: true, outcome: 'continues', common: 12, agreed: { size: 12 }, longer: 'b', contradicts: null });
    expect(await compare(long, short)).toMatchObject({ ok: true, outcome: 'continues', common: 12, longer: 'a' });
  });

  it('of two municipalities are compared entry by entry, though each sees the other\'s by hash', async () => {
    expect(await compare(await bundleOf(12, 12), await bundleOf(20, 20, {}, KOTO))).toMatchObject({ ok: true, outcome: 'continues', common: 12 });
    expect(await compare(await bundleOf(20, 20), await bundleOf(20, 21, { edit: 4 }, KOTO))).toMatchObject({ ok: false, outcome: 'rewritten', parting: { index: 4, change: 'edited', differing: 1, b: { act: null } } });
  });

  it('[H 102] a tail cut off is told from an old image put back, and both from an honest older export', async () => {
    const long = await bundleOf(20, 20);
    expect(await compare(long, await bundleOf(12, 30))).toMatchObject({ ok: false, outcome: 'restored', contradicts: 'b', common: 12, agreed: { size: 12 } });
    // The log never stood at this size with a head: several entries were signed at once.
    const unsigned = await openTemporaryLedger();
    for (let i = 0; i < 20; i += 1) await unsigned.append({ at: at(i), facts: { i }, ...(i % 3 === 2 ? { municipality: KOTO } : {}) });
    expect(await compare(made(await unsigned.bundle(), 20), await bundleOf(12, 30))).toMatchObject({ ok: false, outcome: 'truncated', contradicts: 'b' });
    await unsigned.close();
    // Its header says it was made before the longer one, but at its time entry 12 had long been there.
    expect(await compare(await bundleOf(12, 18), long)).toMatchObject({ ok: false, outcome: 'restored', contradicts: 'a' });
  });

  it('[H 102] an old image that went on parts from what was shown before', async () => {
    expect(await compare(await bundleOf(20, 20), await bundleOf(24, 2000, { from: 12 }))).toMatchObject({ ok: false, outcome: 'restored', contradicts: 'b', common: 12, agreed: { size: 12 }, parting: { index: 12, heads: { a: { size: 13 }, b: { size: 13 } } } });
  });

  it('[H 102] entries edited, removed and added under the stolen key are named', async () => {
    const first = await bundleOf(20, 20);
    expect(await compare(first, await bundleOf(20, 30, { edit: 7 }))).toMatchObject({ ok: false, outcome: 'rewritten', contradicts: 'b', agreed: { size: 7 }, parting: { index: 7, lastIndex: 7, differing: 1, change: 'edited', heads: { a: { size: 8 }, b: { size: 8 } } } });
    expect(await compare(first, await bundleOf(20, 30, { skip: 6 }))).toMatchObject({ ok: false, outcome: 'rewritten', contradicts: 'b', parting: { index: 6, change: 'removed' } });
    expect(await compare(first, await bundleOf(20, 30, { add: 6 }))).toMatchObject({ ok: false, outcome: 'rewritten', contradicts: 'b', parting: { index: 6, change: 'added' } });
    expect(await compare(await bundleOf(20, 30, { edit: 7 }), first)).toMatchObject({ outcome: 'rewritten', contradicts: 'a' });
  });

  it('[H 102] two histories that grew beside each other are a split view, with the two heads that cannot both be true', async () => {
    const [a, b] = [await bundleOf(20, 2000), await bundleOf(20, 2000, { from: 9 })];
    expect(await compare(a, b)).toMatchObject({ ok: false, outcome: 'split-view', contradicts: null, common: 9, parting: { index: 9, differing: 11, heads: { a: { size: 10 }, b: { size: 10 } } } });
  });

  it('another key, another log, and a bundle that does not hold by itself are told apart', async () => {
    const good = await bundleOf(6, 6);
    const seed = new Uint8Array(32).fill(9);
    expect(await compare(good, await bundleOf(6, 6, {}, SUMIDA, seed))).toMatchObject({ ok: false, outcome: 'other-key' });
    expect(await compare(good, await bundleOf(6, 6, {}, SUMIDA, seed, 'other.example/ledger'))).toMatchObject({ ok: false, outcome: 'other-log' });
    expect(await compare(good, good.replace('"i":3', '"i":4'))).toMatchObject({ ok: false, outcome: 'bad', contradicts: 'b', common: 3, b: { firstBad: { code: 'LEAF', index: 3 } } });
  });
});
