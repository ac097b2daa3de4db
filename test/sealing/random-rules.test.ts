// Which draws are refused, one by one and to the byte, and what is said: from generators that give what they are told.
import { describe, expect, it } from 'vitest';
import { drawRandom } from '../../server/sealing/random.ts';

const sound = Uint8Array.of(3, 141, 59, 26, 53, 58, 97, 93, 238, 46, 26, 43);
const other = Uint8Array.of(2, 71, 82, 81, 82, 84, 59, 4, 52, 35, 36, 2);
/** What comes of a first and a second draw of these bytes. */
function draw(first: Uint8Array, second: Uint8Array = other, count = first.length): Uint8Array {
  const draws = [first, second.subarray(0, count)];
  return drawRandom(() => draws.shift() ?? new Uint8Array(0), count);
}
const refused = (what: string): Error => expect.objectContaining({ code: 'RANDOM_FAILED', message: `The random generator failed: ${what}. Nothing was made with it. Stop the gateway and have the machine's entropy source checked.` }) as Error;
const pattern = refused('its bytes follow a pattern');

describe('a draw', () => {
  it('is the first of two that differ', () => {
    expect(draw(sound)).toEqual(sound);
    expect(draw(sound.subarray(0, 8))).toEqual(sound.subarray(0, 8));
    // All but the last byte alike: that is chance.
    expect(draw(sound, sound.with(11, 9))).toEqual(sound);
  });

  it('is refused where it is too small, not answered or of another length', () => {
    expect(() => draw(sound.subarray(0, 7))).toThrow(refused('at least 8 bytes must be drawn at once, 7 were asked'));
    expect(() => drawRandom(() => { throw new Error('no device'); }, 12)).toThrow(refused('it did not answer'));
    expect(() => draw(sound, other, 8)).toThrow(refused('8 bytes were asked, 12 came'));
    expect(() => draw(sound.subarray(0, 9), sound, 12)).toThrow(refused('12 bytes were asked, 9 came'));
    expect(() => draw(sound, other.subarray(0, 9))).toThrow(refused('12 bytes were asked, 9 came'));
  });

  it('is refused where it came twice', () => {
    expect(() => draw(sound, sound)).toThrow(refused('it gave the same bytes twice running'));
  });

  it('is refused where it climbs or falls by a constant step, in either draw', () => {
    for (const step of [0, 1, 7, 255]) {
      const climbing = Uint8Array.from({ length: 12 }, (_, i) => 250 + i * step);
      expect(() => draw(climbing)).toThrow(pattern);
      expect(() => draw(sound, climbing)).toThrow(pattern);
      // One byte beside the step is chance.
      for (const at of [0, 6, 11]) expect(draw(climbing.with(at, 123))).toHaveLength(12);
    }
  });

  it('is refused where a run of at most half of it repeats to the end', () => {
    const repeating = (period: number, length = 12): Uint8Array => Uint8Array.from({ length }, (_, i) => sound[i % period] ?? 0);
    for (const period of [2, 3, 4, 5, 6]) {
      expect(() => draw(repeating(period)), String(period)).toThrow(pattern);
      expect(draw(repeating(period).with(11, 200))).toHaveLength(12);
    }
    expect(draw(repeating(7))).toHaveLength(12);
    // Five bytes that repeat are too few to tell from chance, six are not.
    expect(draw(repeating(4, 9).subarray(0, 8))).toHaveLength(8);
    expect(draw(repeating(3, 8))).toHaveLength(8);
    expect(() => draw(repeating(2, 8))).toThrow(pattern);
  });

  it('leaves nothing of the second in memory, and is not the generator\'s own', () => {
    const given: Uint8Array[] = [sound.slice(), other.slice()];
    const drawn = drawRandom(() => given.shift() ?? new Uint8Array(0), 12);
    expect(drawn).toEqual(sound);
    expect(drawn).not.toBe(sound);
  });
});
