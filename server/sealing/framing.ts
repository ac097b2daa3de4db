// Packet framing of RFC 9580 4.2: headers, and a body of unknown length as equal partial lengths. The bytes written depend only on
// the content, never on how it was cut into chunks.

/** One partial length: 128 KiB. RFC 9580 4.2.1.4 asks for at least 512 octets in the first. */
const PARTIAL_EXPONENT = 17;
const PARTIAL_SIZE = 2 ** PARTIAL_EXPONENT;
const PARTIAL_OCTET = 0xe0 | PARTIAL_EXPONENT;

/**
 * Takes the content of one packet and calls `emit` with its framed pieces, in order. Nothing is copied: pieces are views of what was
 * written, so neither may be changed afterwards, and many tiny writes should be gathered by the caller.
 */
export interface PacketFramer {
  readonly write: (content: Uint8Array) => void;
  readonly end: () => void;
}

/** Frames one packet of type `tag` (RFC 9580 4.2, current format) whose length nobody knows beforehand. */
export function framePacket(tag: number, emit: (piece: Uint8Array) => void): PacketFramer {
  let held: Uint8Array[] = [];
  let filled = 0;
  let before: readonly number[] = [0xc0 | tag];
  const part = (length: Iterable<number>): void => {
    emit(Uint8Array.of(...before, ...length));
    for (const piece of held) emit(piece);
    held = [];
    filled = 0;
    before = [];
  };
  return {
    write(content) {
      for (let offset = 0; offset < content.length; ) {
        // Only now is it known that more follows: the last length must not be a partial one.
        if (filled === PARTIAL_SIZE) part([PARTIAL_OCTET]);
        const count = Math.min(PARTIAL_SIZE - filled, content.length - offset);
        held.push(content.subarray(offset, offset + count));
        filled += count;
        offset += count;
      }
    },
    end: () => part(lengthOctets(filled)),
  };
}

/** A whole packet of known content (RFC 9580 4.2). */
export function wholePacket(tag: number, content: Uint8Array): Uint8Array {
  const length = lengthOctets(content.length);
  const packet = new Uint8Array(1 + length.length + content.length);
  packet[0] = 0xc0 | tag;
  packet.set(length, 1);
  packet.set(content, 1 + length.length);
  return packet;
}

/** The shortest definite length (RFC 9580 4.2.1). */
function lengthOctets(length: number): Uint8Array {
  if (length < 192) return Uint8Array.of(length);
  if (length < 8384) return Uint8Array.of(((length - 192) >> 8) + 192, (length - 192) & 0xff);
  return Uint8Array.of(0xff, (length >>> 24) & 0xff, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff);
}
