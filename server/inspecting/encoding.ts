// In which encoding a text is written, told from its first bytes: UTF-8, Shift_JIS or UTF-16; or that it is no text. Pure.

export type Encoding = 'utf-8' | 'shift_jis' | 'utf-16le' | 'utf-16be';

/** How much of a file is looked at. */
export const sampleBytes = 4096;

/** `ascii`: nothing speaks for any encoding yet. Null: no text (a picture, a PDF, an archive). */
export function encodingOf(sample: Uint8Array): Encoding | 'ascii' | null {
  const [first, second, third] = sample;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x25 && second === 0x50 && third === 0x44) return null;
  if (sample.includes(0)) return wideOf(sample);
  if (sample.some(isControl)) return null;
  if (sample.every((byte) => byte < 0x80)) return 'ascii';
  return narrowOf(sample);
}

/** Of bytes without NUL: UTF-8 where they are that, else Shift_JIS; null where they are neither. */
export function narrowOf(sample: Uint8Array): Encoding | null {
  if (decodes(sample, 'utf-8')) return 'utf-8';
  return decodes(sample, 'shift_jis') ? 'shift_jis' : null;
}

/** So much of a text in UTF-16 is made of usual characters. */
const LIKE_TEXT = 0.8;

/** UTF-16 without a mark: the order of bytes in which the text reads like Japanese or ASCII; null where neither does. */
function wideOf(sample: Uint8Array): Encoding | null {
  const [little, big] = [likeText(sample, 0), likeText(sample, 1)];
  const [encoding, share] = little >= big ? ['utf-16le' as const, little] : ['utf-16be' as const, big];
  return share >= LIKE_TEXT && decodes(sample, encoding) ? encoding : null;
}

/** The share of units that are usual in our texts, or 0 where it is below what counts; `low` tells which of its two bytes is the low one. */
function likeText(sample: Uint8Array, low: 0 | 1): number {
  const units = Math.max(1, Math.floor(sample.length / 2));
  let [usual, odd] = [0, 0];
  // Most that is no text is told by its first part.
  for (let at = 0; at + 1 < sample.length && odd <= units * (1 - LIKE_TEXT); at += 2) {
    const [one = 0, other = 0] = [sample[at], sample[at + 1]];
    const unit = low === 0 ? one + other * 256 : one * 256 + other;
    if ((unit >= 0x20 && unit < 0x7f) || unit === 0x09 || unit === 0x0a || unit === 0x0d || (unit >= 0x3000 && unit < 0x3100) || (unit >= 0x4e00 && unit < 0xa000) || (unit >= 0xff00 && unit < 0xffe7)) usual += 1;
    else odd += 1;
  }
  const share = usual / units;
  return share >= LIKE_TEXT ? share : 0;
}

/** Tab, line feed, vertical tab, form feed, carriage return, SUB (the old end of a file) and ESC stand in texts. */
const isControl = (byte: number): boolean => byte < 0x20 && !((byte >= 0x09 && byte <= 0x0d) || byte === 0x1a || byte === 0x1b);

function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
