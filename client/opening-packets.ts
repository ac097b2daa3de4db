// The framing of RFC 9580 4.2.1: the content of one packet out of a stream that comes in pieces.

/** How much of a packet follows, and whether more lengths do. */
interface Part { readonly length: number; readonly isLast: boolean }

/** So many octets does a length have that begins with this one (RFC 9580 4.2.1). */
export const lengthOctets = (first: number): number => (first < 192 || (first >= 224 && first < 255) ? 1 : first < 224 ? 2 : 5);

function partOf(octets: Uint8Array): Part {
  const [first = 0, second = 0] = octets;
  if (first < 192) return { length: first, isLast: true };
  if (first < 224) return { length: ((first - 192) << 8) + second + 192, isLast: true };
  if (first < 255) return { length: 2 ** (first & 0x1f), isLast: false };
  return { length: new DataView(octets.buffer, octets.byteOffset + 1, 4).getUint32(0), isLast: true };
}

export interface PacketContent {
  /** The next octets of the content, at least one and at most `most`, in the memory they came in; empty at its end. Throws an Error where the stream ends within the packet, or goes on behind it. */
  readonly take: (most: number) => Promise<Uint8Array>;
  /** Puts as much of the content into `into` as there is room for or is left; returns how many octets. Throws what `take` throws. */
  readonly fill: (into: Uint8Array) => Promise<number>;
}

/** The content of the one packet of `pieces`, whose first octet must be `tag` (current format). */
export function openPacket(pieces: AsyncIterator<Uint8Array, undefined>, tag: number): PacketContent {
  const stream = fillBy(takeFrom(pieces));
  let [left, isLast, isBegun] = [0, false, false];
  const exactly = async (count: number): Promise<Uint8Array> => {
    const octets = new Uint8Array(count);
    if (await stream.fill(octets) < count) throw new Error('expected a whole packet');
    return octets;
  };
  const nextPart = async (): Promise<void> => {
    if (!isBegun && (await exactly(1))[0] !== tag) throw new Error('expected another packet');
    isBegun = true;
    const first = await exactly(1);
    const part = partOf(Uint8Array.of(...first, ...await exactly(lengthOctets(first[0] ?? 0) - 1)));
    [left, isLast] = [part.length, part.isLast];
  };
  return fillBy(async (most) => {
    while (left === 0 && !isLast) await nextPart();
    const taken = await stream.take(left === 0 ? 1 : Math.min(left, most));
    // Behind the last length nothing may follow; before it, something must.
    if ((taken.length === 0) !== (left === 0)) throw new Error('expected one whole packet');
    left -= taken.length;
    return taken;
  });
}

/** Takes of the pieces, one after another. */
function takeFrom(pieces: AsyncIterator<Uint8Array, undefined>): PacketContent['take'] {
  let piece: Uint8Array = new Uint8Array(0);
  return async (most) => {
    while (piece.length === 0) {
      const step = await pieces.next();
      if (step.done === true) break;
      piece = step.value;
    }
    const taken = piece.subarray(0, most);
    piece = piece.subarray(taken.length);
    return taken;
  };
}

function fillBy(take: PacketContent['take']): PacketContent {
  return {
    take,
    fill: async (into) => {
      let filled = 0;
      while (filled < into.length) {
        const taken = await take(into.length - filled);
        if (taken.length === 0) break;
        into.set(taken, filled);
        filled += taken.length;
      }
      return filled;
    },
  };
}
