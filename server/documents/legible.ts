/**
 * Text that a page can show. Guarantees that every character left has a glyph in the page's font and a place on the line:
 * controls and direction marks are dropped, what the font lacks (外字, emoji) becomes 〓 (H 31).
 */

const lineBreaks = /\r\n?|\u2028|\u2029|\u0085/g;
/** C0 and C1 controls but LF, zero-width and direction marks, byte order mark, variation selectors: none of them is seen, some reorder what is. */
const unseen = /[\0-\t\v-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]|[\u{e0000}-\u{e01ef}]/gu;
/** Compatibility ideographs stand in names (神 U+FA19, not 神): NFC would put another character in their place. */
const namesAside = /[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu;

/** What stands for a character that the font lacks. */
export const GETA = '〓';

/** The text composed (NFC) except for compatibility ideographs, with a `〓` for each character that `hasGlyph` does not know, halves of surrogate pairs included. */
export function legible(text: string, hasGlyph: (codePoint: number) => boolean): string {
  const seen = text.replace(namesAside, (part) => part.normalize('NFC')).replace(lineBreaks, '\n').replace(unseen, '');
  return Array.from(seen, (char) => (char === '\n' || hasGlyph(char.codePointAt(0) ?? 0) ? char : GETA)).join('');
}
