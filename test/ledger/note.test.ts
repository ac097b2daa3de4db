import { describe, expect, it } from 'vitest';
import { formatCheckpoint, parseCheckpoint, signCheckpoint, verifyCheckpoint } from '../../server/ledger/checkpoint.ts';
import { fromBase64, toBase64 } from '../../server/ledger/encoding.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { formatVerifierKey, isKeyName, parseNote, parseVerifierKey, signNote, verifyNote } from '../../server/ledger/note.ts';
import type { NoteCode } from '../../server/ledger/note.ts';
import { formatProof, parseProof, verifyProof } from '../../server/ledger/tlog-proof.ts';
import { createFrontier, leafHash } from '../../server/ledger/tree.ts';
import published from '../vectors/ledger/tlog-proof.json' with { type: 'json' };
import vectors from '../vectors/ledger/signed-note.json' with { type: 'json' };
import { ORIGIN, SEED } from './temporary-ledger.ts';

const key = (vkey: string) => parseVerifierKey(sha256, vkey);
const withCode = (code: NoteCode): Error => expect.objectContaining({ code }) as Error;
const [example, twoSigners] = vectors.good;
const signer = createSigner(ORIGIN, SEED);
const ourKey = key(signer.vkey);

describe('signed notes (c2sp.org/signed-note)', () => {
  it.each(vectors.good)('verifies the published note $text', async ({ vkeys, text, note }) => {
    const verified = await verifyNote(note, vkeys.map(key), verifyEd25519);
    expect(verified.text).toBe(text);
    expect(verified.signedBy).toHaveLength(vkeys.length);
  });

  it('signs byte for byte as Go does', () => {
    const { name, key: secret, vkey, signature } = vectors.signing;
    const seed = fromBase64(secret.split('+').slice(4).join('+'))!.slice(1);
    const peter = createSigner(name, seed);
    expect(peter.vkey).toBe(vkey);
    expect(signNote(twoSigners!.text, [peter])).toBe(`${twoSigners!.text}\n${signature}`);
  });

  it('ignores signatures of unknown keys, so that witnesses and new keys can sign beside the log', async () => {
    const { signedBy } = await verifyNote(twoSigners!.note, [key(twoSigners!.vkeys[1]!)], verifyEd25519);
    expect(signedBy.map(({ name }) => name)).toEqual(['EnochRoot']);
  });

  it('refuses changed text, and a failing signature of a known key even beside a good one', async () => {
    await expect(verifyNote(example!.note.replace('example', 'Example'), example!.vkeys.map(key), verifyEd25519)).rejects.toThrow(withCode('SIGNATURE_BAD'));
    const forged = twoSigners!.note.replace('rwz+eBzm', 'rwz+eBzn');
    await expect(verifyNote(forged, twoSigners!.vkeys.map(key), verifyEd25519)).rejects.toThrow(withCode('SIGNATURE_BAD'));
  });

  it('refuses a note that no trusted key signed', async () => {
    await expect(verifyNote(example!.note, [ourKey], verifyEd25519)).rejects.toThrow(withCode('NO_TRUSTED_SIGNATURE'));
  });

  it('accepts 16 signatures and refuses more than 100', async () => {
    const line = example!.note.slice(example!.note.indexOf('—'));
    const repeated = (count: number): string => `${example!.text}\n${line.replace('example.com/foo', 'other.example').repeat(count - 1)}${line}`;
    await verifyNote(repeated(16), example!.vkeys.map(key), verifyEd25519);
    expect(() => parseNote(repeated(101))).toThrow(withCode('NOTE_MALFORMED'));
  });

  it.each([
    ['no signature', 'text\n\n'], ['no blank line', example!.note.replace('\n\n', '\n')], ['a carriage return', example!.note.replace('message.', 'message.\r')],
    ['a tab', example!.note.replace('an example', 'an\texample')], ['a lone surrogate', `\ud800${example!.note}`], ['no last newline', example!.note.slice(0, -1)],
    ['a hyphen for the dash', example!.note.replace('—', '-')], ['padding cut off', example!.note.replace('yaQM=', 'yaQM')], ['stray bits in Base64', example!.note.replace('yaQM=', 'yaQN=')],
    ['an empty name', example!.note.replace('example.com/foo ', ' ')], ['a plus in the name', example!.note.replace('com/foo', 'com+foo')], ['nothing', ''],
  ])('refuses a note with %s', (_, note) => {
    expect(() => parseNote(note)).toThrow(withCode('NOTE_MALFORMED'));
  });

  it.each([
    ['a wrong id', example!.vkeys[0]!.replace('530d903a', '530d903b')], ['an upper-case id', example!.vkeys[0]!.replace('530d903a', '530D903A')],
    ['another name', `other${example!.vkeys[0]!}`], ['another type', twoSigners!.vkeys[0]!.replace('+AR', '+BR')], ['a key cut short', example!.vkeys[0]!.slice(0, -4)], ['nothing', ''],
  ])('refuses a verifier key with %s', (_, vkey) => {
    expect(() => key(vkey)).toThrow(withCode('KEY_MALFORMED'));
  });

  it('keeps the text between the first line and the last blank one, blank lines included', async () => {
    const text = 'one\n\ntwo\n\n\nthree\n';
    expect((await verifyNote(signNote(text, [signer]), [ourKey], verifyEd25519)).text).toBe(text);
  });

  it('refuses a seed that is too short, too long or all zeroes, and never repeats it', () => {
    for (const seed of [new Uint8Array(32), SEED.slice(1), new Uint8Array(64).fill(7)]) expect(() => createSigner(ORIGIN, seed)).toThrow(/32 random bytes/);
    expect(() => formatVerifierKey(sha256, 'has space', SEED)).toThrow(withCode('KEY_MALFORMED'));
  });

  it('reads lines of its exact form only', () => {
    const line = example!.note.slice(example!.note.indexOf('—'), -1);
    const note = (signature: string): string => `${example!.text}\n${signature}\n`;
    const short = (bytes: number): string => `— name ${toBase64(new Uint8Array(bytes))}`;
    expect(parseNote(note(line)).signatures).toHaveLength(1);
    expect(parseNote(note(short(5))).signatures).toEqual([{ name: 'name', keyId: '00000000', signature: new Uint8Array(1) }]);
    for (const wrong of [`x${line}`, `${line} x`, `x ${line}`, `${line}x`, short(4), short(0), '— name ', '— name', '—', '', line.replace('/foo ', '/foo  '), line.replace('— ', '—')]) expect(() => parseNote(note(wrong)), wrong).toThrow(withCode('NOTE_MALFORMED'));
  });

  it('takes a note of 1,000,000 characters and 100 signatures, and not one more', () => {
    const line = example!.note.slice(example!.note.indexOf('—'));
    const noteOf = (length: number): string => `${'x'.repeat(length - line.length - 2)}\n\n${line}`;
    expect(parseNote(noteOf(1_000_000)).text).toHaveLength(1_000_000 - line.length - 1);
    expect(() => parseNote(noteOf(1_000_001))).toThrow(withCode('NOTE_MALFORMED'));
    expect(parseNote(`x\n\n${line.repeat(100)}`).signatures).toHaveLength(100);
    expect(() => parseNote(`x\n\n${line.repeat(101)}`)).toThrow(expect.objectContaining({ name: 'NoteRefused', message: 'expected at most 100 signatures, 101 came' }) as Error);
  });

  it('may have no text but an empty line, and needs the empty line before the signatures', () => {
    const line = example!.note.slice(example!.note.indexOf('—'));
    expect(parseNote(`\n\n${line}`).text).toBe('\n');
    for (const wrong of [line, `x\n${line}`, `\n${line}`]) expect(() => parseNote(wrong)).toThrow(withCode('NOTE_MALFORMED'));
  });

  it('signs no text that no note may have', () => {
    for (const wrong of ['', 'no newline', 'a\tb\n', '\ud800\n', 'a\u0000b\n']) expect(() => signNote(wrong, [signer])).toThrow(expect.objectContaining({ code: 'NOTE_MALFORMED', message: expect.stringContaining('ends in a newline') as string }) as Error);
    expect(signNote('a\n', [])).toBe('a\n\n');
  });

  it('tells a key by name and id together, and counts one that signed twice once, but one under two names twice', async () => {
    const other = createSigner('other.example/log', SEED);
    const [text, both] = ['text\n', [ourKey, key(other.vkey)]];
    const twice = signNote(text, [signer, signer]);
    expect((await verifyNote(twice, both, verifyEd25519)).signedBy).toEqual([ourKey]);
    expect((await verifyNote(signNote(text, [signer, other]), both, verifyEd25519)).signedBy).toEqual(both);
    // The id of ours under another's name is nobody's signature: it is ignored, not bad.
    const mixed = signNote(text, [{ ...signer, name: 'stranger.example' }, { ...signer, keyId: '01020304' }, other]);
    expect((await verifyNote(mixed, both, verifyEd25519)).signedBy).toEqual([key(other.vkey)]);
    const second = createSigner(ORIGIN, SEED.map((byte) => byte ^ 0x55));
    expect((await verifyNote(signNote(text, [signer, second]), [ourKey, key(second.vkey)], verifyEd25519)).signedBy).toHaveLength(2);
  });

  it('refuses a signature of another length before it asks whether it holds', async () => {
    const long = { ...signer, sign: (message: Uint8Array) => Uint8Array.of(...signer.sign(message), 0) };
    await expect(verifyNote(signNote('text\n', [long]), [ourKey], () => true)).rejects.toThrow(withCode('SIGNATURE_BAD'));
  });

  it('says whose signature is missing or does not fit', async () => {
    const keys = [ourKey, key(example!.vkeys[0]!)];
    await expect(verifyNote(signNote('text\n', []) + '— other.example AAAAAAA=\n', keys, verifyEd25519)).rejects.toThrow(`expected a signature of ${ORIGIN} (${ourKey.keyId}) or example.com/foo (530d903a), none came`);
    await expect(verifyNote(signNote('text\n', [{ ...signer, sign: () => new Uint8Array(64) }]), keys, verifyEd25519)).rejects.toThrow(`the signature of ${ORIGIN} (${ourKey.keyId}) does not fit the text`);
  });

  it.each(['', ' ', 'a b', 'a+b', 'a\tb', 'a\u0000', 'a\u3000b', 'a\ud800'])('a key is never named %j', (name) => {
    expect(isKeyName(name)).toBe(false);
    expect(() => formatVerifierKey(sha256, name, SEED)).toThrow(expect.objectContaining({ code: 'KEY_MALFORMED', message: 'expected a key name without spaces or plus signs' }) as Error);
  });

  it.each([`x\n${signer.vkey}`, `${signer.vkey}\n`, `+${signer.vkey}`, signer.vkey.replace('+', ''), signer.vkey.replace(/\+[0-9a-f]{8}/, ''), `${ORIGIN}+${signer.keyId}+`, `${ORIGIN}+${signer.keyId}+AAAA`, `${ORIGIN}+${signer.keyId}+!!!!`, `a b+${signer.keyId}+${signer.vkey.split('+').slice(2).join('+')}`])('%j is no verifier key', (vkey) => {
    expect(() => key(vkey)).toThrow(expect.objectContaining({ code: 'KEY_MALFORMED', message: expect.stringContaining('whose id fits') as string }) as Error);
  });
});

