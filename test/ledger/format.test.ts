import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { documentHash } from '../../server/ledger/committed.ts';
import type { DocumentSource } from '../../server/ledger/document-source.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseVerifierKey } from '../../server/ledger/note.ts';
import { verifyProof } from '../../server/ledger/tlog-proof.ts';
import { jsonEnd, jsonHead, jsonRow } from '../../server/records/papers/extract-lines.ts';
import { KOTO, openTemporaryLedger, ORIGIN, restartSalts, SEED, SUMIDA, type TemporaryLedger } from './temporary-ledger.ts';

const file = (name: string): Promise<string> => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

const RECEIPT = '{"entry":2,"kind":"受領書","number":"R8-1","transfer":"t-7"}';
const RECORD = '{"content":"電磁的媒体","kind":"medium","label":"R8-4","quantity":1,"transfer":"t-7","unit":"枚","version":1,"ward":["佐藤 花子"]}';
const SALT = Uint8Array.from({ length: 32 }, (_, i) => 0xa0 + i);
/** A receipt whose signature stands for any armored text, and a 確認書 under its salt. */
const exampleDocuments: DocumentSource = {
  certificates: () => Promise.resolve(['-----BEGIN PGP PUBLIC KEY BLOCK-----\n…\n-----END PGP PUBLIC KEY BLOCK-----\n']),
  documents: (_tx, entries) => Promise.resolve(new Map(entries.map(({ index, committed: { kind, salted } }) => [
    index, salted ? { index, kind, document: RECORD, signature: '', salt: SALT } : { index, kind, document: RECEIPT, signature: '-----BEGIN PGP SIGNATURE-----\n…\n-----END PGP SIGNATURE-----\n', salt: null },
  ]))),
};

/** The small ledger of FORMAT.md: seven entries, two municipalities, two texts, two documents, one wiping, heads at 1, 3 and 7. */
async function withExample<T>(work: (example: TemporaryLedger) => Promise<T>): Promise<T> {
  restartSalts();
  const example = await openTemporaryLedger(SEED, ORIGIN, exampleDocuments);
  try {
    await example.append({ transfer: 't-7', engagement: 'e-3', contractor: 'c-2', facts: { files: 1, size: 1048576 }, texts: { 'file-1': '納付書宛名_髙橋.csv' } });
    await example.ledger.sign();
    await example.append({ municipality: KOTO, transfer: 't-8', texts: { 'file-1': '他団体.csv' } });
    await example.append({ act: 'approve', result: 'refused', code: 'SELF_APPROVAL', transfer: 't-9', texts: { comment: '至急' } });
    await example.ledger.sign();
    await example.append({ act: 'open-paper', actor: { system: true }, transfer: 't-7', facts: { label: 'R8-4', kind: 'medium', version: 1, commitment: documentHash(sha256, RECORD, SALT) } });
    await example.append({ act: 'issue-document', actor: { system: true }, transfer: 't-7', facts: { kind: 'receipt', number: 'R8-1', sha256: documentHash(sha256, RECEIPT, null) } });
    await example.store.change((tx) => example.ledger.wipeTexts(tx, { at: '2026-04-02T00:30:00.000Z', actor: { system: true }, municipality: SUMIDA, transfer: 't-7' }));
    await example.append({ at: '2026-04-02T00:31:00.000Z', act: 'strangers', result: 'refused', actor: { strangers: true }, municipality: undefined, facts: { fromMinute: '2026-04-02T00:30:00.000Z', toMinute: '2026-04-02T00:30:00.000Z', counts: [{ kind: 'sign-in-failed', listener: 'ward', count: 12 }] } });
    return await work(example);
  } finally {
    await example.close();
  }
}

const exampleBundle = (): Promise<string> => withExample((example) => example.bundle());

