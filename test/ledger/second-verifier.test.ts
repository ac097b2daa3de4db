/** The verifier in test/second-verifier was written in Python from FORMAT.md alone: on good bundles and on tampered ones it says what ours says, code and place. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { documentHash } from '../../server/ledger/committed.ts';
import type { DocumentSource } from '../../server/ledger/document-source.ts';
import { utf8 } from '../../server/ledger/encoding.ts';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { changeLedgerKey } from '../../server/ledger/key-change.ts';
import { createLedger } from '../../server/ledger/ledger.ts';
import { openOrigin } from '../../server/ledger/open-origin.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseNote } from '../../server/ledger/note.ts';
import { BundleUnreadable, verifyBundle } from '../../server/ledger/verify.ts';
import { needs } from '../setup/programs.ts';
import { documentAt, headsOf, joined, lineOf, linesOf, recomputed, renumbered, withLine } from './tampering.ts';
import { KOTO, openTemporaryLedger, ORIGIN, SEED, someFacts, SUMIDA } from './temporary-ledger.ts';

const THIEF = new Uint8Array(32).fill(9);
const NEXT = new Uint8Array(32).fill(7);
const vkey = createSigner(ORIGIN, SEED).vkey;
const RECEIPT = '{"entry":2,"kind":"受領書","number":"R8-1","transfer":"t-0"}';
const RECORD = '{"label":"R8-4","ward":["佐藤 花子"]}';
const SALT = new Uint8Array(32).fill(3);
const source: DocumentSource = {
  certificates: () => Promise.resolve(['a certificate']),
  documents: (_tx, entries) => Promise.resolve(new Map(entries.filter(({ committed }) => committed.number !== 'R8-9').map(({ index, committed: { kind, salted } }) => [index, { index, kind, document: salted ? RECORD : RECEIPT, signature: '', salt: salted ? SALT : null }]))),
};

let folder: string;
let good: string;
let turned: string;
let moved: string;
let thousands: string;
let former: { readonly kept: string; readonly lost: string; readonly cited: string; readonly beyond: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-second-'));
  const temporary = await openTemporaryLedger(SEED, ORIGIN, source);
  for (let i = 0; i < 14; i += 1) {
    await temporary.append({ facts: { i, amount: 100 }, ...(i % 5 === 3 ? { municipality: KOTO } : {}), ...(i % 4 === 0 ? { transfer: `t-${i % 8}`, texts: { 'file-1': `宛名${i}.csv` } } : {}) });
    if ([0, 5].includes(i)) await temporary.ledger.sign();
  }
  await temporary.append({ act: 'issue-document', transfer: 't-0', facts: { kind: 'receipt', number: 'R8-1', sha256: documentHash(sha256, RECEIPT, null) } });
  await temporary.append({ act: 'open-paper', transfer: 't-0', facts: { label: 'R8-4', version: 1, commitment: documentHash(sha256, RECORD, SALT) } });
  await temporary.append({ act: 'issue-document', transfer: 't-0', facts: { kind: 'wipe-certificate', number: 'R8-9', sha256: documentHash(sha256, RECEIPT, null) } });
  await temporary.append({ act: 'wipe-texts', actor: { system: true }, facts: { ids: ['16:document'] } });
  await temporary.store.change((tx) => temporary.ledger.wipeTexts(tx, { at: '2026-04-02T00:00:00.000Z', actor: { system: true }, municipality: SUMIDA, transfer: 't-4' }));
  good = await temporary.bundle();
  const [from, to] = [createSigner(ORIGIN, SEED), createSigner(ORIGIN, NEXT)];
  await temporary.store.change((tx) => changeLedgerKey(tx, { ledger: temporary.ledger, from, to, origin: ORIGIN, by: '鍵 係', at: '2026-04-02T00:00:00.000Z', reach: () => undefined }));
  const later = createLedger({ store: temporary.store, signer: to, origin: ORIGIN, now: () => '2026-04-03T00:00:00.000Z', randomBytes: (size) => new Uint8Array(size).fill(5), source });
  await temporary.store.change((tx) => later.append(tx, someFacts()));
  await later.sign();
  await temporary.store.change((tx) => later.append(tx, someFacts()));
  turned = '';
  for await (const line of later.exportBundle(SUMIDA)) turned += line;
  await temporary.close();
  await moveOn();
  thousands = await ofThousands();
});

/** A ledger with the receipt of ten thousand files, which stands in one line of it. */
async function ofThousands(): Promise<string> {
  const receipt = JSON.stringify({ files: Array.from({ length: 10_000 }, (_, at) => ({ name: `納入通知書_${'あ'.repeat(60)}_${String(at)}.csv`, sha256: 'ab'.repeat(32), size: at })) });
  const temporary = await openTemporaryLedger(SEED, ORIGIN, { ...source, documents: (_tx, entries) => Promise.resolve(new Map(entries.map(({ index, committed: { kind } }) => [index, { index, kind, document: receipt, signature: '', salt: null }]))) });
  await temporary.append({ act: 'issue-document', transfer: 't-0', facts: { kind: 'receipt', number: 'R8-1', sha256: documentHash(sha256, receipt, null) } });
  const bundle = await temporary.bundle();
  await temporary.close();
  return bundle;
}

