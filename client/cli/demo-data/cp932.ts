/**
 * Text in the Shift_JIS of Windows (CP932), as print shops take it. The only importer of iconv-lite.
 * Guarantees that a character without a code is refused, never turned into `?`.
 *
 * Characters outside of CP932 (𠮷) are kept as municipalities keep them: as 外字, a code of the user-defined range F040-F9FC, which Windows
 * maps to U+E000-U+E757 in order, 188 codes to each lead byte. What each stands for is told by the side file of `gaiji.ts`.
 * iconv-lite does not encode that range; hence the arithmetic here.
 */
import iconv from 'iconv-lite';

const firstGaiji = 0xe000;
const lastGaiji = 0xe757;
const codesPerLeadByte = 188;

/** The two CP932 bytes of a private-use character from U+E000 to U+E757. */
export function gaijiBytes(codePoint: number): [number, number] {
  if (codePoint < firstGaiji || codePoint > lastGaiji) throw new RangeError(`U+${codePoint.toString(16).toUpperCase()} is no 外字 of CP932; U+E000 to U+E757 was expected.`);
  const at = codePoint - firstGaiji;
  const trail = 0x40 + (at % codesPerLeadByte);
  // A trail byte is never 7F.
  return [0xf0 + Math.floor(at / codesPerLeadByte), trail < 0x7f ? trail : trail + 1];
}

/**
 * The text in CP932.
 * @throws RangeError when a character has no code: give it one in `gaiji.ts`.
 */
export function encodeCp932(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  // The parentheses keep the 外字 among the parts.
  for (const part of text.split(/([\ue000-\ue757])/u)) {
    const first = part.codePointAt(0) ?? 0;
    parts.push(first >= firstGaiji && first <= lastGaiji ? Uint8Array.from(gaijiBytes(first)) : encodePlain(part));
  }
  return Buffer.concat(parts);
}

function encodePlain(text: string): Uint8Array {
  const bytes = iconv.encode(text, 'cp932');
  if (decodeCp932(bytes) !== text) {
    const lost = Array.from(text).find((char) => decodeCp932(iconv.encode(char, 'cp932')) !== char) ?? '';
    throw new RangeError(`The character U+${(lost.codePointAt(0) ?? 0).toString(16).toUpperCase()} has no code in CP932; give it a 外字 code in gaiji.ts.`);
  }
  return bytes;
}

/**
 * The text of CP932 bytes, 外字 as private-use characters. Read by the platform's decoder (WHATWG Encoding), which knows the whole range.
 * @throws TypeError when the bytes are not CP932.
 */
export function decodeCp932(bytes: Uint8Array): string {
  return new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
}
