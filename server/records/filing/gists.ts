// What records come to in one line, for lists: asked of the kinds that say so, in one query for all of them.
import type { Tx } from '../../store/store.ts';
import type { Values, Words } from '../kinds/kind.ts';
import { content, type StoredRecord } from './rows.ts';

/** By record, where its kind has something to say. A corrected stage counts as corrected. */
export async function gistsOf(tx: Tx, records: readonly StoredRecord[]): Promise<Map<string, Words>> {
  const asked = records.filter(({ kind }) => kind.gist !== undefined);
  if (asked.length === 0) return new Map();
  const rows = await tx.selectFrom('record_stages').select(['record_id', 'stage', 'content']).where('record_id', 'in', asked.map(({ id }) => id)).orderBy('seq').execute();
  const earlier = new Map<string, Record<string, Values>>();
  for (const row of rows) earlier.set(row.record_id, { ...earlier.get(row.record_id), [row.stage]: content.parse(JSON.parse(row.content)).values });
  return new Map(asked.flatMap(({ id, kind }): [string, Words][] => {
    const gist = kind.gist?.(earlier.get(id) ?? {}) ?? null;
    return gist === null ? [] : [[id, gist]];
  }));
}
