// Two check symbols of a shortened Reed-Solomon code over GF(32) (distance 3): one wrong symbol, whichever it is, is found and placed, any two are
// found. Pure. Field: x^5 + x^2 + 1, alpha = 2. The symbol at place p (0 = first) has the locator alpha^p.

const FIELD_SIZE = 32;
const GROUP_ORDER = FIELD_SIZE - 1;
const POLYNOMIAL = 0b100101;

const POWERS: readonly number[] = powersOfAlpha();

export const CHECK_SYMBOLS = 2;

/** What the check says of a word: sound, or damaged with the place (0 = first) that would explain it if it is one symbol. */
export type CheckResult = { sound: true } | { sound: false; place: number | null };

/** Appends the two check symbols, so that the sums of c(p) and of c(p) * alpha^p are both zero. Symbols are 0 to 31, at most 29 of them. */
export function appendCheck(symbols: readonly number[]): number[] {
  const { plain, weighted } = syndromes(symbols);
  const at = symbols.length;
  // x + y = plain and x * alpha^at + y * alpha^(at+1) = weighted, where plus is exclusive or.
  const y = multiply(weighted ^ multiply(plain, power(at)), inverse(power(at) ^ power(at + 1)));
  return [...symbols, plain ^ y, y];
}

/** Checks a word that ends in its two check symbols. */
export function check(word: readonly number[]): CheckResult {
  const { plain, weighted } = syndromes(word);
  if (plain === 0 && weighted === 0) return { sound: true };
  if (plain === 0 || weighted === 0) return { sound: false, place: null };
  const place = (logarithm(weighted) - logarithm(plain) + GROUP_ORDER) % GROUP_ORDER;
  return { sound: false, place: place < word.length ? place : null };
}

function syndromes(word: readonly number[]): { plain: number; weighted: number } {
  let plain = 0;
  let weighted = 0;
  word.forEach((symbol, place) => {
    plain ^= symbol;
    weighted ^= multiply(symbol, power(place));
  });
  return { plain, weighted };
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : power(logarithm(a) + logarithm(b));
}

function inverse(a: number): number {
  return power(GROUP_ORDER - logarithm(a));
}

function power(exponent: number): number {
  return POWERS[exponent % GROUP_ORDER] ?? 0;
}

function logarithm(a: number): number {
  return POWERS.indexOf(a);
}

function powersOfAlpha(): number[] {
  const powers = [1];
  while (powers.length < GROUP_ORDER) {
    const next = (powers.at(-1) ?? 0) << 1;
    powers.push(next >= FIELD_SIZE ? next ^ POLYNOMIAL : next);
  }
  return powers;
}
