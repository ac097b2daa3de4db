// What the gateway says of a draft's files: which it holds, and which it has begun to take. A file is known by name, size and the date of its change.
import type { FileView, TransferView } from '../../../../server/http/wire/transfers.ts';
import type { UnfinishedView } from '../../../../server/http/wire/unfinished.ts';
import type { Chosen } from './chosen-files.ts';

/** Where uploads are created; each has its address below it. */
export const endpoint = '/api/uploads';
export const addressOf = ({ id }: Pick<UnfinishedView, 'id'>): string => `${endpoint}/${id}`;

const named = (one: UnfinishedView, { file, to }: Chosen): boolean => one.recipientId === to && one.name.normalize('NFC') === file.name.normalize('NFC');
const isSame = (one: UnfinishedView, chosen: Chosen): boolean => named(one, chosen) && one.size === chosen.file.size && one.lastModified === chosen.file.lastModified;

/** The address of what was begun of this very file; undefined where nothing was. */
export function beganWith(unfinished: readonly UnfinishedView[], chosen: Chosen): string | undefined {
  const one = unfinished.find((known) => isSame(known, chosen));
  return one === undefined ? undefined : addressOf(one);
}

/** How many bytes of this very file have arrived; null where none was begun, or under its name another file. */
export function arrivedOf(unfinished: readonly UnfinishedView[], chosen: Chosen): number | 'another' | null {
  const same = unfinished.find((known) => isSame(known, chosen));
  if (same !== undefined) return same.offset;
  return unfinished.some((known) => named(known, chosen)) ? 'another' : null;
}

/** What was begun and is not among the chosen files: to be chosen again, or dropped. */
export const notChosen = (unfinished: readonly UnfinishedView[], chosen: readonly Chosen[]): UnfinishedView[] => unfinished.filter((one) => !chosen.some((other) => isSame(one, other)));

/** What was begun under the name of a chosen file, of another file: it makes way. */
export const replaced = (unfinished: readonly UnfinishedView[], chosen: readonly Chosen[]): UnfinishedView[] => notChosen(unfinished, chosen).filter((one) => chosen.some((other) => named(one, other)));

/** Tells of a chosen file what the gateway holds of it, for every recipient that it goes to; undefined where it is not there whole. */
export function heldIn(transfers: readonly TransferView[]): (chosen: Chosen) => FileView | undefined {
  const key = (name: string, size: number): string => `${size} ${name.normalize('NFC')}`;
  const held = transfers.map((transfer) => ({ to: transfer.recipient.id, files: new Map(transfer.files.map((file) => [key(file.name ?? '', file.size), file])) }));
  return ({ file, to }) => {
    const found = held.filter((one) => to === null || one.to === to).map(({ files }) => files.get(key(file.name, file.size)));
    return found.includes(undefined) ? undefined : found[0];
  };
}
