// Seals one file into its body: an OpenPGP encrypted-data packet (RFC 9580 5.13) around one literal packet, with no session-key packet
// before it. Synchronous and streaming: memory is a few hundred KiB whatever the size of the file.

import { createCipheriv, createHash, hkdfSync } from 'node:crypto';
import { createCfb } from './cfb.ts';
import { SealingFailed } from './failure.ts';
import { SESSION_KEY_BYTES, type BodyFormat } from './formats.ts';
import { framePacket } from './framing.ts';
import { drawRandom, type RandomBytes } from './random.ts';

export type { BodyFormat } from './formats.ts';

export interface BodySealer {
  /** Takes plaintext, returns the pieces of the body that are finished (often none). The chunk must not be changed afterwards: a part of it may wait for the next. */
  update(chunk: Uint8Array): Uint8Array[];
  /** Returns the last pieces. Nothing may follow. */
  final(): Uint8Array[];
  /** Overwrites keys and plaintext that it holds; for a body that is given up. Nothing may follow. */
  wipe(): void;
}

interface Cipher {
  readonly write: (plain: Uint8Array) => void;
  readonly end: () => void;
  readonly wipe: () => void;
}

const TAG_LITERAL = 11;
const TAG_SEIPD = 18;
const AES_256 = 9;
const GCM_TAG_BYTES = 16;
/** RFC 9580 5.13.2: chunks of 2^(12+6) octets, 256 KiB. */
const CHUNK_OCTET = 12;
const CHUNK_SIZE = 2 ** (CHUNK_OCTET + 6);
const AEAD = {
  'seipd2-ocb': { cipher: 'aes-256-ocb', id: 2, nonceBytes: 15 },
  'seipd2-gcm': { cipher: 'aes-256-gcm', id: 3, nonceBytes: 12 },
} as const;

/**
 * Starts a body under `sessionKey` (32 bytes). An empty file is sealed too.
 * Throws SealingFailed KEY_SIZE or RANDOM_FAILED; update and final throw BODY_CLOSED once final was called.
 */
export function createBodySealer(sessionKey: Uint8Array, format: BodyFormat, randomBytes: RandomBytes): BodySealer {
  return continueBody(sessionKey, format, drawStart(format, randomBytes));
}

/** What a body begins with: the random prefix of seipd1 (16 octets), the salt of seipd2 (32). Throws SealingFailed RANDOM_FAILED. */
export function drawStart(format: BodyFormat, randomBytes: RandomBytes): Uint8Array {
  return drawRandom(randomBytes, format === 'seipd1' ? 16 : 32);
}

/** The same for a `start` drawn elsewhere by `drawStart`, for this body only: a salt that is used twice gives the plaintext away. */
export function continueBody(sessionKey: Uint8Array, format: BodyFormat, start: Uint8Array): BodySealer {
  if (sessionKey.length !== SESSION_KEY_BYTES) {
    throw new SealingFailed('KEY_SIZE', `A session key has ${SESSION_KEY_BYTES} bytes, ${sessionKey.length} came.`);
  }
  let finished: Uint8Array[] = [];
  const outer = framePacket(TAG_SEIPD, (piece) => finished.push(piece));
  const cipher =
    format === 'seipd1' ? encryptWithMdc(sessionKey, start, outer.write) : encryptInChunks(sessionKey, format, start, outer.write);
  const literal = framePacket(TAG_LITERAL, cipher.write);
  // RFC 9580 5.9: binary, no name, no date. Names and times belong to the signed manifest.
  literal.write(Uint8Array.of(0x62, 0, 0, 0, 0, 0));
  let open = true;
  const step = (act: () => void): Uint8Array[] => {
    if (!open) throw new SealingFailed('BODY_CLOSED', 'This body was finished already. Make a new sealer for another file.');
    act();
    const pieces = finished;
    finished = [];
    return pieces;
  };
  return {
    update: (chunk) => step(() => literal.write(chunk)),
    final: () =>
      step(() => {
        literal.end();
        cipher.end();
        outer.end();
        open = false;
      }),
    wipe: () => {
      open = false;
      finished = [];
      cipher.wipe();
    },
  };
}

