/** What verification says of bundles written in memory: the whole verdict, who is told what, and the words for each thing that does not hold. */
import { describe, expect, it } from 'vitest';
import { FORMER_FORMAT } from '../../server/ledger/bundle.ts';
import { cosign } from '../../server/ledger/cosignature.ts';
import { MOST_LINE_BYTES } from '../../server/ledger/lines.ts';
import { createCosigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseNote } from '../../server/ledger/note.ts';
import { leafHash } from '../../server/ledger/tree.ts';
import type { FirstBad, Verdict } from '../../server/ledger/verdict.ts';
import { BundleUnreadable, verifyBundle, verifySteps, type VerifyOptions } from '../../server/ledger/verify.ts';
import { createWitnessCheck } from '../../server/ledger/witness-check.ts';
import { ORIGIN } from './temporary-ledger.ts';
import { issued, paper, piecesOf, SALT, SIGNER, signerOf, writing, type Writing } from './written-bundle.ts';

const verify = (text: string, options: Partial<VerifyOptions> = {}): Promise<Verdict> => verifyBundle(piecesOf(text), { sha256, verifyEd25519, vkeys: [SIGNER.vkey], ...options });
const badOf = async (text: string, options?: Partial<VerifyOptions>): Promise<FirstBad | undefined> => (await verify(text, options)).firstBad;
/** Four entries, one of them of others, with a text, a receipt and a 確認書; heads at 2 and 4. */
const whole = (): Writing => writing().entry({ texts: { note: '至急' } }).opening('note', '至急').foreign().head()
  .entry(issued('R8-1', '受領')).document('receipt', '受領').entry(paper('R8-2', 1, '確認')).document('confirmation-record', '確認', { salt: SALT, signature: '' }).head();

describe('a bundle that holds', () => {
  it('is told in full, and by whom it is not vouched for', async () => {
    const { header, head, ...verdict } = await verify(whole().bundle(), { isSigned: () => Promise.resolve(true) });
    expect(verdict).toEqual({ ok: true, entries: 3, foreign: 1, checkpoints: 2, openings: 1, documents: 2, witnesses: [], unverifiable: [{ what: 'foreign-entries', count: 1 }] });
    expect([header.origin, header.vkeys, head]).toEqual([ORIGIN, [SIGNER.vkey], { origin: ORIGIN, size: 4, root: new Uint8Array(whole().tree.root()) }]);
    expect((await verifyBundle(piecesOf(whole().bundle()), { sha256, verifyEd25519 })).unverifiable).toEqual([{ what: 'foreign-entries', count: 1 }, { what: 'signatures-not-checked', count: 1 }, { what: 'key-from-bundle', count: 1 }]);
  });

  it('may be of an empty log, with the head that says so', async () => {
    expect(await verify(writing().head().bundle())).toMatchObject({ ok: true, entries: 0, foreign: 0, checkpoints: 1, openings: 0, documents: 0, head: { size: 0 }, unverifiable: [] });
    expect(await badOf(writing().bundle())).toEqual({ code: 'END', line: 1, index: 0, lastIndex: 0, expected: 'a signed checkpoint of all entries last', came: '0 entries, 0 of them signed' });
  });

  it('may go on behind what its header says, never end before it', async () => {
    expect((await verify(whole().bundle({ size: 2 }))).ok).toBe(true);
    expect(await badOf(whole().bundle({ size: 5 }))).toEqual({ code: 'END', line: 10, index: 4, lastIndex: 4, expected: 'at least 5 entries', came: '4 entries' });
    expect(await badOf(whole().entry().entry().bundle())).toEqual({ code: 'END', line: 12, index: 4, lastIndex: 5, expected: 'a signed checkpoint of all entries last', came: '6 entries, 4 of them signed' });
  });

  it('is told to who looks on, piece by piece: entries with their hash, those of others without their text, heads as notes', async () => {
    const seen: string[] = [];
    const written = whole();
    const steps = verifySteps(piecesOf(written.bundle(), 200), { sha256, verifyEd25519 }, {
      leaf: (index, hash, line) => void seen.push(`${index} ${line === null ? 'foreign' : line.act} ${line === null ? '' : Buffer.from(leafHash(sha256, line.bytes)).equals(hash)}`),
      head: (checkpoint, note) => void seen.push(`head ${checkpoint.size} ${note.split('\n')[1] ?? ''}`),
      document: (line, committed) => void seen.push(`${line.kind} ${committed.number} ${line.document}`),
    });
    const pieces: string[] = [];
    let step = await steps.next();
    for (; step.done !== true; step = await steps.next()) pieces.push(step.value.origin);
    expect(seen).toEqual(['0 deposit true', '1 foreign ', 'head 2 2', '2 issue-document true', 'receipt R8-1 受領', '3 open-paper true', 'confirmation-record R8-2 確認', 'head 4 4']);
    expect([pieces.length > 3, new Set(pieces), step.value.ok]).toEqual([true, new Set([ORIGIN]), true]);
  });

  it('waits for who looks on, and takes their word that something does not hold', async () => {
    let done = 0;
    const later = (): Promise<void> => new Promise((resolve) => { setImmediate(() => { done += 1; resolve(); }); });
    expect((await verifyBundle(piecesOf(whole().bundle()), { sha256, verifyEd25519, isSigned: () => Promise.resolve(true) }, { head: later, document: later })).ok).toBe(true);
    expect(done).toBe(4);
    await expect(verifyBundle(piecesOf(whole().bundle()), { sha256, verifyEd25519 }, { document: () => Promise.reject(new Error('a bug')) })).rejects.toThrow('a bug');
    await expect(verifyBundle(piecesOf(whole().bundle()), { sha256, verifyEd25519 }, { head: () => Promise.reject(new Error('a bug')) })).rejects.toThrow('a bug');
  });
});

