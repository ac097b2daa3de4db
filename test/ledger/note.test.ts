import { describe, expect, it } from 'vitest';
import { formatCheckpoint, parseCheckpoint, signCheckpoint, verifyCheckpoint } from '../../server/ledger/checkpoint.ts';
import { fromBase64, toBase64 } from '../../server/ledger/encoding.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { formatVerifierKey, parseNote, parseVerifierKey, signNote, verifyNote } from '../../server/ledger/note.ts';
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
  ])('refuses one with %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(withCode('NOTE_MALFORMED'));
  });

  it('refuses a checkpoint of another log, even under the same key', async () => {
    const note = signCheckpoint({ origin: 'other.example/log', size: 1, root: new Uint8Array(32) }, [signer]);
    await expect(verifyCheckpoint(note, ORIGIN, [ourKey], verifyEd25519)).rejects.toThrow(withCode('NOTE_MALFORMED'));
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

  it('skips extra data, which nothing vouches for', () => {
    expect(parseProof(proof.replace('index', 'extra AAAA\nindex'))).toEqual(parseProof(proof));
  });

  it.each([
    ['another first line', proof.replace('@v1', '@v2')], ['no index', proof.replace('index 0\n', '')], ['a leading zero', proof.replace('index 0', 'index 00')],
    ['a short hash', proof.replace('index 0\n', 'index 0\nAAAA\n')], ['nothing', ''],
  ])('refuses one with %s', (_, text) => {
    expect(() => parseProof(text)).toThrow(withCode('NOTE_MALFORMED'));
  });
});
