// Numbers that documents entered after the copy already bear: their rows are lost, and none of these numbers may be given again (I9).
import { textOf, type JsonObject } from '../ledger/line-json.ts';
import type { Tx } from '../store/store.ts';
import { factOf } from './fact-of.ts';

const signed: Readonly<Record<string, string>> = { receipt: 'receipts', 'wipe-certificate': 'wipe_certificates' };

/** The table (or `records:` and the kind) in which the document of an entry would stand, with its label. */
function documentOf(entry: JsonObject): { kind: string; label: string } | null {
  const of = (name: string): string => factOf(entry, name);
  switch (entry['act']) {
    case 'issue-document': return { kind: signed[of('kind')] ?? '', label: of('number') };
    case 'open-paper': return { kind: 'confirmation_records', label: of('label') };
    case 'review-log': return { kind: 'log_reviews', label: of('number') };
    case 'export-search': return { kind: 'ledger_extracts', label: of('number') };
    case 'record': return { kind: `records:${of('kind')}`, label: of('number') };
    default: return null;
  }
}

/** R8-31: the fiscal year 2026, number 31. */
function numberIn(label: string): { year: number; number: number } | null {
  const [, era, year, number] = /^([RH])(\d{1,3})-(\d{1,9})$/.exec(label) ?? [];
  return era === undefined ? null : { year: Number(year) + (era === 'R' ? 2018 : 1988), number: Number(number) };
}

/** Notes the number of the entry's document, if it has one. */
export async function keepNumber(tx: Tx, entry: JsonObject): Promise<void> {
  const [document, municipality] = [documentOf(entry), textOf(entry['municipality'])];
  const numbered = document === null || entry['result'] !== 'done' ? null : numberIn(document.label);
  if (document === null || numbered === null || municipality === null) return;
  const row = { municipality_id: municipality, kind: document.kind, fiscal_year: numbered.year, number: numbered.number };
  await tx.insertInto('number_floors').values(row).onConflict((conflict) => conflict.columns(['municipality_id', 'kind', 'fiscal_year'])
    .doUpdateSet({ number: numbered.number }).where('number_floors.number', '<', numbered.number)).execute();
}
