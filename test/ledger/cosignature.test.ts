// Cosignatures, requests to witnesses and names of tiles against what their specifications and a public witness published.
import { describe, expect, it } from 'vitest';
import { formatAddCheckpoint, parseAddCheckpoint } from '../../server/ledger/add-checkpoint.ts';
import { formatCheckpoint, parseCheckpoint, signCheckpoint } from '../../server/ledger/checkpoint.ts';
import { cosign, cosignedMessage, linesOfWitnesses, parseCosignature, parseWitnessKey, verifyCosignatures } from '../../server/ledger/cosignature.ts';
import { fromBase64, fromHex, fromUtf8, joined, toBase64 } from '../../server/ledger/encoding.ts';
import { createCosigner, createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { NoteRefused, parseNote, parseVerifierKey, verifyNote } from '../../server/ledger/note.ts';
import { hasTile, nodesOfTile, parseTilePath, TILE_WIDTH, tilePath, tilesOf } from '../../server/ledger/tiles.ts';
import { createWitnessCheck } from '../../server/ledger/witness-check.ts';
import vectors from '../vectors/ledger/cosignature.json' with { type: 'json' };
import { ORIGIN, SEED } from './temporary-ledger.ts';

const witnessSeed = Uint8Array.from({ length: 32 }, (_, at) => 200 - at);
const witness = createCosigner('witness.example.lg.jp/w1', witnessSeed);
const signer = createSigner(ORIGIN, SEED);
const root = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const head = (size: number, byte = size): string => signCheckpoint({ origin: ORIGIN, size, root: root(byte) }, [signer]);
const given = { sha256, verifyEd25519 };

describe('cosignatures (c2sp.org/tlog-cosignature)', () => {
  it('reads the published example: key id, time and what is signed', () => {
    const { note, text, keyId, seconds, message, witness: name } = vectors.cosignature;
    const line = parseNote(note).signatures.find((one) => one.name === name);
    expect(parseNote(note).text).toBe(text);
    expect(line?.keyId).toBe(keyId);
    expect(line === undefined ? null : parseCosignature(line)?.seconds).toBe(seconds);
    expect(fromUtf8(cosignedMessage(text, seconds))).toBe(message);
  });

  it('verifies what a public witness and its log really signed, and neither of them over another text', async () => {
    const { log, witness: vkey, note, size, seconds } = vectors.witnessed;
    expect(parseCheckpoint((await verifyNote(note, [parseVerifierKey(sha256, log)], verifyEd25519)).text).size).toBe(size);
    expect(await verifyCosignatures(note, [parseWitnessKey(sha256, vkey)], verifyEd25519)).toEqual([{ witness: parseWitnessKey(sha256, vkey), seconds }]);
    await expect(verifyCosignatures(note.replace(String(size), String(size + 1)), [parseWitnessKey(sha256, vkey)], verifyEd25519)).rejects.toMatchObject({ code: 'SIGNATURE_BAD' });
  });

  it('reads the time of the signature of transparency-dev/formats, and none from one of another type', () => {
    const { signature, seconds, ofAnotherType } = vectors.formats;
    const parsed = (encoded: string) => parseCosignature({ name: 'w', keyId: '00000000', signature: (fromBase64(encoded) ?? new Uint8Array()).slice(4) });
    expect(parsed(signature)?.seconds).toBe(seconds);
    expect(parsed(ofAnotherType)).toBeNull();
  });

  it('is made and checked again; a log\'s key is no witness\'s, and a witness\'s no log\'s', async () => {
    const note = head(7);
    const whole = note + cosign(parseNote(note).text, witness, 1_782_000_000);
    expect(await verifyCosignatures(whole, [parseWitnessKey(sha256, witness.vkey)], verifyEd25519)).toMatchObject([{ seconds: 1_782_000_000 }]);
    expect(linesOfWitnesses(whole, [parseWitnessKey(sha256, witness.vkey)]).map(({ line }) => line)).toEqual([whole.slice(note.length)]);
    expect(() => parseWitnessKey(sha256, signer.vkey)).toThrow(NoteRefused);
    expect(() => parseVerifierKey(sha256, witness.vkey)).toThrow(NoteRefused);
    expect(() => cosign('x\n', witness, -1)).toThrow(NoteRefused);
  });

  it('a changed time, text or signature of a witness that is named makes the head bad; one of a stranger is ignored', async () => {
    const note = head(7);
    const line = cosign(parseNote(note).text, witness, 1_782_000_000);
    const other = cosign(parseNote(note).text, witness, 1_782_000_001);
    const mixed = line.slice(0, line.length - 30) + other.slice(other.length - 30);
    await expect(verifyCosignatures(note + mixed, [parseWitnessKey(sha256, witness.vkey)], verifyEd25519)).rejects.toMatchObject({ code: 'SIGNATURE_BAD' });
    expect(await verifyCosignatures(note + mixed, [], verifyEd25519)).toEqual([]);
    await expect(verifyCosignatures(head(7, 8) + line, [parseWitnessKey(sha256, witness.vkey)], verifyEd25519)).rejects.toMatchObject({ code: 'SIGNATURE_BAD' });
  });

  it('refuses a time that is none, and takes the very first', async () => {
    const text = parseNote(head(7)).text;
    for (const seconds of [-1, 0.5, 2 ** 53, Number.NaN]) expect(() => cosign(text, witness, seconds)).toThrow(expect.objectContaining({ code: 'NOTE_MALFORMED', message: `expected whole seconds since 1970, ${seconds} came: set the clock` }) as Error);
    expect(await verifyCosignatures(head(7) + cosign(text, witness, 0), [parseWitnessKey(sha256, witness.vkey)], verifyEd25519)).toMatchObject([{ seconds: 0 }]);
  });

  it('of a line longer or shorter than time and signature is none, and bad under a known key', async () => {
    const key = parseWitnessKey(sha256, witness.vkey);
    for (const length of [0, 71, 73]) {
      expect(parseCosignature({ name: 'w', keyId: '00000000', signature: new Uint8Array(length) })).toBeNull();
      const line = `— ${witness.name} ${toBase64(joined(fromHex(witness.keyId) ?? new Uint8Array(), new Uint8Array(length === 0 ? 1 : length)))}\n`;
      await expect(verifyCosignatures(head(7) + line, [key], () => true)).rejects.toThrow(`the cosignature of ${witness.name} (${witness.keyId}) does not fit the head`);
    }
    const late = Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0, ...new Uint8Array(64));
    expect([parseCosignature({ name: 'w', keyId: '00000000', signature: late }), parseCosignature({ name: 'w', keyId: '00000000', signature: late.with(1, 0x1f) })?.seconds]).toEqual([null, 0x1f * 2 ** 48]);
  });

  it('belongs to a witness by name and key id together; of two of one witness the newest counts', async () => {
    const [key, text] = [parseWitnessKey(sha256, witness.vkey), parseNote(head(7)).text];
    const strangers = cosign(text, { ...witness, name: 'other.example' }, 5) + cosign(text, { ...witness, keyId: '01020304' }, 6);
    expect([await verifyCosignatures(head(7) + strangers, [key], verifyEd25519), linesOfWitnesses(head(7) + strangers, [key])]).toEqual([[], []]);
    for (const times of [[7, 9, 8], [9, 7, 8]]) expect(await verifyCosignatures(head(7) + times.map((seconds) => cosign(text, witness, seconds)).join(''), [key], verifyEd25519)).toEqual([{ witness: key, seconds: 9 }]);
  });
});

