// The words of a search, and which forms and parties they name. Width and case do not count in names and numbers; in titles the
// database compares, which folds the case of ASCII only, so a title is looked for as typed and in its usual width.
import type { Tx } from '../store/store.ts';

export interface Word {
  /** As typed and in its usual width; to be found anywhere in a title. */
  readonly spellings: readonly string[];
  /** The digits of a number or of a part of one, without hyphens; else null. */
  readonly digits: string | null;
  readonly formIds: readonly string[];
  readonly partyIds: readonly string[];
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Reads a search text as words that must all be found; three queries. */
export async function wordsOf(tx: Tx, municipalityId: string, q: string): Promise<Word[]> {
  const forms = await tx.selectFrom('forms').innerJoin('engagements', 'engagements.id', 'engagement_id').select(['forms.id', 'forms.name', 'name_en']).where('municipality_id', '=', municipalityId).execute();
  const sections = await tx.selectFrom('sections').select(['id', 'name']).where('municipality_id', '=', municipalityId).execute();
  const contractors = await tx.selectFrom('contractors').select(['id', 'name']).where('municipality_id', '=', municipalityId).execute();
  return q.split(/\s+/u).filter((word) => word !== '').map((word) => {
    const wanted = fold(word);
    const names = (name: string): boolean => fold(name).includes(wanted);
    const digits = wanted.replace(/[-‐‑‒–—―−ー]/gu, '');
    return {
      spellings: [...new Set([word, word.normalize('NFKC')])], digits: /^[0-9]{1,8}$/.test(digits) ? digits : null,
      formIds: forms.filter((form) => names(form.name) || names(form.name_en)).map((form) => form.id),
      partyIds: [...sections, ...contractors].filter((party) => names(party.name)).map((party) => party.id),
    };
  });
}
