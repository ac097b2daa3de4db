/** Attacks on the files that auditors really get: bundles exported from a real ledger, changed as a tamperer would. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkpointLine, entryLine } from '../../server/ledger/bundle.ts';
import { signCheckpoint } from '../../server/ledger/checkpoint.ts';
import { fromBase64, utf8 } from '../../server/ledger/encoding.ts';
import { MOST_LINE_BYTES } from '../../server/ledger/lines.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { createFrontier, leafHash } from '../../server/ledger/tree.ts';
import type { Verdict } from '../../server/ledger/verdict.ts';
import { BundleUnreadable, verifyBundle } from '../../server/ledger/verify.ts';
import type { VerifyOptions } from '../../server/ledger/verify.ts';
import { KOTO, openTemporaryLedger, ORIGIN, SEED } from './temporary-ledger.ts';

const THIEF = new Uint8Array(32).fill(9);
let good: string;
let vkey: string;
let earlier: string;

beforeAll(async () => {
  const temporary = await openTemporaryLedger();
  vkey = temporary.ledger.vkey;
  for (let i = 0; i < 24; i += 1) {
    await temporary.append({
      facts: { i, amount: 100 }, ...(i % 5 === 3 ? { municipality: KOTO } : {}), ...(i % 4 === 0 ? { transfer: `t-${i % 8}`, texts: { 'file-1': `宛名${i}.csv` } } : {}),
    });
    // Heads at 1, 2, 12 and 24: one stretch is covered closely, the next by one head.
    if ([0, 1, 11].includes(i)) earlier = await temporary.ledger.checkpoint();
  }
  good = await temporary.bundle();
  await temporary.close();
});

async function* chunksOf(text: string, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = utf8(text);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
const verify = (text: string, options: Partial<VerifyOptions> = {}): Promise<Verdict> => verifyBundle(chunksOf(text), { sha256, verifyEd25519, vkeys: [vkey], ...options });
const lines = (): string[] => good.trimEnd().split('\n');
const joined = (all: readonly string[]): string => `${all.join('\n')}\n`;
const place = (index: number): number => lines().findIndex((line) => line.includes(`"index":${index},"municipality"`) || line.includes(`{"foreign":{"index":${index},`));
const entryAt = (index: number): string => lines()[place(index)]!.slice('{"entry":'.length, -55);

/** Writes every leaf hash anew, and the heads too when a key is given: the whole tree recomputed. */
function recomputed(text: string, seed: Uint8Array | null): string {
  const tree = createFrontier(sha256);
  const signer = seed === null ? null : createSigner(ORIGIN, seed);
  return text.trimEnd().split('\n').map((line, i) => {
    if (i === 0) return signer === null ? line : line.replace(/"size":\d+/, `"size":${(text.match(/^\{"(entry|foreign)"/gm) ?? []).length}`).replace(/"vkeys":\[.*?\]/, `"vkeys":["${signer.vkey}"]`);
    if (line.startsWith('{"foreign"')) tree.push(fromBase64(/"leaf":"(.{44})"/.exec(line)![1]!)!);
    if (line.startsWith('{"checkpoint"') && signer !== null) return checkpointLine(signCheckpoint({ origin: ORIGIN, size: tree.size, root: tree.root() }, [signer])).trimEnd();
    if (!line.startsWith('{"entry"')) return line;
    const bytes = line.slice('{"entry":'.length, -55);
    const leaf = leafHash(sha256, utf8(bytes));
    tree.push(leaf);
    return entryLine(bytes, leaf).trimEnd();
  }).join('\n') + '\n';
}

describe('a good bundle', () => {
  it('[H 107] verifies offline from its bytes and the key, in chunks of any size', async () => {
    for (const size of [1, 7, 1000, 1 << 20]) {
      const verdict = await verifyBundle(chunksOf(good, size), { sha256, verifyEd25519, vkeys: [vkey] });
      expect(verdict).toMatchObject({ ok: true, entries: 19, foreign: 5, checkpoints: 4, openings: 5, head: { size: 24 }, unverifiable: [{ what: 'foreign-entries', count: 5 }] });
    }
  });

  it('says so when it had no key but the bundle\'s own', async () => {
    expect((await verifyBundle(chunksOf(good), { sha256, verifyEd25519 })).unverifiable).toContainEqual({ what: 'key-from-bundle', count: 1 });
  });

  it('contains the tree of every checkpoint kept from before', async () => {
    expect(await verify(good, { known: [earlier] })).toMatchObject({ ok: true });
  });
});