describe('checkpoints (c2sp.org/tlog-checkpoint)', () => {
  it('reads the published checkpoint and writes it back', () => {
    const { note, origin, size, root } = vectors.checkpoint;
    const checkpoint = parseCheckpoint(parseNote(note).text);
    expect({ ...checkpoint, root: toBase64(checkpoint.root) }).toEqual({ origin, size, root });
    expect(formatCheckpoint(checkpoint)).toBe(parseNote(note).text);
  });

  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  it.each([
    ['a leading zero', `o\n01\n${root}\n`], ['a negative size', `o\n-1\n${root}\n`], ['a size beyond 2^53', `o\n9007199254740992\n${root}\n`], ['an empty size', `o\n\n${root}\n`],
    ['an empty origin', `\n1\n${root}\n`], ['a short root', 'o\n1\nAAAA\n'], ['an extension line', `o\n1\n${root}\nmore\n`], ['no last newline', `o\n1\n${root}`],
    ['one line', 'o\n'], ['two lines', 'o\n1\n'], ['nothing', ''], ['an empty line behind', `o\n1\n${root}\n\n`], ['a line behind an empty one', `o\n1\n${root}\n\nmore`], ['a broken root', 'o\n1\n!!!!\n'],
  ])('refuses one with %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(withCode('NOTE_MALFORMED'));
  });

  it('refuses a checkpoint of another log, even under the same key', async () => {
    const note = signCheckpoint({ origin: 'other.example/log', size: 1, root: new Uint8Array(32) }, [signer]);
    await expect(verifyCheckpoint(note, ORIGIN, [ourKey], verifyEd25519)).rejects.toThrow(expect.objectContaining({ code: 'NOTE_MALFORMED', message: `expected a checkpoint of ${ORIGIN}, one of other.example/log came` }) as Error);
  });
});

