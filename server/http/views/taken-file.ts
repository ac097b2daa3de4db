// One file that a draft has just taken, as the wire shows it: of this size however many files the draft holds.
import type { Tx } from '../../store/store.ts';
import { countFiles, readTextsById, readUploaded } from '../../transfers/rows.ts';
import type { TakenFileView } from '../wire/transfers.ts';
import { fileView } from './transfers.ts';

/** `id` is the deposit's. */
export async function takenFileView(tx: Tx, id: string, uploadId: string): Promise<TakenFileView> {
  const files = await readUploaded(tx, id, uploadId);
  const names = await readTextsById(tx, files.map(({ nameText }) => nameText));
  const transfers: TakenFileView['transfers'] = [];
  for (const file of files) transfers.push({ id: file.transferId, file: fileView(file, names), files: await countFiles(tx, file.transferId) });
  return { id, uploadId, transfers };
}
