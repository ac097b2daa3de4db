// A file name as it was sent, made text. Browsers send UTF-8 (WHATWG); programs on older Windows send what the system writes,
// Shift_JIS. Pure; what the name may hold is decided elsewhere.

/** `sent` has one character per byte, or is text already where the sender named its charset (RFC 5987). Bytes that are neither stay as they are. */
export function sentName(sent: string): string {
  if (/[^\u0000-\u00ff]/u.test(sent)) return sent;
  const bytes = bytesOf(sent);
  return decode(bytes, 'utf-8') ?? decode(bytes, 'shift_jis') ?? sent;
}

/** Longer heads are the parser's to refuse. */
const longestHead = 16 * 1024;

/**
 * Reads along with the parser until the head of the first part is whole. The parser takes 0x5C for an escape and drops it, but in Shift_JIS it
 * is also the second byte of ソ, 表, 能, 予, 十: such a name can only be had from the bytes as they came.
 */
export class FirstHead {
  #bytes = new Uint8Array(0);
  #whole = false;

  /** A piece of the request's body, in order. */
  take(piece: Uint8Array): void {
    if (this.#whole) return;
    this.#bytes = Uint8Array.from([...this.#bytes, ...piece.subarray(0, longestHead - this.#bytes.length)]);
    this.#whole = this.#bytes.length >= longestHead || latin1(this.#bytes).includes('\r\n\r\n');
  }

  /** The name in Shift_JIS, with its folders as they were sent; null where the head is UTF-8, which the parser reads well, or neither. */
  name(): string | null {
    const [head = '', rest] = latin1(this.#bytes).split('\r\n\r\n', 2);
    const line = rest === undefined ? undefined : head.split('\r\n').find((one) => /^content-disposition:/i.test(one));
    if (line === undefined || decode(bytesOf(line), 'utf-8') !== undefined) return null;
    const begin = /;\s*filename="/i.exec(line);
    return begin === null ? null : decode(bytesOf(quoted(line.slice(begin.index + begin[0].length))), 'shift_jis') ?? null;
  }
}

/** Up to the quotation mark that ends it. The second byte of a pair is never one; a backslash by itself escapes a quotation mark and nothing else: `C:\Temp\` comes so. */
function quoted(text: string): string {
  let name = '';
  for (let at = 0; at < text.length && text[at] !== '"'; at += 1) {
    const pair = /[\u0081-\u009f\u00e0-\u00fc]/.test(text[at] ?? '');
    if (!pair && text[at] === '\\' && text[at + 1] === '"') at += 1;
    name += text.slice(at, at + (pair ? 2 : 1));
    if (pair) at += 1;
  }
  return name;
}

/** One character per byte. (What WHATWG calls latin1 is windows-1252.) */
const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (symbol) => symbol.charCodeAt(0));

function decode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
