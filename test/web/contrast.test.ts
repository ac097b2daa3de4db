// The colours of styles.css, by the steps they name, against the ratios of WCAG 2.2 (1.4.3: text 4.5; 1.4.11: borders and shapes 3) and UI.md's own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const styles = readFileSync(join(import.meta.dirname, '..', '..', 'client', 'web', 'styles.css'), 'utf8');
const tokens = readFileSync(createRequire(import.meta.url).resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8');
const steps = new Map([...tokens.matchAll(/--color-(?:primitive|neutral)-([\w-]+):\s*(#[0-9a-f]{6}|rgba?\([^)]*\))/gi)].map(([, name = '', value = '']) => [name, value]));
const roles = new Map([...styles.matchAll(/--([\w-]+): light-dark\(var\(--color-([\w-]+)\), var\(--color-([\w-]+)\)\)/g)].map(([, role = '', light = '', dark = '']) => [role, { light, dark }]));

type Look = 'light' | 'dark';
const LOOKS = ['light', 'dark'] as const;

function colourOf(step: string): string {
  const value = steps.get(step) ?? { white: '#ffffff', black: '#000000' }[step];
  if (value === undefined || !value.startsWith('#')) throw new Error(`a colour of the design tokens was expected, not ${step}`);
  return value;
}
/** Relative luminance, by the formula of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function ratio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(colourOf(one)), luminance(colourOf(other))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
const of = (role: string, look: Look): string => {
  const found = roles.get(role);
  if (found === undefined) throw new Error(`styles.css was expected to have the role --${role} in light and in dark`);
  return found[look];
};
const between = (one: string, other: string, look: Look): number => ratio(of(one, look), of(other, look));

const TONES = ['wait', 'move', 'good', 'mind', 'stop', 'rest'];
/** [what is read, on what], each at least 4.5. */
const TEXTS: readonly (readonly [string, string])[] = [
  ...['ink', 'heading', 'quiet', 'act', 'fault'].flatMap((text) => ['page', 'panel', 'hover'].map((ground) => [text, ground] as const)),
  ...['ink', 'heading', 'quiet', 'act'].map((text) => [text, 'chosen'] as const), ['ink', 'table-head'], ['heading', 'table-head'],
  ['on-act', 'act'], ['on-act', 'act-strong'], ['late', 'late-ground'],
  ...TONES.flatMap((tone) => [[tone, `${tone}-ground`], ['ink', `${tone}-ground`], ['quiet', `${tone}-ground`]] as const),
];
/** [what is seen, beside what], each at least 3. */
const SHAPES: readonly (readonly [string, string])[] = [
  ['edge', 'page'], ['edge', 'panel'], ['act', 'page'], ['fault', 'page'], ['late-ground', 'page'], ['ring', 'page'], ['ring', 'panel'],
  ...TONES.flatMap((tone) => [[`${tone}-edge`, 'page'], [`${tone}-edge`, `${tone}-ground`]] as const),
];

describe.each(LOOKS)('in %s', (look) => {
  it('every text can be read on its ground', () => {
    const weak = TEXTS.map(([text, ground]) => ({ pair: `${text} on ${ground}`, is: between(text, ground, look) })).filter(({ is }) => is < 4.5);
    expect(weak).toEqual([]);
  });

  it('every border and shape can be seen', () => {
    const weak = SHAPES.map(([shape, ground]) => ({ pair: `${shape} beside ${ground}`, is: between(shape, ground, look) })).filter(({ is }) => is < 3);
    expect(weak).toEqual([]);
  });

  it('text on the page is far above the least, as the design says', () => {
    expect(between('ink', 'page', look)).toBeGreaterThan(12);
    expect(between('heading', 'page', look)).toBeGreaterThan(15);
    expect(between('quiet', 'page', look)).toBeGreaterThan(8);
  });

  it('the ring of focus is two colours of which one is seen on anything', () => {
    expect(between('ring', 'ring-inner', look)).toBeGreaterThan(9);
  });
});

describe('the colours', () => {
  it('of the band carry its white text', () => {
    for (const ground of ['blue-900', 'cyan-1000', 'purple-900', 'solid-gray-700']) expect(ratio('white', ground)).toBeGreaterThan(7);
  });

  it('of the tile carry its white letters', () => {
    for (const hue of ['blue', 'green', 'purple', 'orange', 'magenta', 'cyan']) expect(ratio('white', `${hue}-1000`)).toBeGreaterThan(7);
  });

  it('of every role are given for light and dark, and no role is left out of this test', () => {
    const named = [...styles.matchAll(/^ {2}--([\w-]+): light-dark/gm)].map(([, role = '']) => role);
    const looked = new Set([...TEXTS, ...SHAPES].flat());
    expect(named.filter((role) => !roles.has(role))).toEqual([]);
    // A rule between rows is no information by itself (1.4.11); the rows stand apart without it.
    expect(named.filter((role) => !looked.has(role) && !['rule', 'ring-inner'].includes(role))).toEqual([]);
  });
});
