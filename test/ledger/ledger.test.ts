import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCheckpoint, verifyCheckpoint } from '../../server/ledger/checkpoint.ts';
import { toHex, utf8 } from '../../server/ledger/encoding.ts';
import { buildEntry, commitment } from '../../server/ledger/entry.ts';
import { createLedger } from '../../server/ledger/ledger.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseNote, parseVerifierKey } from '../../server/ledger/note.ts';
import { verifyConsistency } from '../../server/ledger/proofs.ts';
import type { LedgerCode } from '../../server/ledger/refusal.ts';
import { verifyProof } from '../../server/ledger/tlog-proof.ts';
import { createFrontier, leafHash } from '../../server/ledger/tree.ts';
import { openTemporaryLedger, ORIGIN, SEED, someFacts } from './temporary-ledger.ts';
import type { TemporaryLedger } from './temporary-ledger.ts';

let opened: TemporaryLedger;
beforeEach(async () => void (opened = await openTemporaryLedger()));
afterEach(() => opened.close());

const withCode = (code: LedgerCode): Error => expect.objectContaining({ code }) as Error;
const headOf = (note: string) => parseCheckpoint(parseNote(note).text);
const rows = () => opened.store.read.selectFrom('ledger_entries').selectAll().orderBy('idx').execute();

describe('append', () => {
  it('numbers entries from 0 without gap, also when many changes ask at once', async () => {
    const indexes = await Promise.all(Array.from({ length: 40 }, () => opened.append()));
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect((await rows()).map(({ idx, bytes }) => [idx, (JSON.parse(bytes) as { index: number }).index])).toEqual(indexes.toSorted((a, b) => a - b).map((i) => [i, i]));
  });

  it('[I 4] stands or falls with the change it tells: a change that fails leaves no entry and no number used', async () => {
    await opened.append();
    await expect(opened.store.change(async (tx) => {
      await opened.ledger.append(tx, someFacts());
      throw new Error('the change failed');
    })).rejects.toThrow('the change failed');
    expect(await opened.append()).toBe(1);
    expect(await opened.store.read.selectFrom('ledger_nodes').select('idx').where('level', '=', 0).execute()).toHaveLength(2);
  });

  it('stores the tree that RFC 6962 defines', async () => {
    const tree = createFrontier(sha256);
    for (let i = 0; i < 37; i += 1) {
      await opened.append({ facts: { i } });
      const row = (await rows())[i]!;
      tree.push(leafHash(sha256, utf8(row.bytes)));
      const { size, root } = headOf(await opened.ledger.checkpoint());
      expect([size, toHex(root)]).toEqual([i + 1, toHex(tree.root())]);
    }
  });

  it('[H 106] keeps file names and free text out of the entry: a salted commitment there, the text in a row of its own', async () => {
    const { textIds, bytes } = await opened.store.change((tx) => opened.ledger.append(tx, someFacts({ transfer: 't-1', texts: { 'file-1': '山田太郎様.csv', note: '至急' } })));
    expect(bytes).not.toMatch(/山田|至急/);
    const texts = await opened.store.read.selectFrom('texts').selectAll().where('id', '=', textIds['file-1']!).execute();
    expect(texts).toMatchObject([{ text: '山田太郎様.csv', transfer_id: 't-1' }]);
    expect((JSON.parse(bytes) as { texts: Record<string, string> }).texts['file-1']).toBe(commitment(sha256, texts[0]!.salt, texts[0]!.text));
    expect(texts[0]!.salt).toHaveLength(32);
  });

  it('refuses a text that a bundle could not carry', async () => {
    await expect(opened.append({ texts: { note: '髙'.repeat(22_000) } })).rejects.toThrow(expect.objectContaining({ code: 'ENTRY_TOO_LARGE' }));
    expect(await rows()).toHaveLength(0);
  });

  it('knows the time of the newest entry', async () => {
    expect(await opened.ledger.lastEntryAt()).toBeNull();
    await opened.append({ at: '2026-05-01T00:00:00.000Z' });
    expect(await opened.ledger.lastEntryAt()).toBe('2026-05-01T00:00:00.000Z');
  });
});

