import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCheckpoint, verifyCheckpoint } from '../../server/ledger/checkpoint.ts';
import { readChain, storedKey } from '../../server/ledger/key-chain.ts';
import { changeLedgerKey } from '../../server/ledger/key-change.ts';
import { createLedger } from '../../server/ledger/ledger.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseNote, parseVerifierKey } from '../../server/ledger/note.ts';
import { ORIGIN, SEED, openTemporaryLedger, type TemporaryLedger } from './temporary-ledger.ts';

const at = '2026-04-02T00:30:00.000Z';
const signers = [SEED, SEED.map((byte) => byte ^ 0x55), SEED.map((byte) => byte ^ 0xaa)].map((seed) => createSigner(ORIGIN, seed));
const [first, second, third] = signers as [typeof signers[0] & object, typeof signers[0] & object, typeof signers[0] & object];
const keysOf = (vkey: string) => [parseVerifierKey(sha256, vkey)];
const ids = (note: string): string[] => parseNote(note).signatures.map((one) => one.keyId);

describe('the key of the ledger is changed', () => {
  let opened: TemporaryLedger;
  const ledgerOf = (signer: typeof first) => createLedger({ store: opened.store, signer, origin: ORIGIN, now: () => at, randomBytes: () => new Uint8Array(32).fill(7) });
  const change = (from: typeof first, to: typeof first) => opened.store.change((tx) => changeLedgerKey(tx, { ledger: ledgerOf(from), from, to, origin: ORIGIN, by: '情報 花子', at, reach: () => undefined }));

  beforeEach(async () => {
    opened = await openTemporaryLedger();
    await opened.append();
    await opened.ledger.sign();
  });
  afterEach(() => opened.close());

  it('the head that covers the change bears both signatures, heads before only the old, heads after only the new', async () => {
    const entry = await change(first, second);
    const ledger = ledgerOf(second);
    await opened.store.change((tx) => ledger.append(tx, { at, act: 'deposit', result: 'done', actor: { system: true } }));
    await ledger.sign();
    const notes = (await opened.store.read.selectFrom('ledger_checkpoints').select('note').orderBy('size').execute()).map(({ note }) => note);
    expect(notes.map(ids)).toEqual([[first.keyId], [first.keyId, second.keyId], [second.keyId]]);
    expect(notes.map((note) => parseCheckpoint(parseNote(note).text).size)).toEqual([1, 2, 3]);
    for (const vkey of [first.vkey, second.vkey]) expect((await verifyCheckpoint(notes[1] ?? '', ORIGIN, keysOf(vkey), verifyEd25519)).size).toBe(entry.index + 1);
    expect(JSON.parse(entry.bytes)).toMatchObject({ act: 'rotate-ledger-key', actor: { system: true }, facts: { from: first.vkey, to: second.vkey }, texts: { by: expect.stringMatching(/^[0-9a-f]{64}$/) as string } });
  });

  it('keeps the whole chain, twice over, and hands it out with every export', async () => {
    await change(first, second);
    await change(second, third);
    expect(await readChain(opened.store.read, third.vkey)).toEqual([
      { vkey: first.vkey, fromSize: 0, untilSize: 2 }, { vkey: second.vkey, fromSize: 2, untilSize: 3 }, { vkey: third.vkey, fromSize: 3, untilSize: null },
    ]);
    expect(await storedKey(opened.store.read)).toBe(third.vkey);
    let text = '';
    for await (const line of ledgerOf(third).exportBundle('municipality-sumida')) text += line;
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ header: { vkeys: [first.vkey, second.vkey, third.vkey] } });
  });

  it('a key that was replaced signs nothing any more, nor does one that never was', async () => {
    await change(first, second);
    for (const stranger of [first, third]) {
      const ledger = ledgerOf(stranger);
      await opened.store.change((tx) => ledger.append(tx, { at, act: 'deposit', result: 'done', actor: { system: true } }));
      await expect(ledger.sign()).rejects.toMatchObject({ code: 'WRONG_KEY' });
    }
    await expect(change(first, third)).rejects.toThrow('the one in use');
  });

  it('signs no change over a history that does not continue the old key\'s newest head, and leaves no trace of it', async () => {
    await opened.store.change(async (tx) => { await tx.updateTable('ledger_nodes').set({ hash: new Uint8Array(32) }).execute(); });
    await expect(change(first, second)).rejects.toMatchObject({ code: 'INCONSISTENT' });
    expect(await storedKey(opened.store.read)).toBeNull();
    expect(await opened.store.read.selectFrom('ledger_entries').select('act').execute()).toEqual([{ act: 'deposit' }]);
  });

  it('is a change to another key of the same name, and nothing else', async () => {
    const named = createSigner('other.example/ledger', SEED.map((byte) => byte ^ 0x55));
    for (const to of [first, named]) await expect(change(first, to)).rejects.toThrow(`expected two keys of ${ORIGIN}, those of ${ORIGIN} and ${to.name} came`);
    expect(await storedKey(opened.store.read)).toBeNull();
  });
});
