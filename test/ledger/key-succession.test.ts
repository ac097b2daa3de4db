// The keys of a ledger one after another: what each step asks for, key by key.
import { describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../server/ledger/checkpoint.ts';
import { toBase64 } from '../../server/ledger/encoding.ts';
import { createSuccession, isTurn } from '../../server/ledger/key-succession.ts';
import type { JsonObject } from '../../server/ledger/line-json.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';

const root = new Uint8Array(32).fill(3);
const signerOf = (byte: number, name = 'a.example/ledger') => createSigner(name, new Uint8Array(32).fill(byte));
const [first, second, third, moved] = [signerOf(1), signerOf(2), signerOf(3), signerOf(2, 'b.example/ledger')];
const turn = (from: unknown, to: unknown): JsonObject => ({ act: 'rotate-ledger-key', facts: { from: from as string, to: to as string } });
const head = (...signers: (typeof first)[]): string => signCheckpoint({ origin: first.name, size: 5, root }, signers);
const bad = (code: string, expected: string, came: string): Error => expect.objectContaining({ code, expected: expect.stringContaining(expected) as string, came: expect.stringContaining(came) as string }) as Error;

describe('a ledger of one key', () => {
  it('asks for that one, stands under its name and is never turning', async () => {
    const keys = createSuccession([first.vkey], sha256);
    expect([keys.now().map(({ keyId }) => keyId), keys.isTurning(), keys.origin()]).toEqual([[first.keyId], false, first.name]);
    await keys.passOn('no note at all', verifyEd25519);
    expect(() => { keys.finish(); }).not.toThrow();
    expect(() => keys.rotate(4, turn(first.vkey, second.vkey))).toThrow(bad('ROTATION', 'to no other: the header names none', `one from ${first.vkey} to ${second.vkey}`));
  });

  it('takes no key that is none', () => {
    expect(() => createSuccession(['nonsense'], sha256)).toThrow(expect.objectContaining({ code: 'KEY_MALFORMED' }) as Error);
  });
});

describe('a change of keys', () => {
  it('asks for both signatures on the next head, then for the new one alone', async () => {
    const keys = createSuccession([first.vkey, second.vkey], sha256);
    expect(() => keys.finish()).toThrow(bad('KEY', 'an entry for each change', `none for ${second.vkey}`));
    keys.rotate(4, turn(first.vkey, second.vkey));
    expect([keys.now().map(({ keyId }) => keyId), keys.isTurning()]).toEqual([[first.keyId, second.keyId], true]);
    expect(() => keys.finish()).toThrow(bad('KEY', 'an entry for each change', second.vkey));
    for (const missing of [[first], [second]]) await expect(keys.passOn(head(...missing), verifyEd25519)).rejects.toMatchObject({ code: 'NO_TRUSTED_SIGNATURE', message: expect.stringContaining(`no signature of ${first.name} (${missing[0] === first ? second.keyId : first.keyId}) on the first checkpoint`) as string });
    await keys.passOn(head(first, second), verifyEd25519);
    expect([keys.now().map(({ keyId }) => keyId), keys.isTurning(), keys.origin()]).toEqual([[second.keyId], false, first.name]);
    expect(() => { keys.finish(); }).not.toThrow();
  });

  it('may come twice before a head, which then bears all three', async () => {
    const keys = createSuccession([first.vkey, second.vkey, third.vkey], sha256);
    keys.rotate(4, turn(first.vkey, second.vkey));
    keys.rotate(5, turn(second.vkey, third.vkey));
    await expect(keys.passOn(head(first), verifyEd25519)).rejects.toThrow(`${second.name} (${second.keyId}), ${third.name} (${third.keyId})`);
    await keys.passOn(head(first, second, third), verifyEd25519);
    expect(keys.now().map(({ keyId }) => keyId)).toEqual([third.keyId]);
  });

  it('goes from the present key to the next that the header names, and no other way', () => {
    const keys = () => createSuccession([first.vkey, second.vkey, third.vkey], sha256);
    for (const [from, to] of [[second.vkey, third.vkey], [first.vkey, third.vkey], [first.vkey, first.vkey], [1, second.vkey], [first.vkey, null]]) {
      expect(() => keys().rotate(4, turn(from, to)), String(to)).toThrow(bad('ROTATION', `a rotation from ${first.vkey} to ${second.vkey}`, `one from ${typeof from === 'string' ? from : 'nothing'} to ${typeof to === 'string' ? to : 'nothing'}`));
    }
    expect(() => keys().rotate(4, { act: 'rotate-ledger-key', facts: 'x' })).toThrow(bad('ROTATION', 'a rotation', 'one from nothing to nothing'));
    expect(() => keys().rotate(9, turn(1, 1))).toThrow(expect.objectContaining({ index: 9 }) as Error);
  });

  it('is no way to another name, which is opened by an entry of its own', () => {
    expect(() => createSuccession([first.vkey, moved.vkey], sha256).rotate(4, turn(first.vkey, moved.vkey))).toThrow(bad('ROTATION', 'a rotation', first.vkey));
    expect(() => createSuccession([first.vkey, second.vkey], sha256).rotate(4, { ...turn(first.vkey, second.vkey), act: 'open-origin' })).toThrow(bad('ROTATION', 'a rotation', first.vkey));
    expect(['rotate-ledger-key', 'open-origin', 'deposit'].map(isTurn)).toEqual([true, true, false]);
  });

  it('leads to another name by an entry that cites the former one', () => {
    const opens = (origin: string, over: JsonObject = {}): JsonObject => ({ act: 'open-origin', result: 'done', facts: { origin, size: 4, root: toBase64(root), from: first.vkey, to: moved.vkey }, ...over });
    const keys = createSuccession([first.vkey, moved.vkey], sha256);
    for (const wrong of [opens('other.example'), opens(moved.name), opens(first.name, { result: 'refused' }), opens(first.name, { act: 'rotate-ledger-key' })]) expect(() => { keys.rotate(4, wrong); }).toThrow(bad('ROTATION', 'a rotation', first.vkey));
    keys.rotate(4, opens(first.name));
    expect([keys.origin(), keys.isTurning()]).toEqual([moved.name, true]);
  });
});
