// A file name as it was sent, made text. Browsers send UTF-8 (WHATWG); programs on older Windows send what the system writes,
// Shift_JIS. Pure; what the name may hold is decided elsewhere.

/** `sent` has one character per byte, or is text already where the sender named its charset (RFC 5987). Bytes that are neither stay as they are. */
export function sentName(sent: string): string {
  if (/[^\u0000-\u00ff]/u.test(sent)) return sent;
  const bytes = Uint8Array.from(sent, (symbol) => symbol.charCodeAt(0));
  return decode(bytes, 'utf-8') ?? decode(bytes, 'shift_jis') ?? sent;
}

function decode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
