/** Heads, texts and documents of bundles written in memory: against what the auditor holds, and against what their entries commit to. */
import { describe, expect, it } from 'vitest';
import { CONFIRMATION, committedBy, DOCUMENT_ACTS, documentHash, nameOfDocument } from '../../server/ledger/committed.ts';
import { toBase64, toHex } from '../../server/ledger/encoding.ts';
import { parseLine, type EntryLine } from '../../server/ledger/bundle.ts';
import { createDocuments } from '../../server/ledger/documents.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { openingOf } from '../../server/ledger/origin-opening.ts';
import { createTexts } from '../../server/ledger/texts.ts';
import { createUnopened, wipedIdsOf } from '../../server/ledger/unopened.ts';
import type { FirstBad, Verdict } from '../../server/ledger/verdict.ts';
import { verifyBundle, type VerifyOptions } from '../../server/ledger/verify.ts';
import { ORIGIN } from './temporary-ledger.ts';
import { issued, paper, piecesOf, SALT, SIGNER, signerOf, writing, type Writing } from './written-bundle.ts';

const verify = (text: string, options: Partial<VerifyOptions> = {}): Promise<Verdict> => verifyBundle(piecesOf(text), { sha256, verifyEd25519, vkeys: [SIGNER.vkey], ...options });
const badOf = async (text: string, options?: Partial<VerifyOptions>): Promise<FirstBad | undefined> => (await verify(text, options)).firstBad;
const root = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const ofSize = (size: number): Writing => {
  const written = writing();
  for (let i = 0; i < size; i += 1) written.entry();
  return written;
};
/** A head kept of the log at a size; with `byte`, of another history. */
const kept = (size: number, byte?: number): string => ofSize(size).head(byte === undefined ? {} : { root: root(byte) }).note();
const b64 = '[A-Za-z0-9+/]{43}=';

describe('the heads of a bundle', () => {
  it('stand where they say, over the very entries', async () => {
    expect(await badOf(ofSize(2).head().entry().head({ size: 2 }).bundle())).toEqual({ code: 'PLACE', line: 6, index: 3, lastIndex: 3, expected: 'a checkpoint of size 3', came: 'one of size 2' });
    expect(await badOf(ofSize(2).head().entry().entry().head({ root: root(7) }).bundle())).toEqual({ code: 'ROOT', line: 7, index: 2, lastIndex: 3, expected: `the signed root ${toBase64(root(7))} of 4 entries`, came: expect.stringMatching(new RegExp(`^root ${b64}: one of these entries is not the one that was signed$`)) as string });
    expect(await badOf(ofSize(2).head().head({ root: root(7) }).bundle())).toMatchObject({ code: 'ROOT', index: 1, lastIndex: 1 });
    expect(await badOf(writing().head({ root: root(7) }).bundle())).toMatchObject({ code: 'ROOT', index: 0, lastIndex: 0 });
    expect(await badOf(ofSize(2).head({ origin: 'other.example' }).bundle())).toMatchObject({ code: 'SIGNATURE', index: 0, lastIndex: 1, came: `expected a checkpoint of ${ORIGIN}, one of other.example came` });
  });
});