describe('what witnesses vouch for', () => {
  it('is the largest size of each, null for one that said nothing', async () => {
    const silent = createCosigner('witness.example.lg.jp/w2', root(9));
    const check = createWitnessCheck([witness.vkey, silent.vkey], given);
    for (const size of [3, 9, 12]) await check.take(head(size) + (size === 12 ? '' : cosign(parseNote(head(size)).text, witness, 1_782_000_000 + size)), size);
    expect(check.vouched()).toEqual([{ witness: witness.name, size: 9, seconds: 1_782_000_009 }, { witness: silent.name, size: null, seconds: null }]);
  });
});

describe('requests to a witness (c2sp.org/tlog-witness)', () => {
  it('reads and writes the published example byte for byte', () => {
    const { body, oldSize, hashes, size } = vectors.request;
    const parsed = parseAddCheckpoint(body);
    expect([parsed.oldSize, parsed.proof.length, parseCheckpoint(parseNote(parsed.note).text).size]).toEqual([oldSize, hashes, size]);
    expect(formatAddCheckpoint(parsed)).toBe(body);
  });

  it('takes the published answer apart: three lines of three keys; the random bytes in the place of their times are no time', () => {
    const text = formatCheckpoint(parseCheckpoint(parseNote(vectors.request.body.slice(vectors.request.body.indexOf('\n\n') + 2)).text));
    const { signatures } = parseNote(`${text}\n${vectors.answer.join('')}`);
    expect(signatures.map((line) => [line.signature.length, parseCosignature(line)])).toEqual([[72, null], [72, null], [72, null]]);
    expect(new Set(signatures.map(({ keyId }) => keyId)).size).toBe(3);
  });

  it.each([['a size with a leading zero', 'old 01\n\nx'], ['no empty line', 'old 1\nx'], ['64 hashes', `old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\nx`], ['a short hash', 'old 1\nAAAA\n\nx']])('refuses %s', (_, body) => {
    expect(() => parseAddCheckpoint(body)).toThrow(NoteRefused);
  });
});

