/**
 * Wipes chosen texts and says so, and says of documents that their content is gone (FORMAT.md, "Texts wiped"): on schedule there are too many for one entry.
 * Guarantees that every one is named by an entry of the same transaction, so that later bundles verify.
 */
import type { Tx } from '../store/store.ts';
import { DOCUMENT_ID } from './committed.ts';
import { TEXTS_WIPED, type EntryFacts } from './entry.ts';
import type { AppendedEntry, Ledger } from './ledger.ts';
import { removeTexts } from './stored-texts.ts';

/** Names of texts have at most 64 characters: as many ids as surely fit into an entry of 65,535 bytes. */
const IDS_AT_ONCE = 700;

export type WipedBy = Pick<EntryFacts, 'at' | 'actor' | 'municipality' | 'engagement'>;

/** `texts` are ids of rows that exist; `documents` numbers of entries that commit to a document. Returns the first entry, or null if there was nothing. */
export async function wipeIds(tx: Tx, ledger: Pick<Ledger, 'append'>, facts: WipedBy, { texts, documents = [] }: { readonly texts: readonly string[]; readonly documents?: readonly number[] }): Promise<AppendedEntry | null> {
  await removeTexts(tx, texts);
  const ids = [...texts, ...documents.map((index) => `${index}:${DOCUMENT_ID}`)];
  let first: AppendedEntry | null = null;
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const entry = await ledger.append(tx, { ...facts, act: TEXTS_WIPED, result: 'done', facts: { ids: ids.slice(at, at + IDS_AT_ONCE) } });
    first ??= entry;
  }
  return first;
}