describe('sign', () => {
  it('signs a head that verifies by the public key alone', async () => {
    await opened.append();
    const head = await verifyCheckpoint(await opened.ledger.checkpoint(), ORIGIN, [parseVerifierKey(sha256, opened.ledger.vkey)], verifyEd25519);
    expect(head.size).toBe(1);
  });

  it('covers everything committed before the call, and makes few signatures of many calls', async () => {
    await Promise.all(Array.from({ length: 60 }, async () => {
      const index = await opened.append();
      await opened.ledger.sign();
      const { size } = await opened.store.read.selectFrom('ledger_checkpoints').select('size').orderBy('size', 'desc').limit(1).executeTakeFirstOrThrow();
      expect(size).toBeGreaterThan(index);
    }));
    const calls = Array.from({ length: 50 }, () => opened.ledger.sign());
    expect(new Set(calls).size).toBe(2);
    await Promise.all(calls);
  });

  it('[I 7] keeps each head consistent with all before it', async () => {
    const heads = [];
    for (let i = 0; i < 20; i += 1) {
      await opened.append();
      heads.push(headOf(await opened.ledger.checkpoint()));
    }
    for (const first of heads) {
      for (const second of heads.slice(first.size - 1)) {
        verifyConsistency(sha256, first.size, second.size, first.root, second.root, await opened.ledger.consistencyProof(first.size, second.size));
      }
    }
  });

  it('[I 10] signs at the next start what a crash left unsigned', async () => {
    await opened.append();
    await opened.ledger.sign();
    await opened.append();
    const restarted = createLedger({ store: opened.store, signer: createSigner(ORIGIN, SEED), origin: ORIGIN, now: () => '2026-04-01T00:31:00.000Z', randomBytes: () => new Uint8Array(32) });
    await restarted.sign();
    expect(headOf(await restarted.checkpoint()).size).toBe(2);
    await restarted.sign();
    expect(await opened.store.read.selectFrom('ledger_checkpoints').selectAll().execute()).toHaveLength(2);
  });

  it('[I 7] refuses to sign over a tree whose old part was changed, even if the root beside the signed note was changed with it', async () => {
    for (let i = 0; i < 5; i += 1) await opened.append();
    await opened.ledger.sign();
    const forged = buildEntry(sha256, 2, someFacts({ act: 'nothing' }), {});
    await opened.store.change(async (tx) => {
      await tx.updateTable('ledger_entries').set({ bytes: forged.bytes, leaf_hash: forged.leafHash }).where('idx', '=', 2).execute();
      await tx.deleteFrom('ledger_nodes').execute();
      const leaves = await tx.selectFrom('ledger_entries').select(['idx', 'leaf_hash']).orderBy('idx').execute();
      const { growStoredTree, readRoot } = await import('../../server/ledger/stored-tree.ts');
      for (const { idx, leaf_hash } of leaves) await growStoredTree(tx, sha256, idx, leaf_hash);
      await tx.updateTable('ledger_checkpoints').set({ root: await readRoot(tx, sha256, 5) }).execute();
    });
    await expect(opened.ledger.sign()).rejects.toThrow(withCode('INCONSISTENT'));
    await opened.append();
    await expect(opened.ledger.sign()).rejects.toThrow(/nothing was signed/);
    expect(await opened.store.read.selectFrom('ledger_checkpoints').selectAll().execute()).toHaveLength(1);
  });

  it('[I 7] refuses a ledger that is shorter than its signed head, or whose signed head was forged', async () => {
    await opened.append();
    await opened.append();
    await opened.ledger.sign();
    await opened.store.change(async (tx) => {
      await tx.deleteFrom('ledger_entries').where('idx', '=', 1).execute();
      await tx.deleteFrom('ledger_nodes').where((eb) => eb.or([eb('idx', '=', 1), eb('level', '>', 0)])).execute();
    });
    await expect(opened.ledger.sign()).rejects.toThrow(withCode('INCONSISTENT'));
    await opened.append();
    await opened.store.change((tx) => tx.updateTable('ledger_checkpoints').set({ note: 'forged\n' }).execute());
    await expect(opened.ledger.sign()).rejects.toThrow(withCode('INCONSISTENT'));
  });

  it('names the missing node when a part of the tree is gone', async () => {
    for (let i = 0; i < 3; i += 1) await opened.append();
    await opened.store.change((tx) => tx.deleteFrom('ledger_nodes').where('level', '=', 1).execute());
    await expect(opened.ledger.sign()).rejects.toThrow(withCode('NODE_MISSING'));
    await expect(opened.append()).rejects.toThrow(/node 1\/0/);
  });

  it('refuses a key of another ledger', () => {
    expect(() => createLedger({ store: opened.store, signer: createSigner('other.example/log', SEED), origin: ORIGIN, now: () => '', randomBytes: () => SEED })).toThrow(/expected a ledger key named/);
  });
});

describe('proof', () => {
  it('lets whoever holds a receipt prove its entry offline', async () => {
    const trust = { origin: ORIGIN, keys: [parseVerifierKey(sha256, opened.ledger.vkey)], sha256, verifyEd25519 };
    for (let i = 0; i < 11; i += 1) await opened.append({ facts: { i } });
    for (const row of await rows()) {
      const proof = await opened.ledger.proof(row.idx);
      expect(await verifyProof(proof, leafHash(sha256, utf8(row.bytes)), trust)).toMatchObject({ index: row.idx, checkpoint: { size: 11 } });
      await expect(verifyProof(proof, leafHash(sha256, utf8(`${row.bytes} `)), trust)).rejects.toThrow(/not in the tree/);
    }
  });

  it('refuses an entry that is not there', async () => {
    await opened.append();
    for (const index of [1, -1, 0.5]) await expect(opened.ledger.proof(index)).rejects.toThrow(withCode('NO_SUCH_ENTRY'));
  });
});
