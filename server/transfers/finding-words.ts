// The words of a search, and which forms and parties they name. Width and case do not count in names and numbers; in titles the
// database compares, which folds the case of ASCII only, so a title is looked for as typed and in its usual width.
import { sql } from '../store/sql.ts';
import type { Tx } from '../store/store.ts';

export interface Word {
  /** The titles that hold it, as typed or in its usual width. */
  readonly titleIds: readonly string[];
  /** The digits of a number or of a part of one, without hyphens; else null. */
  readonly digits: string | null;
  readonly formIds: readonly string[];
  readonly partyIds: readonly string[];
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Reads a search text as words that must all be found. Three queries, and one for each word that reads through the living texts: they stand in no index,
 * because it would keep words longer than the texts themselves (migration 2).
 */
export async function wordsOf(tx: Tx, municipalityId: string, q: string): Promise<Word[]> {
  const forms = await tx.selectFrom('forms').innerJoin('engagements', 'engagements.id', 'engagement_id').select(['forms.id', 'forms.name', 'name_en']).where('municipality_id', '=', municipalityId).execute();
  const sections = await tx.selectFrom('sections').select(['id', 'name']).where('municipality_id', '=', municipalityId).execute();
  const contractors = await tx.selectFrom('contractors').select(['id', 'name']).where('municipality_id', '=', municipalityId).execute();
  const words: Word[] = [];
  for (const word of q.split(/\s+/u).filter((one) => one !== '')) {
    const wanted = fold(word);
    const names = (name: string): boolean => fold(name).includes(wanted);
    const digits = wanted.replace(/[-‐‑‒–—―−ー]/gu, '');
    words.push({
      titleIds: await titlesWith(tx, [...new Set([word, word.normalize('NFKC')])]), digits: /^[0-9]{1,8}$/.test(digits) ? digits : null,
      formIds: forms.filter((form) => names(form.name) || names(form.name_en)).map((form) => form.id),
      partyIds: [...sections, ...contractors].filter((party) => names(party.name)).map((party) => party.id),
    });
  }
  return words;
}

/** Titles are told from other texts by their id, which ends in the name the draft gave them; an index has the places of titles (migration 25), never their words. */
async function titlesWith(tx: Tx, spellings: readonly string[]): Promise<string[]> {
  const rows = await tx.selectFrom('texts').select('id').where(sql<boolean>`substr(id, -6) = ':title'`).where((where) => where.or(spellings.map((spelling) => where(where.fn<number>('instr', [where.fn('lower', ['text']), where.fn('lower', [where.val(spelling)])]), '>', 0)))).execute();
  return rows.map((row) => row.id);
}