describe('the signatures of documents', () => {
  it('are asked for with the header\'s certificates, of signed documents alone', async () => {
    const asked: unknown[] = [];
    const isSigned = (...given: unknown[]): Promise<boolean> => {
      asked.push(given);
      return Promise.resolve(true);
    };
    expect(await verify(whole().bundle({ certificates: ['c'] }), { isSigned })).toMatchObject({ ok: true, unverifiable: [{ what: 'foreign-entries' }] });
    expect(asked).toEqual([['受領', 's', ['c']]]);
  });

  it('that do not hold are named with their document', async () => {
    for (const given of [{ isSigned: () => Promise.resolve(false) }]) {
      expect(await badOf(whole().bundle(), given)).toEqual({ code: 'DOCUMENT_SIGNATURE', line: 7, index: 2, lastIndex: 2, expected: 'receipt R8-1 signed by one of the gateway\'s certificates', came: 'no signature of theirs over it', document: 'receipt R8-1' });
      const observed = await verifyBundle(piecesOf(whole().bundle()), { sha256, verifyEd25519, ...given }, { document: () => Promise.resolve() });
      expect(observed.firstBad?.code).toBe('DOCUMENT_SIGNATURE');
    }
  });
});

describe('what stops a verification', () => {
  it('is placed by the line and the entry, in words', async () => {
    const of = (text: string, place = 3): string => whole().bundle().split('\n').toSpliced(place, 1, text).join('\n');
    expect(await badOf(of('{}'))).toEqual({ code: 'LINE', line: 4, index: 1, lastIndex: 1, expected: 'a line that is an entry, a foreign leaf, a checkpoint, an opening or a document', came: 'a line of another form' });
    expect(await badOf(of('x'.repeat(MOST_LINE_BYTES + 1)))).toMatchObject({ code: 'LINE', line: 4, index: 1, came: 'a line of another form' });
    expect(await badOf(writing().entry().entry({}, 2).head().bundle())).toEqual({ code: 'INDEX', line: 3, index: 1, lastIndex: 1, expected: 'entry 1', came: 'entry 2' });
    expect(await badOf(writing().entry().foreign({}, 0).head().bundle())).toMatchObject({ code: 'INDEX', index: 1, came: 'entry 0' });
    const changed = await badOf(whole().bundle().replace('"number":"R8-1"', '"number":"R8-9"'));
    expect(changed).toMatchObject({ code: 'LEAF', index: 2, expected: expect.stringMatching(/^an entry with leaf hash [A-Za-z0-9+/]{43}=$/) as string, came: expect.stringMatching(/^one with [A-Za-z0-9+/]{43}=: its text was changed$/) as string });
    // An entry of another place is out of place first, changed or not.
    expect(await badOf(writing().entry().line(writing().entry({}, 5).bundle().split('\n')[1]?.replace('deposit', 'approve') ?? '').bundle())).toMatchObject({ code: 'INDEX', index: 1, came: 'entry 5' });
  });

  it('is not the bundle where a disk fails or a bug strikes', async () => {
    const broken = async function* (text: string): AsyncGenerator<Uint8Array> {
      yield* piecesOf(text);
      await Promise.reject(new Error('EIO'));
    };
    await expect(verifyBundle(broken(whole().bundle()), { sha256, verifyEd25519 })).rejects.toThrow(/^EIO$/);
    await expect(verifyBundle(broken(''), { sha256, verifyEd25519 })).rejects.toMatchObject({ name: 'BundleUnreadable', message: 'this is not a ledger export, or it cannot be read', cause: { message: 'EIO' } });
    await expect(verify(whole().bundle(), { verifyEd25519: () => { throw new Error('no such algorithm'); } })).rejects.toThrow('no such algorithm');
  });

  it('is no header: then it is no bundle', async () => {
    await expect(verify('')).rejects.toEqual(new BundleUnreadable('expected a ledger export, an empty file came'));
    await expect(verify('{}\n')).rejects.toMatchObject({ name: 'BundleUnreadable', message: expect.stringMatching(/^this is not a ledger export: expected a line \{"header"/) as string, cause: { name: 'LineMalformed' } });
  });
});

describe('the keys of a bundle', () => {
  const [own, next, other] = [SIGNER, signerOf(2), signerOf(3)] as const;

  it('must have one that the auditor holds', async () => {
    expect((await verify(whole().bundle(), { vkeys: [other.vkey, own.vkey] })).ok).toBe(true);
    expect(await verify(whole().bundle(), { vkeys: [other.vkey, next.vkey] })).toMatchObject({
      ok: false, entries: 0, foreign: 0, checkpoints: 0, openings: 0, documents: 0, head: null, unverifiable: [], witnesses: [],
      firstBad: { code: 'KEY', line: 1, index: null, lastIndex: null, expected: `a ledger signed by ${other.vkey} or ${next.vkey}`, came: `one that names ${own.vkey}` },
    });
    expect(await badOf(whole().bundle({ vkeys: [own.vkey, next.vkey] }))).toMatchObject({ code: 'KEY', index: null, expected: 'an entry for each change to the next key that the header names', came: `none for ${next.vkey}` });
    expect((await verifyBundle(piecesOf(whole().bundle({ vkeys: ['nonsense'] })), { sha256, verifyEd25519 })).firstBad).toMatchObject({ code: 'SIGNATURE', index: null, lastIndex: null, expected: 'keys and checkpoints that verify' });
    expect(await badOf(whole().bundle(), { vkeys: ['nonsense', own.vkey] })).toMatchObject({ code: 'SIGNATURE', expected: 'keys and checkpoints that verify' });
  });

  it('end with one of its name', async () => {
    const moved = signerOf(2, 'b.example/ledger');
    expect(await badOf(whole().bundle({ vkeys: [moved.vkey, own.vkey] }))).toMatchObject({ code: 'SIGNATURE', line: 5, index: 0, lastIndex: 1, expected: `a checkpoint of 2 entries signed by ${moved.name} (${moved.keyId})` });
    expect(await badOf(whole().bundle({ vkeys: [own.vkey, moved.vkey] }))).toMatchObject({ code: 'KEY', index: null, expected: `keys of ${ORIGIN}`, came: `keys of ${ORIGIN}, b.example/ledger` });
  });

  it('change by an entry, and the head over it bears both signatures', async () => {
    const turn = { act: 'rotate-ledger-key', facts: { from: own.vkey, to: next.vkey } };
    const vkeys = [own.vkey, next.vkey];
    expect(await verify(writing().entry().head().entry(turn).head({}, own, next).entry().head({}, next).bundle({ vkeys }))).toMatchObject({ ok: true, checkpoints: 3 });
    expect(await badOf(writing().entry().head().entry(turn).head({}, own).bundle({ vkeys }))).toMatchObject({ code: 'ROTATION', line: 5, index: 1, lastIndex: 1, expected: `a checkpoint of 2 entries signed by ${ORIGIN} (${own.keyId}) and ${ORIGIN} (${next.keyId})` });
    expect(await badOf(writing().entry().head().entry(turn).head({}, own, next).entry().head({}, own).bundle({ vkeys }))).toMatchObject({ code: 'SIGNATURE', index: 2, lastIndex: 2, expected: `a checkpoint of 3 entries signed by ${ORIGIN} (${next.keyId})` });
    // What was refused turned nothing, and neither did an entry of another act with the same facts.
    for (const vain of [{ ...turn, result: 'refused' as const }, { ...turn, act: 'deposit' }]) expect(await verify(writing().entry(vain).head().bundle())).toMatchObject({ ok: true });
  });
});

describe('witnesses that the auditor names', () => {
  const witness = createCosigner('witness.example/w', new Uint8Array(32).fill(8));
  const stranger = createCosigner('witness.example/x', new Uint8Array(32).fill(9));
  const witnessed = (...sizes: number[]): string => {
    const written = writing();
    for (let size = 1; size <= 3; size += 1) written.entry().head();
    return written.bundle().split('\n').map((line) => {
      if (!line.startsWith('{"checkpoint"')) return line;
      const { checkpoint: note } = JSON.parse(line) as { checkpoint: string };
      const size = Number(note.split('\n')[1]);
      return sizes.includes(size) ? JSON.stringify({ checkpoint: note + cosign(parseNote(note).text, witness, 1000 * size) }) : line;
    }).join('\n');
  };

  it('vouch up to the largest head that bears their cosignature', async () => {
    const witnesses = [witness.vkey, stranger.vkey];
    expect((await verify(witnessed(1, 2), { witnesses })).witnesses).toEqual([{ witness: witness.name, size: 2, seconds: 2000 }, { witness: stranger.name, size: null, seconds: null }]);
    expect((await verify(witnessed(), { witnesses: [witness.vkey] })).witnesses).toEqual([{ witness: witness.name, size: null, seconds: null }]);
    expect((await verify(witnessed(1, 2, 3))).witnesses).toEqual([]);
  });

  it('vouch for the largest size, and of two cosignatures of it by the later one', async () => {
    const cosigned = (seconds: number): string => { const note = writing().head().note(); return note + cosign(parseNote(note).text, witness, seconds); };
    const check = createWitnessCheck([witness.vkey], { sha256, verifyEd25519 });
    for (const [size, seconds, told] of [[0, 1, [0, 1]], [5, 2, [5, 2]], [3, 3, [5, 2]], [5, 4, [5, 4]]] as const) {
      await check.take(cosigned(seconds), size);
      expect(check.vouched()).toEqual([{ witness: witness.name, size: told[0], seconds: told[1] }]);
    }
  });

  it('whose cosignature does not hold make the head bad', async () => {
    const [note, line] = [writing().entry().head().note(), cosign(parseNote(writing().entry().entry().head().note()).text, witness, 5)];
    const text = writing().entry().line(`${JSON.stringify({ checkpoint: note + line })}\n`).bundle();
    expect((await verify(text)).ok).toBe(true);
    expect(await badOf(text, { witnesses: [witness.vkey] })).toMatchObject({ code: 'SIGNATURE', line: 3, came: expect.stringContaining('does not fit the head') as string });
  });
});

describe('a bundle of the former format', () => {
  const former = (written: Writing): string => written.bundle({ format: FORMER_FORMAT }).replace('"certificates":[],', '');

  it('has texts and no documents', async () => {
    expect(await verify(former(writing().entry({ texts: { note: '至急' } }).opening('note', '至急').entry(issued('R8-1', '受領')).head()))).toMatchObject({ ok: true, openings: 1, documents: 0, unverifiable: [{ what: 'documents-not-included', count: 1 }] });
    expect(await badOf(former(writing().entry(issued('R8-1', '受領')).document('receipt', '受領').head()))).toMatchObject({ code: 'LINE', index: 1, expected: `no documents in a bundle of format ${FORMER_FORMAT}` });
  });
});
