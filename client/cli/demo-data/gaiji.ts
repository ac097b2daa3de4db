/**
 * The demo ward's 外字: characters of names that CP932 lacks, each with its private-use code, and the side file that tells the printer
 * what they stand for. Codes are never given twice.
 */
import { gaijiBytes } from './cp932.ts';

const codes: ReadonlyMap<string, number> = new Map([
  ['𠮷', 0xe000],
  ['𡈽', 0xe001],
  ['𣘺', 0xe002],
]);

/** The text with each character that has a 外字 code replaced by that private-use character. */
export function withGaiji(text: string): string {
  return Array.from(text, (char) => {
    const code = codes.get(char);
    return code === undefined ? char : String.fromCodePoint(code);
  }).join('');
}

/** The text with private-use characters turned back. */
export function withoutGaiji(text: string): string {
  let plain = text;
  for (const [char, code] of codes) plain = plain.replaceAll(String.fromCodePoint(code), char);
  return plain;
}

export const gaijiTableName = '外字対応表.csv';

/** The side file: UTF-8 with a byte order mark (so that Excel reads it), CRLF. */
export function gaijiTable(): Uint8Array {
  const hex = (value: number): string => value.toString(16).toUpperCase();
  const rows = Array.from(codes, ([char, code]) => [
    gaijiBytes(code).map(hex).join(''),
    `U+${hex(code)}`,
    char,
    `U+${hex(char.codePointAt(0) ?? 0)}`,
  ].join(','));
  return new TextEncoder().encode(`\ufeff${['外字コード（CP932）,外字コード（Unicode）,文字,文字コード（Unicode）', ...rows].join('\r\n')}\r\n`);
}
