// Which licences a package may have, by SPDX id. Whatever is not here fails the tests until somebody has read it and put it here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../sources.ts';
import { installed, nameOf, packages } from './lock.ts';

/** Of what is run or handed out: permissive, and none of them asks more than that its text goes along. */
export const ofProduct: readonly string[] = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', 'OFL-1.1', 'Unlicense'];

/** Of tools that build and test, and of which nothing is handed out. */
export const ofTools: readonly string[] = [...ofProduct, 'CC-BY-4.0', 'MPL-2.0'];

/** Packages of the product under another licence, each with the reason why that will do. */
export const exceptions: Readonly<Record<string, { readonly licence: string; readonly why: string }>> = {
  openpgp: { licence: 'LGPL-3.0+', why: 'used as published, by its public interface, from a package of its own: whoever has the project can put another version in its place and build again' },
};

/** Packages whose package.json names no licence: the file of theirs that does, and its words. */
export const toldElsewhere: Readonly<Record<string, { readonly licence: string; readonly file: string; readonly words: RegExp }>> = {
  'combine-errors': { licence: 'MIT', file: 'Readme.md', words: /^## License\s+MIT\s*$/m },
  'png-js': { licence: 'MIT', file: 'LICENSE', words: /^MIT License\n/ },
};

/** The licence of the package at a place of the lock, as an SPDX expression; null where nothing tells it. */
export function licenceOf(path: string): string | null {
  const [here, name] = [installed(path), nameOf(path)];
  const told = here === null ? null : typeOf(here.license) ?? (Array.isArray(here.licenses) ? here.licenses.map(typeOf).join(' OR ') : null);
  if (told !== null) return told;
  const elsewhere = toldElsewhere[name];
  if (elsewhere !== undefined && here !== null && elsewhere.words.test(readFileSync(join(root, path, elsewhere.file), 'utf8'))) return elsewhere.licence;
  return packages.get(path)?.license ?? null;
}

/** `license: "MIT"`, or the older `{ type: "MIT" }`. */
function typeOf(told: unknown): string | null {
  if (typeof told === 'string') return told;
  return typeof told === 'object' && told !== null && 'type' in told && typeof told.type === 'string' ? told.type : null;
}

/** Whether an expression can be met by licences that are allowed: all sides of an AND, one of an OR. What has both is not read, and not allowed. */
export function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' AND ')) return plain.split(' AND ').every((one) => allowed.includes(one));
  return plain.split(' OR ').some((one) => allowed.includes(one));
}
