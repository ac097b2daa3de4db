// A text as the bytes of Shift_JIS, to search for them. Made by turning the platform's decoder round: there is no encoder in it.

let pairs: ReadonlyMap<string, number> | undefined;

function readPairs(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('shift_jis');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    if (lead >= 0xa0 && lead <= 0xdf) continue;
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\uFFFD' && !found.has(character)) found.set(character, lead * 256 + trail);
    }
  }
  return found;
}

/** The bytes, or null where a character has none. Characters of two bytes and ASCII only: names of firms need no more. */
export function inShiftJis(text: string): Uint8Array | null {
  pairs ??= readPairs();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = pairs.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) return null;
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return Uint8Array.from(bytes);
}