describe('heads that the auditor kept', () => {
  it('hold, in any order, of any size, the empty log\'s too', async () => {
    expect(await verify(ofSize(4).head().bundle(), { known: [kept(3), kept(0), kept(4), kept(3), kept(1)] })).toMatchObject({ ok: true, unverifiable: [] });
  });

  it('of another history are named at the first of them, between it and the last head that held', async () => {
    const text = ofSize(1).head().entry().entry().entry().head().bundle();
    const bad = await badOf(text, { known: [kept(4, 9), kept(1), kept(3, 7)] });
    expect(bad).toEqual({ code: 'KNOWN_ROOT', line: 5, index: 1, lastIndex: 2, expected: `the 3 entries of the checkpoint you hold, root ${toBase64(root(7))}`, came: expect.stringMatching(new RegExp(`^another history, root ${b64}$`)) as string });
    expect(await badOf(text, { known: [kept(0, 7)] })).toMatchObject({ code: 'KNOWN_ROOT', line: 1, index: 0, lastIndex: 0 });
    expect(await badOf(text, { known: [kept(3), kept(3, 7)] })).toMatchObject({ code: 'KNOWN_ROOT', index: 1, lastIndex: 2 });
  });

  it('of more entries than came show that the tail was cut off', async () => {
    expect(await badOf(ofSize(2).head().bundle(), { known: [kept(5), kept(3), kept(2)] })).toEqual({ code: 'TAIL_CUT', line: 4, index: 2, lastIndex: 2, expected: 'at least 5 entries: you hold a signed checkpoint of that size', came: '2 entries' });
  });

  it('count by a key that the auditor holds though the bundle does not name it, and by none else', async () => {
    const other = signerOf(3);
    const note = ofSize(1).head({ root: root(7) }, other).note();
    expect(await badOf(ofSize(2).head().bundle(), { known: [note] })).toMatchObject({ code: 'SIGNATURE', line: 1, index: null, expected: 'keys and checkpoints that verify' });
    expect(await badOf(ofSize(2).head().bundle(), { known: [note], vkeys: [SIGNER.vkey, other.vkey] })).toMatchObject({ code: 'KNOWN_ROOT', index: 0 });
    expect((await verifyBundle(piecesOf(ofSize(2).head().bundle()), { sha256, verifyEd25519, known: [kept(1)] })).ok).toBe(true);
    const foreign = ofSize(1).head({ origin: 'other.example' }).note();
    expect(await badOf(ofSize(2).head().bundle(), { known: [foreign] })).toMatchObject({ code: 'SIGNATURE', came: `expected a checkpoint of ${ORIGIN}, one of other.example came` });
  });
});

describe('a ledger that goes on under another name', () => {
  const moved = signerOf(2, 'b.example/ledger');
  const vkeys = [SIGNER.vkey, moved.vkey];
  const cites = (size: number, at: Uint8Array): object => ({ act: 'open-origin', facts: { origin: ORIGIN, size, root: toBase64(at), from: SIGNER.vkey, to: moved.vkey } });
  /** Three entries of the old name, then the opening that cites `size` of them. */
  const opened = (size: number, at: Uint8Array = ofSize(5).tree.root()): string => {
    const written = writing(moved).entry().entry().entry().head({ origin: ORIGIN }, SIGNER).entry(cites(size, at)).head({}, moved, SIGNER);
    return written.entry().head().bundle({ vkeys });
  };

  it('leaves behind the heads that it lost and cites, and says how many', async () => {
    expect(await verify(opened(5), { known: [kept(3), kept(4), kept(5)] })).toMatchObject({ ok: true, unverifiable: [{ what: 'heads-lost', count: 2 }] });
    expect(await verify(opened(5), { known: [kept(2)] })).toMatchObject({ ok: true, unverifiable: [] });
  });

  it('cites the newest head that anybody holds, and its root', async () => {
    expect(await badOf(opened(4), { known: [kept(5)] })).toMatchObject({ code: 'TAIL_CUT', index: 3, lastIndex: 3, expected: 'a new origin that cites the newest head known, at least 5 entries: you hold it signed', came: 'one that cites 4 entries' });
    expect(await badOf(opened(5, root(7)), { known: [kept(5)] })).toMatchObject({ code: 'KNOWN_ROOT', index: 3, expected: `a new origin that cites the head you hold, root ${toBase64(ofSize(5).tree.root())}`, came: `one that cites root ${toBase64(root(7))}` });
    expect(await badOf(opened(5, root(7)), { known: [kept(4)] })).toBeUndefined();
  });

  it('leaves nothing of the new name behind', async () => {
    const beyond = writing(moved).head({ size: 9, root: root(7) }).note();
    expect(await badOf(opened(9), { known: [beyond] })).toMatchObject({ code: 'TAIL_CUT', index: 5, came: '5 entries' });
    // An opening out of its place leaves nothing behind either: that is said first.
    expect(await badOf(writing().entry().entry(cites(5, root(7)), 4).head().bundle(), { known: [kept(5)] })).toMatchObject({ code: 'INDEX', index: 1, came: 'entry 4' });
  });

  it('is read from an entry of that act, done, with every fact', () => {
    const entry = { act: 'open-origin', result: 'done', facts: { origin: 'a', size: 4, root: toBase64(root(1)), from: 'f', to: 't' } };
    expect(openingOf(entry)).toEqual({ origin: 'a', size: 4, root: root(1), from: 'f', to: 't' });
    for (const wrong of [{ act: 'deposit' }, { result: 'refused' }, { facts: 'x' }]) expect(openingOf({ ...entry, ...wrong })).toBeNull();
    for (const wrong of [{ origin: 1 }, { size: '4' }, { root: toBase64(root(1).subarray(1)) }, { root: 'x' }, { root: 7 }, { from: 1 }, { to: null }]) expect(openingOf({ ...entry, facts: { ...entry.facts, ...wrong } })).toBeNull();
  });
});

