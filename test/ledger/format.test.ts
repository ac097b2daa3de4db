import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { documentHash } from '../../server/ledger/committed.ts';
import type { DocumentSource } from '../../server/ledger/document-source.ts';
import { sha256 } from '../../server/ledger/node-primitives.ts';
import { KOTO, openTemporaryLedger, ORIGIN, restartSalts, SEED, SUMIDA } from './temporary-ledger.ts';

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
async function exampleBundle(): Promise<string> {
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
    return await example.bundle();
  } finally {
    await example.close();
  }
}

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

  it('has every attack that is tried on a real gateway in its table, under the name of its test', async () => {
    const titles = Array.from((await file('test/ledger/real-attacks.test.ts')).matchAll(/it\('\[H 102\] ([^:]+):/g), (found) => found[1]!.replaceAll('\\', ''));
    const table = (await file('server/ledger/FORMAT.md')).split('\n## ').find((section) => section.startsWith('Attacks'))!;
    expect(titles.length).toBeGreaterThan(7);
    for (const title of titles) expect(table).toContain(`| ${title} |`);
  });
});
