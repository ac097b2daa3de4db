// File names from outside: shown, stored and offered for download only after this. The contents are never touched. Pure.

export interface CleanName {
  /** NFC, one path component, safe to show and to save. */
  readonly name: string;
  /** What had to be changed, in the words of the answer's warnings; empty when nothing was. */
  readonly changed: readonly NameChange[];
}
export type NameChange = 'path-removed' | 'direction-marks-removed' | 'reserved-name' | 'shortened' | 'empty-name' | 'trailing-removed' | 'characters-replaced' | 'numbered';

// Direction marks, and whatever is drawn as nothing: two names that look alike must be alike. What chooses the form of a character (IVS, emoji) stays.
const marks = /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E007F}]/gu;
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?$/iu;
const longestBytes = 255;

/**
 * Cleans a name as the browser sent it. Returns null when it holds control characters or lone surrogates: such a name is refused, never shown (H 20).
 * Decodes nothing: what is percent-encoded was meant so (H 19).
 */
export function cleanFileName(given: string): CleanName | null {
  if (/[\p{Cc}\p{Cs}]/u.test(given)) return null;
  const changed: NameChange[] = [];
  const note = (change: NameChange, before: string, after: string): string => {
    if (before !== after && !changed.includes(change)) changed.push(change);
    return after;
  };
  let name = given.normalize('NFC');
  name = note('path-removed', name, name.split(/[/\\／＼]/u).at(-1) ?? '');
  // What is taken out may have stood between a letter and its accent: they are one character then, as if they had come so.
  name = note('direction-marks-removed', name, name.replace(marks, '').normalize('NFC'));
  name = note('characters-replaced', name, name.replace(/[<>:"|?*]/gu, '_'));
  name = note('trailing-removed', name, name.replace(/[. ]+$/u, '').trimStart());
  name = note('reserved-name', name, reserved.test(name) ? `_${name}` : name);
  name = note('empty-name', name, name === '' || /^\.[^.]*$/u.test(name) ? `名称なし${name}` : name);
  name = note('shortened', name, shorten(name));
  return { name, changed };
}

/** At most 255 bytes of UTF-8, cut between characters, the extension kept (H 23). */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longestBytes) return name;
  const { base, extension } = parts(name);
  return fitted(base, extension);
}

function parts(name: string): { base: string; extension: string } {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= 40 ? name.slice(dot) : '';
  return { base: name.slice(0, name.length - extension.length), extension };
}

function fitted(base: string, ending: string): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(base)) {
    if (Buffer.byteLength(kept + segment + ending) > longestBytes) break;
    kept += segment;
  }
  // One character under hundreds of marks is longer than any name: it is cut among its marks, rather than to nothing.
  if (kept === '') for (const point of base) {
    if (Buffer.byteLength(kept + point + ending) > longestBytes) break;
    kept += point;
  }
  // Cut behind a space or a dot, it would be another name on a disk of Windows.
  return (ending === '' ? kept.replace(/[. ]+$/u, '') : kept) + ending;
}

/** Two names that fold alike are one file on a disk of Windows. */
export const fold = (name: string): string => name.normalize('NFC').toLowerCase();

/** `clean` with a number where one of `names` (folded) would be the same file on the recipient's disk: Windows sees no difference of case (H 25). */
export function distinctFrom(clean: CleanName, names: ReadonlySet<string>): CleanName {
  if (!names.has(fold(clean.name))) return clean;
  const { base, extension } = parts(clean.name);
  for (let number = 2; ; number += 1) {
    const name = fitted(base, ` (${number})${extension}`);
    if (!names.has(fold(name))) return { name, changed: [...clean.changed, 'numbered'] };
  }
}