describe('texts', () => {
  const promised = (): Writing => writing().entry({ transfer: 't', texts: { a: '一', b: '二' } });
  const missing = { code: 'TEXT_MISSING', expected: 'the text behind each commitment, or an entry that says it was wiped', came: 'neither' };

  it('stand right after their entry, each once and as committed to', async () => {
    expect(await verify(promised().opening('b', '二').opening('a', '一').head().bundle())).toMatchObject({ ok: true, openings: 2, unverifiable: [] });
    const once = 'openings of the entry just before them, each once';
    expect(await badOf(promised().opening('a', '一').opening('a', '一').head().bundle())).toEqual({ code: 'OPENING', line: 4, index: 0, lastIndex: 0, expected: once, came: 'one of entry 0, a' });
    expect(await badOf(writing().opening('a', '一', { index: 0 }).bundle())).toMatchObject({ code: 'OPENING', index: 0, expected: once });
    expect(await badOf(promised().opening('a', '一', { index: 1 }).bundle())).toMatchObject({ code: 'OPENING', index: 1, came: 'one of entry 1, a' });
    expect(await badOf(promised().opening('c', '一').bundle())).toMatchObject({ came: 'one of entry 0, c' });
    expect(await badOf(promised().head().opening('a', '一').bundle())).toMatchObject({ code: 'OPENING', came: 'one of entry 0, a' });
    for (const [text, salt] of [['三', SALT], ['一', root(1)]] as const) expect(await badOf(promised().opening('a', text, { salt }).bundle())).toMatchObject({ code: 'OPENING', index: 0, expected: expect.stringMatching(/^the text committed to as a, [0-9a-f]{64}$/) as string, came: 'another text or salt' });
  });

  it('that are gone are named by the first entry, unless one after it says they were wiped', async () => {
    expect(await badOf(promised().opening('b', '二').head().bundle())).toMatchObject({ ...missing, index: 0, lastIndex: 0 });
    expect(await badOf(writing().entry().entry({ texts: { a: '一' } }).entry({ texts: { a: '一' } }).head().bundle())).toMatchObject({ ...missing, index: 1 });
    const wiped = { act: 'wipe-texts', transfer: 't' } as const;
    expect(await verify(promised().opening('b', '二').entry(wiped).head().bundle())).toMatchObject({ ok: true, openings: 1, unverifiable: [{ what: 'texts-wiped', count: 1 }] });
    expect(await verify(promised().entry({ act: 'wipe-texts', facts: { ids: ['0:a', '0:b', '9:x'] } }).head().bundle())).toMatchObject({ ok: true, unverifiable: [{ what: 'texts-wiped', count: 2 }] });
    for (const vain of [{ ...wiped, result: 'refused' as const }, { ...wiped, transfer: 'u' }, { ...wiped, act: 'deposit' }, { act: 'wipe-texts', transfer: 't', facts: { ids: ['0:a'] } }, { act: 'wipe-texts' }]) expect(await badOf(promised().entry(vain).head().bundle())).toMatchObject({ ...missing, index: 0 });
    expect(await badOf(writing().entry({ ...wiped, texts: { a: '一' } }).head().bundle())).toMatchObject({ ...missing, index: 0 });
    // A text without a transfer is wiped by its id alone.
    expect(await badOf(writing().entry({ texts: { a: '一' } }).entry({ act: 'wipe-texts' }).head().bundle())).toMatchObject({ ...missing, index: 0 });
  });

  it('that a bundle does not promise are counted', async () => {
    expect(await verify(promised().foreign().entry({ texts: { a: '一' } }).head().bundle({ openings: false }))).toMatchObject({ ok: true, openings: 0, unverifiable: [{ what: 'foreign-entries' }, { what: 'texts-not-included', count: 3 }] });
  });

  it('missing beyond any measure are refused before they fill the memory', () => {
    const line = (count: number): EntryLine => ({ ...entryOf({}), commitments: new Map(Array.from({ length: count }, (_, i) => [`n${i}`, ''])) });
    const texts = createTexts(true, sha256);
    texts.begin(line(100_000));
    expect(() => { texts.close(); }).not.toThrow();
    texts.begin({ ...line(1), index: 1 });
    expect(() => { texts.close(); }).toThrow(expect.objectContaining({ code: 'TEXT_MISSING', index: 0 }) as Error);
  });

  it('wait by entry and by transfer, until one is accounted for', () => {
    const waiting = createUnopened();
    expect([waiting.oldest, waiting.size]).toEqual([null, 0]);
    waiting.add('4:a', 4, 't');
    waiting.add('5:a', 5, null);
    waiting.add('6:a', 6, 't');
    expect([waiting.oldest, waiting.size]).toEqual([4, 3]);
    expect([waiting.settle({ ids: null, transfer: 'u' }), waiting.settle({ ids: null, transfer: null }), waiting.settle({ ids: ['4:a', '4:a', '7:a'], transfer: null })]).toEqual([0, 0, 1]);
    expect([waiting.settle({ ids: null, transfer: 't' }), waiting.oldest]).toEqual([1, 5]);
    expect([waiting.settle({ ids: [], transfer: 't' }), waiting.settle({ ids: ['5:a'], transfer: 't' }), waiting.oldest, waiting.size]).toEqual([0, 1, null, 0]);
    // One wiped by its id leaves the others of its transfer where they were.
    for (const index of [8, 9, 10]) waiting.add(`${index}:a`, index, 't');
    expect([waiting.settle({ ids: ['8:a'], transfer: 't' }), waiting.settle({ ids: null, transfer: 't' }), waiting.size]).toEqual([1, 2, 0]);
  });

  it('named as wiped are ids that are text', () => {
    expect([wipedIdsOf({ ids: ['a', 1, 'b'] }), wipedIdsOf({ ids: 'a' }), wipedIdsOf({}), wipedIdsOf(null), wipedIdsOf(undefined), wipedIdsOf('ids')]).toEqual([['a', 'b'], [], null, null, null, null]);
  });
});

