// Opens the files of a transfer one after another into a place the person chose, or as downloads. What failed leaves nothing behind; what was saved before stays.
import type { FileView, TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { saveBytes } from '../../text/save.ts';
import type { Opener } from './opener.ts';
import { pickPlace, type Place } from './pickers.ts';
import type { Stage } from './protocol.ts';

export interface Line { readonly stage: Stage | 'waiting' | 'saved'; readonly done: number; readonly total: number; /** When a busy gateway is asked again, as `performance.now()` counts; null in any other stage. */ readonly again: number | null }
export interface Saving {
  readonly transfer: TransferView;
  readonly opener: Opener;
  /** Null in the password form. */
  readonly key: { readonly file: Uint8Array; readonly passphrase: string } | null;
  /** Files that an earlier try already saved. */
  readonly saved: ReadonlySet<string>;
  readonly onPlaced: () => void;
  readonly onLine: (file: FileView, line: Line) => void;
}

/** Throws OpenerFailed, or AbortError when the person closed the picker. */
export async function saveAll({ transfer, opener, key, saved, onPlaced, onLine }: Saving): Promise<void> {
  const wanted = transfer.files.filter((file) => !saved.has(file.id));
  // The picker comes first: the browser opens it only within the press of a button.
  const place = await pickPlace(wanted.map(nameOf));
  onPlaced();
  if (key !== null) await opener.ask({ kind: 'use-key', ...key });
  for (const file of wanted) {
    await saveOne(transfer, file, opener, place, (line) => onLine(file, line));
    onLine(file, { stage: 'saved', done: 1, total: 1, again: null });
  }
}

const nameOf = (file: FileView): string => file.name ?? file.id;

async function saveOne(transfer: TransferView, file: FileView, opener: Opener, place: Place | null, onLine: (line: Line) => void): Promise<void> {
  const handle = await place?.make(nameOf(file));
  const target = handle === undefined ? { kind: 'download' as const } : { kind: 'file' as const, handle };
  try {
    const { blob } = await opener.ask({ kind: 'open', bodySha256: file.bodySha256, address: api.address('body', { id: transfer.id, fileId: file.id }), target }, ({ wait, ...stand }) => onLine({ ...stand, again: wait === 0 ? null : performance.now() + wait }));
    if (blob !== null) saveBytes(blob, nameOf(file));
  } catch (thrown) {
    if (handle !== undefined) await place?.drop(handle);
    throw thrown;
  }
}
