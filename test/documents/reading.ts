// Reads a PDF of ours as a screen reader does: the structure tree in its order, each element with the text of its marked content, decoded by
// the fonts' own ToUnicode tables. Written for what pdfkit writes, and independent of how the document was made.
import { inflateSync } from 'node:zlib';

export interface Read { readonly tag: string; readonly text: string; readonly children: readonly Read[] }

interface Thing { readonly dictionary: string; readonly stream: Buffer | null }

/** The document's structure. Throws if the file is not tagged, or names what it does not hold. */
export function readPdf(pdf: Uint8Array): Read {
  const things = thingsOf(Buffer.from(pdf));
  const root = [...things.values()].find(({ dictionary }) => dictionary.includes('/Type /StructTreeRoot'));
  const catalog = [...things.values()].find(({ dictionary }) => dictionary.includes('/Type /Catalog'));
  if (root === undefined || catalog === undefined || !/\/MarkInfo/.test(catalog.dictionary)) throw new Error('expected a tagged PDF');
  const texts = markedTexts(things);
  const [top] = references(/\/K \[([^\]]*)\]/.exec(root.dictionary)?.[1] ?? '');
  return element(things, texts, top ?? '');
}

/** All text in reading order, one element a line. */
export function textOf(read: Read): string {
  return [read.text, ...read.children.map(textOf)].filter((text) => text !== '').join('\n');
}

/** Every element with this tag, in reading order. */
export function elements(read: Read, tag: string): Read[] {
  return [...(read.tag === tag ? [read] : []), ...read.children.flatMap((child) => elements(child, tag))];
}

/** The rows of all tables: the texts of their cells. */
export function rows(read: Read): string[][] {
  return elements(read, 'TR').map((row) => row.children.map((cell) => cell.text));
}

/** The value that stands beside a label. */
export function valueOf(read: Read, label: string): string | undefined {
  return rows(read).find(([name]) => name === label)?.[1];
}

/** What stands on the pages but is not read out: repeated headings and feet. */
export function artifactTexts(pdf: Uint8Array): string[] {
  return [...markedTexts(thingsOf(Buffer.from(pdf))).entries()].filter(([key]) => key.startsWith('artifact')).map(([, text]) => text).filter((text) => text !== '');
}

function thingsOf(pdf: Buffer): Map<string, Thing> {
  const text = pdf.toString('latin1');
  const things = new Map<string, Thing>();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = found.index + found[0].length;
    const end = text.indexOf('\nendobj', from);
    const stream = text.indexOf('\nstream\n', from);
    const has = stream !== -1 && stream < end;
    const length = has ? Number(/\/Length (\d+)/.exec(text.slice(from, stream))?.[1]) : 0;
    const bytes = has ? pdf.subarray(stream + 8, stream + 8 + length) : null;
    const dictionary = text.slice(from, has ? stream : end);
    things.set(found[1] ?? '', { dictionary, stream: bytes !== null && dictionary.includes('FlateDecode') ? inflateSync(bytes) : bytes });
  }
  return things;
}

const references = (text: string): string[] => [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => id ?? '');

function element(things: ReadonlyMap<string, Thing>, texts: ReadonlyMap<string, string>, id: string): Read {
  const { dictionary = '' } = things.get(id) ?? {};
  const tag = /\/S \/(\w+)/.exec(dictionary)?.[1] ?? '';
  const page = /\/Pg (\d+) 0 R/.exec(dictionary)?.[1] ?? '';
  const kids = dictionary.slice(dictionary.indexOf('/K ['));
  const children: Read[] = [];
  let text = '';
  for (const [, reference, mcrPage, mcrId, mcid] of kids.matchAll(/(\d+) 0 R(?=[\s\]])(?![^<]*\/MCID)|<<\s*\/Type \/MCR\s*\/Pg (\d+) 0 R\s*\/MCID (\d+)\s*>>|\b(\d+)(?=[\s\]])/g)) {
    if (mcrId !== undefined) text += texts.get(`${mcrPage ?? ''} ${mcrId}`) ?? '';
    else if (mcid !== undefined) text += texts.get(`${page} ${mcid}`) ?? '';
    else if (reference !== undefined && reference !== page) children.push(element(things, texts, reference));
  }
  return { tag, text, children };
}

/** The text of each marked content, by page and number; artifacts under a name of their own. */
function markedTexts(things: ReadonlyMap<string, Thing>): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [page, { dictionary }] of things) {
    if (!/\/Type \/Page\n/.test(dictionary)) continue;
    const [contents = ''] = references(/\/Contents (\d+ 0 R)/.exec(dictionary)?.[0] ?? '');
    const [resources = ''] = references(/\/Resources (\d+ 0 R)/.exec(dictionary)?.[0] ?? '');
    readContent(things.get(contents)?.stream?.toString('latin1') ?? '', fontsOf(things, things.get(resources)?.dictionary ?? ''), page, texts);
  }
  return texts;
}

function readContent(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>, page: string, texts: Map<string, string>): void {
  let [key, font]: [string | null, ReadonlyMap<string, string>] = [null, new Map()];
  for (const [, tag, mcid, ended, name, shown] of content.matchAll(/\/(\w+) <<([^>]*)>> BDC|(\bEMC\b)|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (tag !== undefined) key = tag === 'Artifact' ? `artifact ${page} ${texts.size}` : `${page} ${/\/MCID (\d+)/.exec(mcid ?? '')?.[1] ?? ''}`;
    else if (ended !== undefined) key = null;
    else if (name !== undefined) font = fonts.get(name) ?? new Map();
    else if (shown !== undefined && key === null && shown !== '') throw new Error('text stands outside of any element');
    else if (shown !== undefined && key !== null) texts.set(key, (texts.get(key) ?? '') + decoded(shown, font));
  }
}

const decoded = (shown: string, font: ReadonlyMap<string, string>): string =>
  [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex]) => (hex ?? '').match(/.{4}/g) ?? []).map((glyph) => font.get(glyph) ?? '\ufffd').join('');

function fontsOf(things: ReadonlyMap<string, Thing>, resources: string): Map<string, ReadonlyMap<string, string>> {
  return new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => {
    const [table = ''] = references(/\/ToUnicode (\d+ 0 R)/.exec(things.get(id ?? '')?.dictionary ?? '')?.[0] ?? '');
    return [name ?? '', unicodeOf(things.get(table)?.stream?.toString('latin1') ?? '')];
  }));
}

function unicodeOf(table: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, first, list] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [at, [, hex = '']] of [...(list ?? '').matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      map.set((Number.parseInt(first ?? '0', 16) + at).toString(16).padStart(4, '0'), Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    }
  }
  return map;
}
