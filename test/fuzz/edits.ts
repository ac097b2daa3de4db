// How bytes are changed on their way: bits flipped, pieces cut out, put in or doubled, lines taken away, doubled or exchanged. A place beyond the end counts from the beginning again.
import fc from 'fast-check';

export type Edit =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number } | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'put'; readonly at: number; readonly bytes: readonly number[] } | { readonly kind: 'double'; readonly at: number; readonly length: number }
  | { readonly kind: 'line'; readonly at: number; readonly how: 'away' | 'twice' | 'swap' };

const at = fc.nat({ max: 1_000_000 });
const length = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 400 }));
const odd = fc.oneof(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 12 }), fc.constantFrom('\r\n', '\0', '"', '\\', '--', ',', ';', '{', '}', '\ufeff', '=').map((text) => [...Buffer.from(text)]));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at, bit: fc.integer({ min: 0, max: 7 }) }), fc.record({ kind: fc.constant('cut' as const), at, length }), fc.record({ kind: fc.constant('put' as const), at, bytes: odd }),
  fc.record({ kind: fc.constant('double' as const), at, length }), fc.record({ kind: fc.constant('line' as const), at, how: fc.constantFrom('away' as const, 'twice' as const, 'swap' as const) }),
);

export const edits: fc.Arbitrary<Edit[]> = fc.array(edit, { minLength: 1, maxLength: 3 });

export function edited(bytes: Uint8Array, all: readonly Edit[]): Uint8Array {
  return all.reduce((before, one) => editedOnce(Buffer.from(before), one), bytes);
}

function editedOnce(bytes: Buffer, one: Edit): Buffer {
  const place = bytes.length === 0 ? 0 : one.at % bytes.length;
  switch (one.kind) {
    case 'flip': return Buffer.from(bytes.map((byte, index) => (index === place ? byte ^ (1 << one.bit) : byte)));
    case 'cut': return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + one.length)]);
    case 'put': return Buffer.concat([bytes.subarray(0, place), Buffer.from(one.bytes), bytes.subarray(place)]);
    case 'double': return Buffer.concat([bytes.subarray(0, place + one.length), bytes.subarray(place)]);
    case 'line': {
      const lines = bytes.toString('latin1').split('\n');
      const line = one.at % lines.length;
      if (one.how === 'away') lines.splice(line, 1);
      else if (one.how === 'twice') lines.splice(line, 0, lines[line] ?? '');
      else [lines[line], lines[(line + 1) % lines.length]] = [lines[(line + 1) % lines.length] ?? '', lines[line] ?? ''];
      return Buffer.from(lines.join('\n'), 'latin1');
    }
  }
}