describe('names of tiles (c2sp.org/tlog-tiles)', () => {
  it('encodes the published index, and reads no other name for it', () => {
    const { number, place } = vectors.tiles.index;
    expect(tilePath({ level: 0, index: number, width: TILE_WIDTH })).toBe(`tile/0/${place}`);
    expect(parseTilePath('0', place)).toEqual({ level: 0, index: number, width: 256 });
    expect(parseTilePath('2', `${place}.p/17`)).toEqual({ level: 2, index: number, width: 17 });
    for (const [level, name] of [['0', '1234067'], ['0', 'x000/x001/x234/067'], ['00', place], ['64', place], ['-1', place], ['0', `${place}.p/0`], ['0', `${place}.p/256`], ['0', `${place}.p/017`], ['entries', place], ['0', 'x001/x234/x067'], ['0', '']] as const) {
      expect([level, name, parseTilePath(level, name)]).toEqual([level, name, null]);
    }
  });

  it.each(vectors.tiles.trees)('a tree of $size has the published tiles, full and partial', ({ size, tiles }) => {
    const counted = Object.fromEntries(Object.keys(tiles).map((level) => {
      const own = tilesOf(size).filter((tile) => tile.level === Number(level));
      return [level, { full: own.filter(({ width }) => width === TILE_WIDTH).length, partial: own.find(({ width }) => width < TILE_WIDTH)?.width ?? 0 }];
    }));
    expect(counted).toEqual(tiles);
    expect(new Set(tilesOf(size).map(({ level }) => level)).size).toBe(Object.keys(tiles).length);
    expect(tilesOf(size).every((tile) => hasTile(tile, size) && !hasTile(tile, tile.width === TILE_WIDTH || tile.level > 0 ? 255 : 0))).toBe(true);
  });

  it('reads every width and level there is, and the place alone', () => {
    expect([parseTilePath('63', '000'), parseTilePath('64', '000')]).toEqual([{ level: 63, index: 0, width: 256 }, null]);
    for (const width of [1, 99, 100, 255]) expect(parseTilePath('0', `000.p/${width}`)).toEqual({ level: 0, index: 0, width });
    for (const place of ['y000', 'x/000', '000.p/12x', '000.p/1000', '000 ', ' 000', '0000', '00', 'x000']) expect([place, parseTilePath('0', place)]).toEqual([place, null]);
    expect([tilePath({ level: 0, index: 999, width: 256 }), tilePath({ level: 1, index: 1000, width: 3 })]).toEqual(['tile/0/999', 'tile/1/x001/000.p/3']);
  });

  it('holds hashes of the levels 0, 8, 16 of the tree, 256 to a tile', () => {
    expect(nodesOfTile({ level: 0, index: 1, width: 3 })).toEqual([{ level: 0, index: 256 }, { level: 0, index: 257 }, { level: 0, index: 258 }]);
    expect(nodesOfTile({ level: 2, index: 1, width: 1 })).toEqual([{ level: 16, index: 256 }]);
  });

  it('a log has the tiles that its size fills, and none that is empty', () => {
    expect([tilesOf(0), tilesOf(256), tilesOf(257)]).toEqual([[], [{ level: 0, index: 0, width: 256 }, { level: 1, index: 0, width: 1 }], [{ level: 0, index: 0, width: 256 }, { level: 0, index: 1, width: 1 }, { level: 1, index: 0, width: 1 }]]);
    expect([hasTile({ level: 0, index: 1, width: 2 }, 258), hasTile({ level: 0, index: 1, width: 3 }, 258), hasTile({ level: 1, index: 0, width: 1 }, 256), hasTile({ level: 1, index: 0, width: 1 }, 255)]).toEqual([true, false, true, false]);
  });
});