/** A ledger whose end was lost goes on under another name; it cites one head; people hold that one, others of before and after the loss, and one that is newer. */
async function moveOn(): Promise<void> {
  const [first, again] = [await openTemporaryLedger(SEED, ORIGIN, source), await openTemporaryLedger(SEED, ORIGIN, source)];
  const heads: string[] = [];
  for (let i = 0; i < 8; i += 1) {
    await first.append({ facts: { i } });
    if (i < 4) await again.append({ facts: { i } });
    if (i === 3) await again.ledger.sign();
    if ([3, 4, 5, 7].includes(i)) heads.push(await first.ledger.checkpoint());
  }
  const [kept = '', lost = '', cited = '', beyond = ''] = heads;
  former = { kept, lost, cited, beyond };
  const [from, to] = [createSigner(ORIGIN, SEED), createSigner(`${ORIGIN}-2`, SEED)];
  const later = createLedger({ store: again.store, signer: to, origin: to.name, now: () => '2026-04-03T00:00:00.000Z', randomBytes: (size) => new Uint8Array(size).fill(5), source });
  await again.store.change((tx) => openOrigin(tx, { ledger: later, former: from, signer: to, cited: parseCheckpoint(parseNote(cited).text), at: '2026-04-03T00:00:00.000Z' }));
  await again.store.change((tx) => later.append(tx, someFacts()));
  moved = '';
  for await (const line of later.exportBundle(SUMIDA)) moved += line;
  await first.close();
  await again.close();
}
afterAll(() => rm(folder, { recursive: true }));

interface Said { readonly unreadable: boolean; readonly code: string | null; readonly index: number | null }
interface Given { readonly vkeys?: readonly string[]; readonly known?: readonly string[] }

async function ours(text: string, { vkeys = [vkey], known = [] }: Given): Promise<Said> {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(utf8(text));
  }
  try {
    const { firstBad } = await verifyBundle(once(), { sha256, verifyEd25519, known, ...(vkeys.length > 0 ? { vkeys } : {}) });
    return { unreadable: false, code: firstBad?.code ?? null, index: firstBad?.index ?? null };
  } catch (error) {
    if (!(error instanceof BundleUnreadable)) throw error;
    return { unreadable: true, code: null, index: null };
  }
}

async function theirs(python: string, name: string, text: string, { vkeys = [vkey], known = [] }: Given): Promise<Said> {
  const file = join(folder, `${name}.jsonl`);
  await writeFile(file, text);
  const kept = await Promise.all(known.map(async (note, i) => {
    await writeFile(`${file}.${i}`, note);
    return ['--checkpoint', `${file}.${i}`];
  }));
  const args = [join(import.meta.dirname, '..', 'second-verifier', 'verify.py'), file, ...vkeys.flatMap((one) => ['--vkey', one]), ...kept.flat()];
  const { stdout } = await promisify(execFile)(python, args).catch((error: unknown) => error as { stdout: string });
  const said = JSON.parse(stdout) as { unreadable?: string; code?: string | null; index?: number | null };
  return { unreadable: said.unreadable !== undefined, code: said.code ?? null, index: said.index ?? null };
}

const without = (at: number): string => joined(linesOf(good).filter((_, i) => i !== at));
const doubled = (at: number): string => joined(linesOf(good).toSpliced(at, 0, linesOf(good)[at]!));
const cutAt = (note: string, size: number): string => joined(linesOf(good).slice(0, linesOf(good).findIndex((line) => line.startsWith('{"checkpoint"') && line.includes(note)) + 1)).replace(/"size":\d+/, `"size":${size}`);
const edited = (): string => good.replace('"amount":100,"i":7', '"amount":999,"i":7');
const stolen = { seed: SEED, origin: ORIGIN };
const isTurn = (line: string): boolean => line.includes('"checkpoint"') && (line.match(/— /g) ?? []).length === 2;

