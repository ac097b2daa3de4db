// Attachments become part of the record that names them. Only the person who added one may bind it, and to one record only.
import type { Tx } from '../../store/store.ts';
import type { Field, Values } from '../kinds/kind.ts';
import { incomplete } from '../refusal.ts';
import type { Author } from './write.ts';

/** Binds what `values` name to the record. Returns the hash of each by its id. Throws `RecordRefused` (RECORD_INCOMPLETE) for one that is not there for this person. */
export async function bindAttachments(tx: Tx, author: Author, recordId: string, fields: readonly Field[], values: Values): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const field of fields.filter((one) => one.kind === 'attachments')) {
    for (const id of idsIn(values[field.id])) {
      const row = await tx.selectFrom('attachments').select(['record_id', 'added_by', 'sha256']).where('id', '=', id).executeTakeFirst();
      // What the record has already may be named again by whoever corrects it.
      const own = row?.record_id === recordId || (row?.record_id === null && author !== 'gateway' && row.added_by === author.id);
      if (row === undefined || !own) throw incomplete(field, { ja: 'ファイルを添付し直してください', en: 'attach the files again' });
      await tx.updateTable('attachments').set({ record_id: recordId }).where('id', '=', id).execute();
      hashes[id] = row.sha256;
    }
  }
  return hashes;
}

const idsIn = (value: Values[string] | undefined): string[] => (Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === 'string') : []);