describe('a bundle that was tampered with [H 102]', () => {
  it('[H 102] an edited entry is named [ASVS 16.4.2]', async () => {
    const changed = lines().map((line, i) => (i === place(17) ? line.replace('"amount":100', '"amount":999') : line));
    expect(await verify(joined(changed))).toMatchObject({ ok: false, firstBad: { code: 'LEAF', index: 17 } });
  });

  it('[H 102] an entry edited with its leaf hash is named as one of those under the first head that no longer fits', async () => {
    const edit = (index: number): string => recomputed(joined(lines().map((line, i) => (i === place(index) ? line.replace('"amount":100', '"amount":999') : line))), null);
    expect(await verify(edit(1))).toMatchObject({ ok: false, firstBad: { code: 'ROOT', index: 1, lastIndex: 1 } });
    expect(await verify(edit(17))).toMatchObject({ ok: false, firstBad: { code: 'ROOT', index: 12, lastIndex: 23 } });
  });

  it('[H 102] a deleted entry is named, renumbered or not', async () => {
    const without = lines().filter((_, i) => i !== place(6));
    expect(await verify(joined(without))).toMatchObject({ ok: false, firstBad: { code: 'INDEX', index: 6, expected: 'entry 6', came: 'entry 7' } });
    const renumbered = without.map((line) => line.replace(/"index":(\d+)/, (_, index: string) => `"index":${Number(index) > 6 ? Number(index) - 1 : index}`));
    expect(await verify(recomputed(joined(renumbered), null))).toMatchObject({ ok: false, firstBad: { code: 'PLACE', index: 11 } });
  });

  it('[H 102] an inserted entry is named', async () => {
    const doubled = lines().toSpliced(place(6), 0, lines()[place(6)]!);
    expect(await verify(joined(doubled))).toMatchObject({ ok: false, firstBad: { code: 'INDEX', index: 7, came: 'entry 6' } });
    const added = lines().concat(lines()[place(22)]!.replace('"index":22', '"index":24'));
    expect(await verify(recomputed(joined(added), null))).toMatchObject({ ok: false, firstBad: { code: 'END', index: 24 } });
  });

  it('[H 102] reordered entries are named', async () => {
    const [a, b] = [lines()[place(5)]!, lines()[place(6)]!];
    expect(await verify(joined(lines().with(place(5), b).with(place(6), a)))).toMatchObject({ ok: false, firstBad: { code: 'INDEX', index: 5, came: 'entry 6' } });
  });

  it('[H 102] a tail cut off, or an older copy, is found against the header, or by whoever holds a later checkpoint', async () => {
    const atTwelve = joined(lines().slice(0, lines().findIndex((line) => line.includes(`\\n12\\n`)) + 1));
    expect(await verify(atTwelve)).toMatchObject({ ok: false, firstBad: { code: 'END', index: 12 } });
    const older = atTwelve.replace('"size":24', '"size":12');
    expect(await verify(older)).toMatchObject({ ok: true });
    const newest = (JSON.parse(lines().at(-1)!) as { checkpoint: string }).checkpoint;
    expect(await verify(older, { known: [earlier, newest] })).toMatchObject({ ok: false, firstBad: { code: 'TAIL_CUT', index: 12 } });
  });

  it('[H 102] a whole tree recomputed under another key is not the ledger of the key that the auditor holds', async () => {
    const forged = recomputed(good.replace('"i":6', '"i":60'), THIEF);
    expect(await verify(forged, { vkeys: [createSigner(ORIGIN, THIEF).vkey] })).toMatchObject({ ok: true });
    expect(await verify(forged)).toMatchObject({ ok: false, firstBad: { code: 'KEY' } });
    const relabelled = forged.replace(createSigner(ORIGIN, THIEF).vkey, vkey);
    expect(await verify(relabelled)).toMatchObject({ ok: false, firstBad: { code: 'SIGNATURE', index: 0, lastIndex: 0 } });
  });

  it('[H 102] a whole tree re-signed with the stolen log key, or shown to one auditor only, differs from a checkpoint that anyone kept', async () => {
    const forged = recomputed(good.replace('"i":6', '"i":60'), SEED);
    expect(await verify(forged)).toMatchObject({ ok: true });
    expect(await verify(forged, { known: [earlier] })).toMatchObject({ ok: false, firstBad: { code: 'KNOWN_ROOT', index: 2, lastIndex: 11 } });
  });

  it('a text that was changed, moved or taken away is named', async () => {
    expect(await verify(good.replace('"text":"宛名12.csv"', '"text":"宛名9.csv"'))).toMatchObject({ ok: false, firstBad: { code: 'OPENING', index: 12 } });
    expect(await verify(joined(lines().filter((line) => !line.includes('宛名12.csv'))))).toMatchObject({ ok: false, firstBad: { code: 'TEXT_MISSING', index: 12 } });
    const at = lines().findIndex((line) => line.includes('宛名12.csv'));
    expect(await verify(joined(lines().toSpliced(at, 1).toSpliced(at + 1, 0, lines()[at]!)))).toMatchObject({ ok: false, firstBad: { code: 'OPENING', index: 12 } });
    expect(await verify(joined(lines().toSpliced(at, 0, lines()[at]!)))).toMatchObject({ ok: false, firstBad: { code: 'OPENING', index: 12 } });
  });

  it('a checkpoint changed, moved or left out at the end is named', async () => {
    const heads = lines().map((line, i) => [line, i] as const).filter(([line]) => line.startsWith('{"checkpoint"'));
    const [, at] = heads[2]!;
    expect(await verify(joined(lines().with(at, heads[2]![0].replace('\\n12\\n', '\\n13\\n'))))).toMatchObject({ ok: false, firstBad: { code: 'SIGNATURE', index: 2, lastIndex: 11 } });
    expect(await verify(joined(lines().with(at, heads[1]![0])))).toMatchObject({ ok: false, firstBad: { code: 'PLACE', index: 12 } });
    expect(await verify(joined(lines().slice(0, -1)))).toMatchObject({ ok: false, firstBad: { code: 'END', index: 12 } });
  });

  it.each([
    ['a space in an entry', (line: string) => line.replace('"v":1', '"v": 1')], ['a member twice', (line: string) => line.replace('{"act":', '{"act":"x","act":')],
    ['half a line', (line: string) => line.slice(0, 40)], ['an empty line', () => ''], ['not JSON', () => 'hello'], ['another kind', () => '{"other":{}}'],
    ['brackets without end', () => '['.repeat(50_000)], ['a line over the limit', () => `{"opening":"${'x'.repeat(MOST_LINE_BYTES)}"}`], ['a missing version', (line: string) => line.replace(',"v":1}', '}')],
    ['a false leaf', (line: string) => line.replace(/"leaf":"..../, '"leaf":"AAA=')], ['a NUL', (line: string) => `\0${line}`], ['invalid UTF-8', () => '\ufffd'],
  ])('a line with %s is refused with its place', async (_, change) => {
    const verdict = await verify(joined(lines().with(place(6), change(entryLine(entryAt(6), leafHash(sha256, utf8(entryAt(6)))).trimEnd()))));
    expect(verdict).toMatchObject({ ok: false, firstBad: { code: 'LINE', index: 6, line: place(6) + 1 } });
  });

  it('nothing, noise and a bundle of a later version are unreadable, not bad', async () => {
    for (const text of ['', '\n', 'PK\u0003\u0004', good.replace('export@2', 'export@3'), joined(lines().slice(1)), 'x'.repeat(3 << 20)]) {
      await expect(verify(text)).rejects.toThrow(BundleUnreadable);
    }
  });

  it('a line too long is placed right, however much of the file is read at once', async () => {
    const text = joined(lines().with(place(6), 'x'.repeat(MOST_LINE_BYTES + 1)));
    expect(await verifyBundle(chunksOf(text, 4 << 20), { sha256, verifyEd25519 })).toMatchObject({ ok: false, firstBad: { code: 'LINE', index: 6, line: place(6) + 1 } });
  });

  it('a disk that fails while reading is an error, not a verdict', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield utf8(good).subarray(0, 5000);
      await Promise.reject(new Error('EIO'));
    }
    await expect(verifyBundle(broken(), { sha256, verifyEd25519 })).rejects.toThrow('EIO');
  });
});
