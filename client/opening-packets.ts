// The framing of RFC 9580 4.2.1 around what comes in pieces: the content of one packet read out of a stream, and of one packet inside chunks that are whole already.

/** How much of a packet follows, and whether more lengths do. */
interface Part { readonly length: number; readonly isLast: boolean }

/** So many octets does a length have that begins with this one. */
const lengthOctets = (first: number): number => (first < 192 || (first >= 224 && first < 255) ? 1 : first < 224 ? 2 : 5);

function partOf(octets: Uint8Array): Part {
  const [first = 0, second = 0] = octets;
  if (first < 192) return { length: first, isLast: true };
  if (first < 224) return { length: ((first - 192) << 8) + second + 192, isLast: true };
  if (first < 255) return { length: 2 ** (first & 0x1f), isLast: false };
  return { length: new DataView(octets.buffer, octets.byteOffset + 1, 4).getUint32(0), isLast: true };
}

export interface PacketContent {
  /** Puts as much of the content into `into` as there is room for or is left; returns how many octets. Throws an Error where the stream ends within the packet, or goes on behind it. */
  readonly fill: (into: Uint8Array) => Promise<number>;
}

/** The content of the one packet of `pieces`, whose first octet must be `tag` (current format). */
export function openPacket(pieces: AsyncIterator<Uint8Array, undefined>, tag: number): PacketContent {
  let piece: Uint8Array = new Uint8Array(0);
  let [left, isLast, isBegun] = [0, false, false];
  /** Takes what is there, at most `most`; empty at the end of the stream. */
  const take = async (most: number): Promise<Uint8Array> => {
    while (piece.length === 0) {
      const step = await pieces.next();
      if (step.done === true) return piece;
      piece = step.value;
    }
    const taken = piece.subarray(0, most);
    piece = piece.subarray(taken.length);
    return taken;
  };
  const exactly = async (count: number): Promise<Uint8Array> => {
    const octets = new Uint8Array(count);
    for (let at = 0; at < count;) {
      const taken = await take(count - at);
      if (taken.length === 0) throw new Error('expected a whole packet');
      octets.set(taken, at);
      at += taken.length;
    }
    return octets;
  };
  const nextPart = async (): Promise<void> => {
    const first = await exactly(1);
    const more = lengthOctets(first[0] ?? 0) - 1;
    const part = partOf(more === 0 ? first : Uint8Array.of(...first, ...await exactly(more)));
    [left, isLast] = [part.length, part.isLast];
  };
  return {
    fill: async (into) => {
      if (!isBegun && (await exactly(1))[0] !== tag) throw new Error('expected another packet');
      let filled = 0;
      while (filled < into.length) {
        while (left === 0 && !(isBegun && isLast)) {
          await nextPart();
          isBegun = true;
        }
        if (left === 0) break;
        const taken = await take(Math.min(left, into.length - filled));
        if (taken.length === 0) throw new Error('expected a whole packet');
        into.set(taken, filled);
        [filled, left] = [filled + taken.length, left - taken.length];
      }
      if (left === 0 && isLast && (await take(1)).length > 0) throw new Error('expected one packet');
      return filled;
    },
  };
}

/** The literal packet as the gateway writes it: binary, without a name or a time (RFC 9580 5.9). */
const LITERAL = 0xcb;
const LITERAL_HEAD = Uint8Array.of(0x62, 0, 0, 0, 0, 0);

/** Takes chunks one after another and gives the content of the one literal packet in them, in the very memory of the chunk. */
export class Unpacked {
  /** Octets of framing that came and are not whole yet. */
  #framing: number[] = [];
  #isBegun = false;
  #part: Part = { length: 0, isLast: false };
  #left = 0;
  #head = 0;

  /** @throws Error for anything but one literal packet */
  content(chunk: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    let [from, to] = [0, 0];
    while (from < chunk.length) {
      if (this.#left === 0) {
        this.#frame(chunk[from] ?? 0);
        from += 1;
        continue;
      }
      const count = Math.min(this.#left, chunk.length - from);
      const ofHead = Math.min(count, LITERAL_HEAD.length - this.#head);
      for (let at = 0; at < ofHead; at += 1) if (chunk[from + at] !== LITERAL_HEAD[this.#head + at]) throw new Error('expected the head of a literal packet');
      this.#head += ofHead;
      chunk.copyWithin(to, from + ofHead, from + count);
      to += count - ofHead;
      from += count;
      this.#left -= count;
    }
    return chunk.subarray(0, to);
  }

  /** @throws Error where the packet has not come to its end */
  mustBeWhole(): void {
    if (!this.#isBegun || !this.#part.isLast || this.#left > 0 || this.#framing.length > 0 || this.#head < LITERAL_HEAD.length) throw new Error('expected a whole literal packet');
  }

  #frame(octet: number): void {
    if (!this.#isBegun) {
      if (octet !== LITERAL) throw new Error('expected a literal packet');
      this.#isBegun = true;
      return;
    }
    if (this.#part.isLast) throw new Error('expected one literal packet');
    this.#framing.push(octet);
    if (this.#framing.length < lengthOctets(this.#framing[0] ?? 0)) return;
    this.#part = partOf(Uint8Array.from(this.#framing));
    this.#left = this.#part.length;
    this.#framing = [];
  }
}
