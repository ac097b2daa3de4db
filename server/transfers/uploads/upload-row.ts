// Uploads in parts in the database. What people wrote and the newest bytes are read and written only through the draft's key.
import { z } from 'zod';
import type { Person } from '../../accounts/person.ts';
import { besideKey } from '../../sealing/unfinished.ts';
import { unwrapWaiting, wrapWaiting } from '../../sealing/waiting.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { UploadRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import { readDraftKey } from '../lanes.ts';
import type { StepParts } from '../parts.ts';
import { TransferRefused } from '../refusal.ts';
import { mustFindDeposit } from '../register.ts';
import { readTransfer } from '../rows.ts';
import type { Transfer } from '../transfer.ts';

export type StoredUpload = UploadRow;

/** What was said of the file when the upload was begun, beside what stands in columns. */
const said = z.object({ name: z.string(), /** Milliseconds since 1970, as the sender's computer said. */ lastModified: z.int().nullable(), /** As it came, to be told again. */ metadata: z.string() });
export type SaidOfFile = z.infer<typeof said>;

/** An upload of one's own. Throws `TransferRefused` (NOT_FOUND), also for another person's. */
export async function mustFindUpload(tx: Tx, who: Person, id: string): Promise<StoredUpload> {
  const row = await tx.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst();
  if (row?.account_id !== who.id) throw new TransferRefused('NOT_FOUND');
  // One person may answer for several terminals: each knows its own deposits only.
  if (who.unattended !== undefined) await mustFindDeposit(tx, who, row.deposit_id);
  return row;
}

/** The transfer whose draft key an upload hangs on, and what is kept beside the part. Throws `TransferRefused` (NOT_FOUND, WRONG_STATE). */
export async function openBeside(parts: Pick<StepParts, 'store' | 'vault' | 'waitingKey'>, row: Pick<StoredUpload, 'id' | 'transfer_id'>): Promise<{ beside: Beside; transfer: Transfer; sessionKey: Uint8Array }> {
  const transfer = await readTransfer(parts.store.read, row.transfer_id);
  if (transfer === undefined) throw new TransferRefused('NOT_FOUND');
  const sessionKey = await readDraftKey(parts, transfer);
  return { beside: createBeside(besideKey(sessionKey), row.id), transfer, sessionKey };
}

/** Seals what is kept in the row, each thing bound to its upload and place. */
export interface Beside {
  sealSaid(given: SaidOfFile, random: RandomBytes): Uint8Array;
  openSaid(bytes: Uint8Array): SaidOfFile;
  sealNewest(bytes: Uint8Array, offset: number, random: RandomBytes): Uint8Array;
  openNewest(bytes: Uint8Array, offset: number): Uint8Array;
}

export function createBeside(key: Uint8Array, id: string): Beside {
  const newest = (offset: number): string => `${id}:newest:${offset}`;
  return {
    sealSaid: (given, random) => wrapWaiting(Buffer.from(JSON.stringify(given)), key, `${id}:said`, random),
    openSaid: (bytes) => said.parse(JSON.parse(Buffer.from(unwrapWaiting(bytes, key, `${id}:said`)).toString())),
    sealNewest: (bytes, offset, random) => wrapWaiting(bytes, key, newest(offset), random),
    openNewest: (bytes, offset) => unwrapWaiting(bytes, key, newest(offset)),
  };
}