/** RFC 9580 5.13.1: sixteen random octets, the last two again, the plaintext, and SHA-1 over all of it, in CFB with a zero vector. */
function encryptWithMdc(sessionKey: Uint8Array, start: Uint8Array, emit: (bytes: Uint8Array) => void): Cipher {
  const cipher = createCfb(sessionKey);
  const hash = createHash('sha1');
  const write = (plain: Uint8Array): void => {
    hash.update(plain);
    emit(cipher.update(plain));
  };
  const prefix = new Uint8Array(18);
  prefix.set(start);
  prefix.copyWithin(16, 14, 16);
  emit(Uint8Array.of(1));
  write(prefix);
  return {
    write,
    end() {
      write(Uint8Array.of(0xd3, 0x14));
      emit(cipher.update(hash.digest()));
      emit(cipher.final());
    },
    wipe: () => cipher.wipe(),
  };
}

/** RFC 9580 5.13.2: every chunk under its own nonce, and a last tag over the number of octets, so that no chunk can be cut off. */
function encryptInChunks(
  sessionKey: Uint8Array,
  format: keyof typeof AEAD,
  salt: Uint8Array,
  emit: (bytes: Uint8Array) => void,
): Cipher {
  const mode = AEAD[format];
  const header = Uint8Array.of(0xc0 | TAG_SEIPD, 2, AES_256, mode.id, CHUNK_OCTET);
  const derived = new Uint8Array(hkdfSync('sha256', sessionKey, salt, header, SESSION_KEY_BYTES + mode.nonceBytes - 8));
  const nonce = Buffer.alloc(mode.nonceBytes);
  nonce.set(derived.subarray(SESSION_KEY_BYTES));
  const chunk = growingChunk();
  let index = 0n;
  let total = 0n;
  emit(header.subarray(1));
  emit(salt);

  const seal = (plain: Uint8Array, associated: Uint8Array): void => {
    nonce.writeBigUInt64BE(index, mode.nonceBytes - 8);
    index += 1n;
    const options = { authTagLength: GCM_TAG_BYTES };
    const key = derived.subarray(0, SESSION_KEY_BYTES);
    const cipher =
      mode.cipher === 'aes-256-gcm' ? createCipheriv(mode.cipher, key, nonce, options) : createCipheriv(mode.cipher, key, nonce, options);
    cipher.setAAD(associated, { plaintextLength: plain.length });
    emit(cipher.update(plain));
    emit(cipher.final());
    emit(cipher.getAuthTag());
    total += BigInt(plain.length);
  };
  const wipe = (): void => {
    chunk.wipe();
    derived.fill(0);
  };
  return {
    wipe,
    write(plain) {
      for (let left = plain; left.length > 0; left = left.subarray(chunk.add(left))) if (chunk.isFull()) seal(chunk.taken(), header);
    },
    end() {
      seal(chunk.taken(), header);
      const octets = Buffer.alloc(8);
      octets.writeBigUInt64BE(total);
      seal(new Uint8Array(0), Buffer.concat([header, octets]));
      wipe();
    },
  };
}

interface Chunk {
  /** Takes as many of the bytes as there is room for; returns how many. */
  readonly add: (plain: Uint8Array) => number;
  readonly isFull: () => boolean;
  /** What it holds, to be used before the next `add`; it is empty then. */
  readonly taken: () => Uint8Array;
  readonly wipe: () => void;
}

/** Plaintext up to the size of a chunk. Its memory grows with what comes: most files are far smaller. */
function growingChunk(): Chunk {
  let bytes = new Uint8Array(0);
  let filled = 0;
  const grow = (needed: number): void => {
    const before = bytes;
    bytes = new Uint8Array(Math.min(CHUNK_SIZE, Math.max(needed, 2 * before.length)));
    bytes.set(before);
    before.fill(0);
  };
  return {
    add: (plain) => {
      const count = Math.min(CHUNK_SIZE - filled, plain.length);
      if (filled + count > bytes.length) grow(filled + count);
      bytes.set(plain.subarray(0, count), filled);
      filled += count;
      return count;
    },
    isFull: () => filled === CHUNK_SIZE,
    taken: () => {
      const held = bytes.subarray(0, filled);
      filled = 0;
      return held;
    },
    wipe: () => { bytes.fill(0); },
  };
}
