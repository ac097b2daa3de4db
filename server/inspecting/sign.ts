// What a character is to the search for numbers: a digit of either width, something that joins groups of digits, or something that ends them. Pure.

/** Signs 0 to 9 are the digits themselves. */
export const sign = { hyphen: 10, space: 11, dot: 12, comma: 13, quote: 14, line: 15, letter: 16, other: 17 } as const;

/** Hyphens, dashes and minus signs as people and input methods write them, the long vowel mark among them. */
const hyphens: ReadonlySet<number> = new Set([0x2d, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x30fc, 0xff0d, 0xff70]);

/** The sign of a character by its Unicode number. */
export function signOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  if (hyphens.has(code)) return sign.hyphen;
  if (code === 0x20 || code === 0xa0 || code === 0x3000) return sign.space;
  if (code === 0x2e || code === 0xff0e) return sign.dot;
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f) return sign.letter;
  switch (code) {
    case 0x2c: return sign.comma;
    case 0x22: return sign.quote;
    case 0x0a: return sign.line;
    default: return sign.other;
  }
}

/** The same for one byte of ASCII, by its value. */
export const signOfAscii: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => signOf(code));

/** The sign of a character of two bytes in Shift_JIS (JIS X 0208, rows 1 and 3); all that is not asked for is `other`. */
export function signOfShiftJis(pair: number): number {
  if (pair >= 0x824f && pair <= 0x8258) return pair - 0x824f;
  switch (pair) {
    case 0x815b: case 0x815c: case 0x815d: case 0x817c: return sign.hyphen;
    case 0x8140: return sign.space;
    case 0x8144: return sign.dot;
    default: return sign.other;
  }
}

const skippable = (may: (byte: number) => boolean): Uint8Array => Uint8Array.from({ length: 256 }, (_, byte) => Number(may(byte)));
const isDull = (byte: number): boolean => byte < 0x80 && signOf(byte) >= sign.letter;

/**
 * Bytes that may be passed over between two numbers, 1 for each: most of every text is letters. In UTF-8 these are also the bytes of all characters
 * that do not begin with C2, E2, E3 or EF, where digits, hyphens and spaces of other widths lie.
 */
export const dullInUtf8 = skippable((byte) => isDull(byte) || (byte >= 0x80 && ![0xc2, 0xe2, 0xe3, 0xef].includes(byte)));
/** The same where every byte is a character. */
export const dullInAscii = skippable(isDull);