/** Name, the code that is expected, bundle, and what the reader holds. */
const CASES: readonly (readonly [string, string | null, () => string, (() => Given)?])[] = [
  ['good', null, () => good], ['good-known', null, () => good, () => ({ known: headsOf(good) })], ['good-own-key', null, () => good, () => ({ vkeys: [] })], ['edited', 'LEAF', edited],
  ['edited-with-hash', 'ROOT', () => recomputed(edited(), null)], ['deleted', 'INDEX', () => without(lineOf(good, 6))], ['deleted-renumbered', 'PLACE', () => recomputed(renumbered(without(lineOf(good, 7))), null)],
  ['inserted', 'INDEX', () => doubled(lineOf(good, 6))], ['reordered', 'INDEX', () => joined(linesOf(good).with(lineOf(good, 6), linesOf(good)[lineOf(good, 7)]!).with(lineOf(good, 7), linesOf(good)[lineOf(good, 6)]!))],
  ['cut', 'END', () => joined(linesOf(good).slice(0, -1))], ['cut-with-header', null, () => cutAt('\\n6\\n', 6).replace('"openings":true', '"openings":false')], ['cut-known', 'TAIL_CUT', () => cutAt('\\n6\\n', 6), () => ({ known: headsOf(good) })],
  ['other-key', 'KEY', () => recomputed(good, { seed: THIEF, origin: ORIGIN })], ['forged-signature', 'SIGNATURE', () => recomputed(good, { seed: THIEF, origin: ORIGIN }).replace(createSigner(ORIGIN, THIEF).vkey, vkey)],
  ['recomputed-stolen', null, () => recomputed(edited(), stolen)], ['recomputed-known', 'KNOWN_ROOT', () => recomputed(edited(), stolen), () => ({ known: headsOf(good) })],
  ['text-changed', 'OPENING', () => good.replace('"text":"宛名0.csv"', '"text":"宛名1.csv"')], ['text-gone', 'TEXT_MISSING', () => without(linesOf(good).findIndex((line) => line.includes('宛名0.csv')))],
  ['document-edited', 'DOCUMENT', () => withLine(good, documentAt(good, 'receipt'), (line) => line.replace('R8-1', 'R8-2'))], ['document-exchanged', 'DOCUMENT', () => withLine(good, documentAt(good, 'receipt'), (line) => line.replace('"kind":"receipt"', '"kind":"wipe-certificate"'))],
  ['document-salt', 'DOCUMENT', () => good.replace('"salt":"0303', '"salt":"0304')], ['document-gone', 'DOCUMENT_MISSING', () => without(documentAt(good, 'confirmation-record'))], ['document-twice', 'DOCUMENT', () => doubled(documentAt(good, 'receipt'))],
  ['document-wiping-untold', 'DOCUMENT_MISSING', () => recomputed(good.replace('"16:document"', '"15:document"'), stolen)], ['turned', null, () => turned], ['turned-new-key', null, () => turned, () => ({ vkeys: [createSigner(ORIGIN, NEXT).vkey] })],
  ['turned-old-alone', 'ROTATION', () => joined(linesOf(turned).map((line) => (isTurn(line) ? line.replace(/\\n— [^—]*\\n"\}$/, '\\n"}') : line)))], ['turned-hidden', 'ROTATION', () => turned.replace(/"vkeys":\["([^"]*)","[^"]*"\]/, '"vkeys":["$1"]')],
  ['turned-not', 'KEY', () => good.replace(/"vkeys":\["([^"]*)"\]/, `"vkeys":["$1","${createSigner(ORIGIN, NEXT).vkey}"]`)], ['space', 'LINE', () => withLine(good, 4, (line) => line.replace(':', ': '))], ['half', 'LINE', () => withLine(good, 4, (line) => line.slice(0, 20))],
  ['long', 'LINE', () => withLine(good, 4, () => 'x'.repeat((16 << 20) + 1))], ['deep', 'LINE', () => withLine(good, 4, () => '['.repeat(50_000))], ['former-with-documents', 'LINE', () => good.replace('"certificates":["a certificate"],', '').replace('export@2', 'export@1')],
  ['moved', null, () => moved, () => ({ known: [former.kept, former.lost, former.cited, ...headsOf(moved).slice(-1)] })], ['moved-new-key', null, () => moved, () => ({ vkeys: [createSigner(`${ORIGIN}-2`, SEED).vkey] })], ['moved-beyond', 'TAIL_CUT', () => moved, () => ({ known: [former.beyond] })],
  ['moved-old-alone', 'ROTATION', () => joined(linesOf(moved).map((line) => (isTurn(line) ? line.replace(/\\n— [^—]*\\n"\}$/, '\\n"}') : line)))], ['moved-hidden', 'SIGNATURE', () => moved.replace(/"vkeys":\["[^"]*",/, '"vkeys":['), () => ({ vkeys: [] })], ['moved-name', 'KEY', () => moved.replace(`"origin":"${ORIGIN}-2"`, `"origin":"${ORIGIN}"`)],
  ['thousands', null, () => thousands], ['empty', null, () => ''], ['noise', null, () => 'PDF\n'], ['later-format', null, () => good.replace('export@2', 'export@3')],
];

describe('the verifier in another language', () => {
  needs('python3', '[H 107] agrees with ours on good and bad bundles, code and place', async (python) => {
    const again = async ([name, code, bundle, given = () => ({})]: (typeof CASES)[number]): Promise<void> => {
      const [mine, other] = [await ours(bundle(), given()), await theirs(python, name, bundle(), given())];
      expect.soft(mine.code, name).toBe(code);
      expect.soft(other, name).toEqual(mine);
    };
    for (let at = 0; at < CASES.length; at += 4) await Promise.all(CASES.slice(at, at + 4).map(again));
  });

  needs('python3', 'reads the bundle that FORMAT.md shows, and the former one', async (python) => {
    for (const name of ['bundle', 'bundle-1']) {
      const text = await readFile(join(import.meta.dirname, '..', 'vectors', 'ledger', `${name}.jsonl`), 'utf8');
      expect(await theirs(python, name, text, {})).toEqual({ unreadable: false, code: null, index: null });
    }
  });
});
