// What the first bytes of a file say it is, against what the ending of its name says (ASVS 5.2.2, H 26). Pure; a few bytes are looked at, nothing is kept.
// A name without an ending, or with one that is not in the table, promises nothing and passes; so does text, which has no mark of its own, unless its
// bytes carry the mark of something else. A program is told under whatever name.

/** What a file's bytes can be told to be. `zip` is every archive of that form, documents of newer offices among them; `ole` those of older ones. */
export type Mark = 'pdf' | 'zip' | 'png' | 'jpeg' | 'tiff' | 'gif' | 'gzip' | '7z' | 'ole' | 'rtf';
export type Misfit =
  | { readonly kind: 'program' }
  /** `came` is null where the bytes bear no mark that is known. */
  | { readonly kind: 'differs'; readonly expected: Mark | 'text'; readonly came: Mark | null };

/** So many bytes at the beginning are enough. */
export const headBytes = 1024;

const bytesOf = (text: string): number[] => Array.from(text, (sign) => sign.charCodeAt(0));
const marks: readonly (readonly [Mark, readonly number[]])[] = [
  ['pdf', bytesOf('%PDF-')], ['zip', [0x50, 0x4b, 3, 4]], ['zip', [0x50, 0x4b, 5, 6]], ['zip', [0x50, 0x4b, 7, 8]], ['png', [0x89, ...bytesOf('PNG\r\n'), 0x1a, 0x0a]], ['jpeg', [0xff, 0xd8, 0xff]],
  ['tiff', [0x49, 0x49, 0x2a, 0]], ['tiff', [0x4d, 0x4d, 0, 0x2a]], ['tiff', [0x49, 0x49, 0x2b, 0]], ['tiff', [0x4d, 0x4d, 0, 0x2b]], ['gif', bytesOf('GIF8')], ['gzip', [0x1f, 0x8b, 8]], ['7z', [...bytesOf('7z'), 0xbc, 0xaf, 0x27, 0x1c]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]], ['rtf', bytesOf('{\\rtf')],
];

/** What each ending promises. Older endings of offices are also given to newer forms and to RTF by offices themselves; a document under a password is an OLE file. */
const promised: Readonly<Record<string, readonly (Mark | 'text')[]>> = {
  pdf: ['pdf'], zip: ['zip'], png: ['png'], jpg: ['jpeg'], jpeg: ['jpeg'], tif: ['tiff'], tiff: ['tiff'], gif: ['gif'], gz: ['gzip'], tgz: ['gzip'], '7z': ['7z'],
  xlsx: ['zip', 'ole'], docx: ['zip', 'ole'], pptx: ['zip', 'ole'], odt: ['zip'], ods: ['zip'], odp: ['zip'], xls: ['ole', 'zip', 'text'], doc: ['ole', 'zip', 'rtf'], ppt: ['ole', 'zip'], rtf: ['rtf'],
  csv: ['text'], tsv: ['text'], txt: ['text'], log: ['text'],
};

/** Null where name and bytes agree, or nothing is promised. `head` is the beginning of the file, `headBytes` of it or all there is. */
export function misfitOf(name: string, head: Uint8Array): Misfit | null {
  if (isProgram(head)) return { kind: 'program' };
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const fitting = Object.hasOwn(promised, ending) ? promised[ending] ?? [] : [];
  const [expected] = fitting;
  if (expected === undefined) return null;
  const came = markOf(head);
  return (came === null && fitting.includes('text')) || (came !== null && fitting.includes(came)) ? null : { kind: 'differs', expected, came };
}

const begins = (head: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => head[at] === byte);

function markOf(head: Uint8Array): Mark | null {
  return marks.find(([, mark]) => begins(head, mark))?.[0] ?? null;
}

/** ELF, Mach-O and Java classes, a Windows link; scripts of Unix; and MZ with the header that Windows reads behind it, which is never text. */
const programs: readonly (readonly number[])[] = [
  [0x7f, ...bytesOf('ELF')], [0xca, 0xfe, 0xba, 0xbe], [0xfe, 0xed, 0xfa, 0xce], [0xfe, 0xed, 0xfa, 0xcf], [0xce, 0xfa, 0xed, 0xfe], [0xcf, 0xfa, 0xed, 0xfe],
  [0x4c, 0, 0, 0, 1, 0x14, 2, 0], bytesOf('#!/'), bytesOf('#! /'),
];
const headerOfMz = 64;

function isProgram(head: Uint8Array): boolean {
  if (programs.some((mark) => begins(head, mark))) return true;
  return begins(head, bytesOf('MZ')) && head.length >= headerOfMz && head.subarray(0, headerOfMz).includes(0);
}