function entryOf(facts: Parameters<Writing['entry']>[0]): EntryLine {
  const line = parseLine(Buffer.from(writing().entry(facts).bundle().split('\n')[1] ?? ''));
  if (line.kind !== 'entry') throw new Error('expected an entry');
  return line;
}

describe('documents', () => {
  const receipt = (): Writing => writing().entry(issued('R8-1', '受領'));

  it('stand right after their entry, once and as committed to', async () => {
    expect(await verify(receipt().document('receipt', '受領').head().bundle())).toMatchObject({ ok: true, documents: 1 });
    const once = 'a document just after the entry that commits to it, once';
    expect(await badOf(receipt().document('receipt', '受領').document('receipt', '受領').bundle())).toEqual({ code: 'DOCUMENT', line: 4, index: 0, lastIndex: 0, expected: once, came: 'one of entry 0, receipt' });
    for (const wrong of [writing().document('receipt', '受領', { index: 0 }), writing().entry().document('receipt', '受領')]) expect(await badOf(wrong.bundle())).toMatchObject({ code: 'DOCUMENT', expected: once, came: 'one of entry 0, receipt' });
    expect(await badOf(receipt().document('receipt', '受領', { index: 1 }).bundle())).toMatchObject({ index: 1, expected: once });
    for (const [kind, text, salt] of [['receipt', '受領！', null], ['other', '受領', null], ['receipt', '受領', SALT]] as const) {
      expect(await badOf(receipt().document(kind, text, { salt }).bundle())).toEqual({
        code: 'DOCUMENT', line: 3, index: 0, lastIndex: 0, expected: `receipt R8-1 with hash ${documentHash(sha256, '受領', null)}`, came: `${kind} with hash ${documentHash(sha256, text, salt)}: it was changed or exchanged`, document: 'receipt R8-1',
      });
    }
    // A salted one without its salt, though the hash were to fit.
    expect(await badOf(writing().entry({ ...paper('R8-2', 1, '確認'), facts: { label: 'R8-2', version: 1, commitment: documentHash(sha256, '確認', null) } }).document(CONFIRMATION, '確認').bundle())).toMatchObject({ code: 'DOCUMENT', document: 'confirmation-record R8-2 version 1' });
    // The texts of an entry come before its document.
    expect(await badOf(writing().entry({ ...issued('R8-1', '受領'), texts: { a: '一' } }).document('receipt', '受領').opening('a', '一').head().bundle())).toMatchObject({ code: 'OPENING', index: 0 });
  });

  it('that are gone are named by the first, unless an entry says they were wiped', async () => {
    const gone = { code: 'DOCUMENT_MISSING', expected: 'the document receipt R8-1 of entry 0, or an entry that says it was wiped', came: 'neither', document: 'receipt R8-1' };
    expect(await badOf(receipt().entry(issued('R8-2', '別')).head().bundle())).toMatchObject({ ...gone, index: 0, lastIndex: 0 });
    const wiped = { act: 'wipe-texts', facts: { ids: ['0:document', '3:document'] } };
    expect(await verify(receipt().entry(wiped).head().bundle())).toMatchObject({ ok: true, documents: 0, unverifiable: [{ what: 'documents-wiped', count: 1 }] });
    for (const vain of [{ ...wiped, result: 'refused' as const }, { ...wiped, act: 'deposit' }, { act: 'wipe-texts' }]) expect(await badOf(receipt().entry(vain).head().bundle())).toMatchObject(gone);
    expect(await verify(receipt().head().bundle({ openings: false }))).toMatchObject({ ok: true, unverifiable: [{ what: 'documents-not-included', count: 1 }] });
  });

  it('missing beyond any measure are refused before they fill the memory', () => {
    const [documents, line] = [createDocuments(true, sha256), entryOf(issued('R8-1', '受領'))];
    for (let index = 0; index < 100_000; index += 1) documents.begin({ ...line, index });
    expect(() => { documents.close(); }).not.toThrow();
    documents.begin({ ...line, index: 100_000 });
    expect(() => { documents.close(); }).toThrow(expect.objectContaining({ code: 'DOCUMENT_MISSING', index: 0 }) as Error);
  });

  it('are committed to by entries of their acts, done, with every fact of the exact kind', () => {
    const hash = toHex(root(1));
    const issue = { act: 'issue-document', result: 'done', facts: { kind: 'receipt', number: 'R8-1', sha256: hash } };
    expect(committedBy(issue)).toEqual({ kind: 'receipt', number: 'R8-1', version: null, salted: false, hash });
    for (const facts of [{ kind: 1 }, { number: null }, { sha256: 'ab' }]) expect(committedBy({ ...issue, facts: { ...issue.facts, ...facts } })).toBeNull();
    for (const over of [{ result: 'refused' }, { facts: null }, { act: 'deposit' }]) expect(committedBy({ ...issue, ...over })).toBeNull();
    for (const act of DOCUMENT_ACTS.slice(1)) {
      const opened = { act, result: 'done', facts: { label: 'R8-2', version: 2, commitment: hash } };
      expect(committedBy(opened)).toEqual({ kind: 'confirmation-record', number: 'R8-2', version: 2, salted: true, hash });
      for (const facts of [{ label: 1 }, { version: '2' }, { commitment: 'ab' }]) expect(committedBy({ ...opened, facts: { ...opened.facts, ...facts } })).toBeNull();
      expect(committedBy({ ...opened, act: 'deposit' })).toBeNull();
    }
    expect([nameOfDocument({ kind: 'receipt', number: 'R8-1', version: null }), nameOfDocument({ kind: CONFIRMATION, number: 'R8-2', version: 2 })]).toEqual(['receipt R8-1', 'confirmation-record R8-2 version 2']);
  });
});
