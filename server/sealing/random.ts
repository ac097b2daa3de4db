// Random bytes for keys, nonces and passwords, drawn so that a generator that visibly failed is refused before anything is
// made with it. Pure: the generator is given. It finds a dead generator, not a weak one.

import { SealingFailed } from './failure.ts';

/** Gives `count` bytes from a cryptographic generator. */
export type RandomBytes = (count: number) => Uint8Array;

/** From this many bytes on, a healthy generator fails the checks below less often than once in 2^40 draws. */
const SMALLEST_DRAW = 8;

/**
 * Draws `count` (at least 8) random bytes.
 * Throws SealingFailed RANDOM_FAILED when the generator throws, gives the wrong number of bytes, gives the same bytes twice
 * running, or gives bytes that repeat or climb by a constant step (HOSTILE 45: refuse to generate, stop).
 */
export function drawRandom(randomBytes: RandomBytes, count: number): Uint8Array {
  if (count < SMALLEST_DRAW) throw failed(`at least ${SMALLEST_DRAW} bytes must be drawn at once, ${count} were asked`);
  const drawn = ask(randomBytes, count);
  const next = ask(randomBytes, count);
  if (sameBytes(drawn, next)) throw failed('it gave the same bytes twice running');
  if (isPattern(drawn) || isPattern(next)) throw failed('its bytes follow a pattern');
  next.fill(0);
  return drawn;
}

function ask(randomBytes: RandomBytes, count: number): Uint8Array {
  let given: Uint8Array;
  try {
    given = randomBytes(count);
  } catch {
    throw failed('it did not answer');
  }
  if (given.length !== count) throw failed(`${count} bytes were asked, ${given.length} came`);
  return Uint8Array.from(given);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A constant step (all equal is step 0), or a run of at most half the length that repeats to the end. */
function isPattern(bytes: Uint8Array): boolean {
  const step = ((bytes[1] ?? 0) - (bytes[0] ?? 0)) & 0xff;
  const isStep = bytes.every((byte, i) => i === 0 || ((byte - (bytes[i - 1] ?? 0)) & 0xff) === step);
  return isStep || repeats(bytes);
}

function repeats(bytes: Uint8Array): boolean {
  for (let period = 1; period <= bytes.length / 2; period += 1) {
    if (bytes.length - period >= 6 && bytes.every((byte, i) => i < period || byte === bytes[i - period])) return true;
  }
  return false;
}

function failed(what: string): SealingFailed {
  return new SealingFailed(
    'RANDOM_FAILED',
    `The random generator failed: ${what}. Nothing was made with it. Stop the gateway and have the machine's entropy source checked.`,
  );
}