describe('proof files (c2sp.org/tlog-proof)', () => {
  it('reads the published example, whose signatures are shortened there, and writes it as it is but for the line that nothing vouches for', () => {
    const proof = parseProof(published.published);
    expect(proof.index).toBe(published.index);
    expect(proof.hashes.map(toBase64)).toEqual(published.hashes);
    const { origin, size, root } = parseCheckpoint(proof.checkpoint.slice(0, proof.checkpoint.indexOf('\n\n') + 1));
    expect([origin, size, toBase64(root)]).toEqual([published.origin, published.size, published.root]);
    expect(formatProof(proof)).toBe(published.published.replace(/^extra .*\n/m, ''));
  });

  const leaf = leafHash(sha256, Buffer.from('entry'));
  const tree = createFrontier(sha256);
  tree.push(leaf);
  const checkpoint = signCheckpoint({ origin: ORIGIN, size: 1, root: tree.root() }, [signer]);
  const proof = formatProof({ index: 0, hashes: [], checkpoint });
  const trust = { origin: ORIGIN, keys: [ourKey], sha256, verifyEd25519 };

  it('verifies offline by the key alone', async () => {
    expect((await verifyProof(proof, leaf, trust)).index).toBe(0);
    expect(proof.startsWith(`c2sp.org/tlog-proof@v1\nindex 0\n\n${ORIGIN}\n1\n`)).toBe(true);
  });

  it('takes 64 hashes', () => {
    expect(parseProof(proof.replace('index 0\n', `index 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}`)).hashes).toHaveLength(64);
  });

  it('skips extra data, which nothing vouches for', () => {
    expect(parseProof(proof.replace('index', 'extra AAAA\nindex'))).toEqual(parseProof(proof));
  });

  it.each([
    ['another first line', proof.replace('@v1', '@v2')], ['no index', proof.replace('index 0\n', '')], ['a leading zero', proof.replace('index 0', 'index 00')],
    ['a short hash', proof.replace('index 0\n', 'index 0\nAAAA\n')], ['nothing', ''], ['a hash that is no Base64', proof.replace('index 0\n', 'index 0\n!\n')], ['a word before the index', proof.replace('index 0', 'x index 0')],
    ['a second extra line', proof.replace('index', 'extra A\nextra B\nindex')], ['65 hashes', proof.replace('index 0\n', `index 0\n${`${'A'.repeat(43)}=\n`.repeat(65)}`)], ['no empty line', proof.replaceAll('\n\n', '\n')], ['only the first line', 'c2sp.org/tlog-proof@v1\n\n'],
  ])('refuses one with %s', (_, text) => {
    expect(() => parseProof(text)).toThrow(withCode('NOTE_MALFORMED'));
  });
});
