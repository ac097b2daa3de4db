// What is asked of the gateway for each sending: engagement, form and recipients by id or by their exact name, and how many records there are.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { newDeposit } from '../../../server/http/wire/transfers.ts';
import { id } from '../../../server/http/wire/words.ts';
import type { Api } from '../../api.ts';
import { NotKnown } from '../unattended/not-known.ts';
import { pathsOf, type Found } from './found.ts';
import { NotSendable } from './not-sendable.ts';

export type Request = z.input<typeof newDeposit>;

/** How the count of a sending is had: a number, or counted: `lines`, or `rows` (lines without the heading of each file). A marker that gives one is believed first. */
export type Quantity = number | 'lines' | 'rows';
export interface Asked {
  readonly engagement: string;
  readonly form: string;
  readonly recipients: readonly string[];
  readonly quantity: Quantity;
  readonly title: string | null;
}

/** Turns names into ids by what the gateway shows this terminal. Throws `NotKnown`, `Refused`. */
export async function resolveNames(api: Api, asked: Asked): Promise<Omit<Request, 'quantity'>> {
  const title = asked.title === null ? {} : { title: asked.title };
  if ([asked.engagement, asked.form, ...asked.recipients].every((one) => id.safeParse(one).success)) return { engagementId: asked.engagement, formId: asked.form, recipientIds: [...asked.recipients], ...title };
  const engagements = await api.call('engagements', {});
  const engagement = one(engagements, asked.engagement, ({ title: name }) => name);
  const parties = [...engagement.contractors, ...engagement.sections];
  return { engagementId: engagement.id, formId: one(engagement.forms, asked.form, ({ name }) => name).id, recipientIds: asked.recipients.map((wanted) => one(parties, wanted, ({ name }) => name).id), ...title };
}

function one<T extends { readonly id: string }>(list: readonly T[], wanted: string, nameOf: (one: T) => string): T {
  const found = list.filter((item) => item.id === wanted || nameOf(item) === wanted);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new NotKnown(`「${wanted}」が${found.length === 0 ? 'ありません' : '2つ以上あります'}。IDで指定してください。あるもの: ${list.map(nameOf).join('、')} / "${wanted}": ${found.length} found, expected one; give its id`);
  return first;
}

/** What a marker may say; an empty one says only that the file is finished. */
const marker = z.strictObject({ quantity: z.int().min(1).max(1_000_000_000).optional(), sha256: z.string().regex(/^[0-9a-f]{64}$/).optional(), title: z.string().min(1).max(100).optional() });
export interface Told { readonly quantity: number; readonly sha256: string | null; readonly title: string | null }

/** The count (and more) of what was found. Throws `NotSendable` for a marker that cannot be read, or a file without a record. */
export async function readTold(found: Found, quantity: Quantity): Promise<Told> {
  const said = found.marker === null ? {} : await readMarker(found.marker);
  const counted = said.quantity ?? (typeof quantity === 'number' ? quantity : await countLines(pathsOf(found), quantity === 'rows' ? 1 : 0));
  if (counted < 1) throw new NotSendable('NO_RECORDS', 'データが1件もありません。', 'there is no record in it');
  return { quantity: counted, sha256: said.sha256 ?? null, title: said.title ?? null };
}

async function readMarker(path: string): Promise<z.infer<typeof marker>> {
  const text = (await readFile(path, 'utf8')).trim();
  if (text === '') return {};
  try {
    return marker.parse(JSON.parse(text));
  } catch {
    throw new NotSendable('MARKER_UNREADABLE', '完了の印のファイルが読めません。空にするか、{"quantity": 件数, "sha256": "…", "title": "…"} の形にしてください。', 'the marker cannot be read: leave it empty, or write {"quantity": n, "sha256": "…", "title": "…"}');
  }
}

/** Line feeds are no part of any other character in UTF-8 and Shift_JIS. A last line without one counts. */
async function countLines(paths: readonly string[], headings: number): Promise<number> {
  let lines = 0;
  for (const path of paths) {
    let last = 0x0a;
    let own = 0;
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (!(piece instanceof Uint8Array)) continue;
      for (const byte of piece) if (byte === 0x0a) own += 1;
      last = piece.at(-1) ?? last;
    }
    lines += Math.max(0, own + (last === 0x0a ? 0 : 1) - headings);
  }
  return lines;
}
