// Texts and documents behind the commitments of entries that came back without them: one entry says that they no longer exist, as for those that were wiped (FORMAT.md,
// "Texts wiped"). Without it every later export would look robbed. Documents that an export brought are kept.
import { committedBy, DOCUMENT_ID } from '../ledger/committed.ts';
import type { DocumentLine } from '../ledger/bundle.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { indexOf, isObject, textOf, type JsonObject } from '../ledger/line-json.ts';
import { TEXTS_WIPED } from '../ledger/entry.ts';
import { removeTexts } from '../ledger/stored-texts.ts';
import { wipedIdsOf } from '../ledger/unopened.ts';
import type { Tx } from '../store/store.ts';

const signedIn = { receipt: 'receipts', 'wipe-certificate': 'wipe_certificates' } as const;

/** Well below the longest entry. */
const IDS_IN_ONE = 800;

/** What an entry commits to that is not at hand: ids as a `wipe-texts` entry names them. Writes the document that came with it, if it is a receipt or a wipe certificate. */
export async function takeDocument(tx: Tx, entry: JsonObject, document: DocumentLine | undefined): Promise<string[]> {
  const index = indexOf(entry['index']) ?? 0;
  const texts = isObject(entry['texts']) ? Object.keys(entry['texts']).map((name) => `${index}:${name}`) : [];
  if (committedBy(entry) === null) return texts;
  const kept = document !== undefined && await keep(tx, entry, document);
  return kept ? texts : [...texts, `${index}:${DOCUMENT_ID}`];
}

async function keep(tx: Tx, entry: JsonObject, { kind, document, signature }: DocumentLine): Promise<boolean> {
  const table = kind === 'receipt' || kind === 'wipe-certificate' ? signedIn[kind] : null;
  const [transfer, municipality, at, facts] = [textOf(entry['transfer']), textOf(entry['municipality']), textOf(entry['at']), isObject(entry['facts']) ? entry['facts'] : {}];
  const [, era, year, number] = /^([RH])(\d+)-(\d+)$/.exec(textOf(facts['number']) ?? '') ?? [];
  const known = transfer === null ? undefined : await tx.selectFrom('transfers').select('id').where('id', '=', transfer).executeTakeFirst();
  if (table === null || known === undefined || municipality === null || at === null || era === undefined) return false;
  await tx.insertInto(table).values({
    transfer_id: known.id, municipality_id: municipality, fiscal_year: Number(year) + (era === 'R' ? 2018 : 1988), number: Number(number), document, signature, created_at: at,
  }).execute();
  return true;
}

/** Removes what an entry says is wiped: the ids it names, else all texts of its transfer. */
export async function wipeAgain(tx: Tx, entry: JsonObject): Promise<void> {
  if (entry['act'] !== TEXTS_WIPED || entry['result'] !== 'done') return;
  const ids = wipedIdsOf(entry['facts']);
  const [transfer] = [textOf(entry['transfer'])];
  const rows = ids === null && transfer !== null ? await tx.selectFrom('texts').select('id').where('transfer_id', '=', transfer).execute() : [];
  await removeTexts(tx, ids ?? rows.map(({ id }) => id));
}

/** Enters that the texts and documents with these ids are gone. */
export async function enterLost(tx: Tx, ledger: Pick<Ledger, 'append'>, at: string, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += IDS_IN_ONE) {
    await ledger.append(tx, { at, act: TEXTS_WIPED, result: 'done', actor: { system: true }, facts: { ids: ids.slice(from, from + IDS_IN_ONE), reason: 'restored' } });
  }
}