/** What 佐藤 did in that ledger, as an extract of its municipality has it. */
const exampleExtract = (): Promise<string> => withExample(async ({ ledger, store }) => {
  const checkpoint = await ledger.checkpoint();
  const rows = await store.read.selectFrom('ledger_entries').selectAll().where('municipality_id', '=', SUMIDA).where('actor_id', '=', 'p-sato').orderBy('idx').execute();
  const told = rows.map((row) => ({ row, code: null, actor: 'gateway' as const, transferNumber: null, contractor: null, engagement: null }));
  const lines = await Promise.all(told.map(async (entry) => jsonRow(entry, await ledger.inclusionProof(entry.row.idx, 7))));
  const leaves = createHash('sha256');
  for (const { leaf_hash: leaf } of rows) leaves.update(leaf);
  return [jsonHead({ at: '2026-04-02T01:00:00.000Z', municipality: SUMIDA, number: 'R8-2', proofs: true, size: 7, vkey: ledger.vkey }), ...lines, jsonEnd({ count: rows.length, rows: leaves.digest('hex') }, checkpoint)].join('');
});

describe('FORMAT.md', () => {
  it('opens with the bytes that the ledger writes, and shows the bundle whole', async () => {
    const bundle = await exampleBundle();
    expect(bundle).toBe(await file('test/vectors/ledger/bundle.jsonl'));
    const format = await file('server/ledger/FORMAT.md');
    const entry = bundle.split('\n')[1]!.slice('{"entry":'.length, -55);
    const opening = format.slice(0, format.indexOf('\n## '));
    expect(opening).toContain(entry);
    expect(opening).toContain(bundle.split('\n')[1]!.slice(-46, -2));
    for (const line of bundle.trimEnd().split('\n')) expect(format).toContain(line);
    const head = (JSON.parse(bundle.trimEnd().split('\n').at(-1)!) as { checkpoint: string }).checkpoint;
    for (const line of head.trimEnd().split('\n')) expect(format).toContain(line);
  });

  it('shows an extract of that ledger as it is made, and what it says of checking one is enough', async () => {
    const extract = await exampleExtract();
    const section = (await file('server/ledger/FORMAT.md')).split('\n## ').find((one) => one.startsWith('Extract of the log'))!;
    const shown = /```\n([^]*?\n)```/.exec(section)![1]!;
    expect(shown).toBe(extract);
    // From here on nothing but what the section says.
    const lines = shown.trimEnd().split('\n');
    const { header } = JSON.parse(lines[0]!) as { header: { format: string; proofs: boolean; size: number; vkey: string } };
    const { checkpoint } = JSON.parse(lines.at(-1)!) as { checkpoint: string };
    const { end } = JSON.parse(lines.at(-2)!) as { end: { count: number; rows: string } };
    expect([header.format, header.proofs, end.count]).toEqual(['kagibako-ledger-extract@1', true, lines.length - 3]);
    const rows = createHash('sha256');
    for (const line of lines.slice(1, -2)) {
      const cut = line.lastIndexOf(',"leaf":"');
      const { leaf, proof } = JSON.parse(`{${line.slice(cut + 1)}`) as { leaf: string; proof: string[] };
      const hash = createHash('sha256').update(Buffer.from([0])).update(line.slice(9, cut), 'utf8').digest();
      expect(hash.toString('base64')).toBe(leaf);
      rows.update(hash);
      const { index } = JSON.parse(line.slice(9, cut)) as { index: number };
      await verifyProof(`c2sp.org/tlog-proof@v1\nindex ${index}\n${proof.map((one) => `${one}\n`).join('')}\n${checkpoint}`, hash, { origin: ORIGIN, keys: [parseVerifierKey(sha256, header.vkey)], sha256, verifyEd25519 });
    }
    expect(rows.digest('hex')).toBe(end.rows);
  });

  it('has every attack that is tried on a real gateway in its table, under the name of its test', async () => {
    const titles = Array.from((await file('test/ledger/real-attacks.test.ts')).matchAll(/it\('\[H 102\] ([^:]+):/g), (found) => found[1]!.replaceAll('\\', ''));
    const table = (await file('server/ledger/FORMAT.md')).split('\n## ').find((section) => section.startsWith('Attacks'))!;
    expect(titles.length).toBeGreaterThan(7);
    for (const title of titles) expect(table).toContain(`| ${title} |`);
  });
});
