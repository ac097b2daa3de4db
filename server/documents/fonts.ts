// The two fonts of every page, read once: the files for pdfkit, and which characters they can show. The only importer of fontkit.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import { legible } from './legible.ts';

export type Weight = 'regular' | 'bold';

const files: Readonly<Record<Weight, string>> = { regular: '400Regular', bold: '700Bold' };
const read = new Map<Weight, Uint8Array<ArrayBuffer>>();

const pathOf = (weight: Weight): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-jp/${files[weight]}/NotoSansJP_${files[weight]}.ttf`);

/** The font's file; kept, because each document embeds it anew. */
export function fontBytes(weight: Weight): Uint8Array<ArrayBuffer> {
  const known = read.get(weight) ?? new Uint8Array(readFileSync(pathOf(weight)));
  read.set(weight, known);
  return known;
}

let glyphs: Font | undefined;

/** Whether the font has a glyph; both weights have the same ones. */
function hasGlyph(codePoint: number): boolean {
  if (glyphs === undefined) {
    const opened = openSync(pathOf('regular'));
    if (!('hasGlyphForCodePoint' in opened)) throw new Error('The font file holds a collection; one font was expected. Reinstall @expo-google-fonts/noto-sans-jp.');
    glyphs = opened;
  }
  return glyphs.hasGlyphForCodePoint(codePoint);
}

/** The text as the fonts can show it. */
export const shown = (text: string): string => legible(text, hasGlyph);
