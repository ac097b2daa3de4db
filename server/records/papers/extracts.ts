// Extracts of the log: what a search found, as CSV, JSON Lines or PDF, numbered without a gap per municipality and fiscal year, and entered.
// The bytes are made twice. The first time only counted and hashed, in bounded memory; then number, count and hash are committed with the entry; only
// then do bytes leave. So no byte goes out unentered, however the line ends, and a crash before the commit leaves neither number nor file.
import { createHash } from 'node:crypto';
import { actorOf, type Person } from '../../accounts/person.ts';
import { makePdf } from '../../documents/pdf.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../../store/identifier.ts';
import type { ExtractRow } from '../../store/schema.ts';
import type { Store, Tx } from '../../store/store.ts';
import { filterText, type LogFilter } from '../log/filter.ts';
import { findEntries, sizeOf, wantedOf, type Wanted } from '../log/find.ts';
import { LogRefused } from '../log/refusal.ts';
import { entriesOf, type ToldEntry } from '../log/rows.ts';
import { label as labelOf, nextNumber } from '../numbering.ts';
import { checkpointOf } from './checkpoint.ts';
import { codeOf } from './code.ts';
import { csvHead, csvRow, jsonEnd, jsonHead, jsonRow } from './extract-lines.ts';
import { EXTRACT_TITLE, extractParts, paperOf, type Extracted } from './extract-paper.ts';
import { sheetOf } from './sheet.ts';
import { municipalityName } from './transfer-subject.ts';

export interface ExtractParts { readonly store: Store; readonly ledger: Pick<Ledger, 'append' | 'sign' | 'checkpoint' | 'inclusionProof' | 'vkey'>; readonly clock: Clock; readonly random: RandomBytes }
export interface Asked { readonly filter: LogFilter; readonly format: 'csv' | 'jsonl' | 'pdf'; readonly mark: boolean; /** The ledger's size when it was searched; null for now. */ readonly size: number | null }
export interface Extract { readonly label: string; readonly name: string; readonly bytes: AsyncIterable<Uint8Array> }

/** A paper is for reading and for a file of paper: a list longer than this is no paper, and is made in memory. */
export const MOST_ON_PAPER = 1_000;
/** Up to here each JSON line has its own proof; beyond it the bundle of the whole ledger proves all of them at less cost. */
const MOST_PROVED = 1_000;

interface Draft { readonly asked: Asked; readonly wanted: Wanted | null; readonly made: Omit<Extracted, 'count' | 'rows_hash'>; readonly checkpoint: string; readonly checkpointSize: number; readonly proofs: boolean }
interface Summed { readonly count: number; readonly rows: string; readonly sha256: string; readonly code: string | null }

/**
 * Makes extracts, one at a time: each may read the whole log. Returns number, file name, and the bytes as they are to be sent; the entry is committed by then.
 * Throws `LogRefused`: EXTRACT_TOO_LONG (PDF of more than `MOST_ON_PAPER` entries), EXTRACT_AHEAD (a size that the ledger has not reached).
 */
export function createExtracts(parts: ExtractParts): (who: Person, asked: Asked) => Promise<Extract> {
  let last: Promise<unknown> = Promise.resolve();
  return (who, asked) => {
    const made = last.then(() => extract(parts, who, asked));
    last = made.catch(() => undefined);
    return made;
  };
}

async function extract(parts: ExtractParts, who: Person, asked: Asked): Promise<Extract> {
  const draft = await draftOf(parts, who, asked);
  const [content, sum] = asked.format === 'pdf' ? await onPaper(parts, draft) : await inLines(parts, draft);
  await commit(parts, who, draft, sum);
  const label = labelOf({ fiscalYear: draft.made.fiscal_year, number: draft.made.number });
  return { label, name: `${EXTRACT_TITLE}_${label}.${asked.format}`, bytes: unchanged(content, sum.sha256) };
}

async function draftOf({ store, ledger, clock }: ExtractParts, who: Person, asked: Asked): Promise<Draft> {
  const tx = store.search;
  const now = await sizeOf(tx);
  const size = asked.size ?? now;
  if (size > now) throw new LogRefused('EXTRACT_AHEAD', { size, now });
  const wanted = await wantedOf(tx, who.municipalityId, asked.filter, size);
  const few = wanted === null ? 0 : (await findEntries(tx, wanted, 'newest', MOST_PROVED + 1)).length;
  if (asked.format === 'pdf' && few > MOST_ON_PAPER) throw new LogRefused('EXTRACT_TOO_LONG', { limit: MOST_ON_PAPER });
  const at = clock.now();
  const number = await nextNumber(tx, 'ledger_extracts', who.municipalityId, at);
  const checkpoint = await ledger.checkpoint();
  return {
    asked, wanted, checkpoint, checkpointSize: Number(checkpoint.split('\n')[1]), proofs: asked.format === 'jsonl' && few <= MOST_PROVED,
    made: { municipality_id: who.municipalityId, fiscal_year: number.fiscalYear, number: number.number, at, size, by_name: who.name },
  };
}

type Content = () => AsyncIterable<Uint8Array>;

/** The first time through: what is to be sent, counted and hashed. */
async function inLines(parts: ExtractParts, draft: Draft): Promise<[Content, Summed]> {
  const content = (): AsyncIterable<Uint8Array> => chunks(parts, draft, () => undefined);
  const hash = createHash('sha256');
  let end = { count: 0, rows: '' };
  for await (const chunk of chunks(parts, draft, (summed) => { end = summed; })) hash.update(chunk);
  return [content, { ...end, sha256: hash.digest('hex'), code: null }];
}

async function* chunks({ store, ledger }: ExtractParts, draft: Draft, ended: (end: { count: number; rows: string }) => void): AsyncGenerator<Uint8Array> {
  const isCsv = draft.asked.format === 'csv';
  const { fiscal_year, number, at, size, municipality_id } = draft.made;
  yield Buffer.from(isCsv ? csvHead(draft.asked.mark) : jsonHead({ at, municipality: municipality_id, number: labelOf({ fiscalYear: fiscal_year, number }), proofs: draft.proofs, size, vkey: ledger.vkey }));
  const leaves = createHash('sha256');
  let count = 0;
  for await (const entries of entriesOf(store.search, draft.wanted)) {
    for (const { row } of entries) leaves.update(row.leaf_hash);
    count += entries.length;
    const lines = isCsv ? entries.map(csvRow) : await Promise.all(entries.map(async (entry) => jsonRow(entry, draft.proofs ? await ledger.inclusionProof(entry.row.idx, draft.checkpointSize) : null)));
    yield Buffer.from(lines.join(''));
  }
  const end = { count, rows: leaves.digest('hex') };
  if (!isCsv) yield Buffer.from(jsonEnd(end, draft.checkpoint));
  ended(end);
}

async function onPaper(parts: ExtractParts, draft: Draft): Promise<[Content, Summed]> {
  const entries: ToldEntry[] = [];
  for await (const some of entriesOf(parts.store.search, draft.wanted)) entries.push(...some);
  const leaves = createHash('sha256');
  for (const { row } of entries) leaves.update(row.leaf_hash);
  const made: Extracted = { ...draft.made, count: entries.length, rows_hash: leaves.digest('hex') };
  const municipality = await municipalityName(parts.store.search, made.municipality_id);
  const paper = paperOf(made, municipality, await extractParts(parts.store.search, made, draft.asked.filter, entries));
  const code = codeOf(paper.seal);
  const bytes = await makePdf(sheetOf(paper, { code, label: paper.label ?? '', municipality, checkpoint: await checkpointOf(parts, paper.entry) }));
  const content = async function* (): AsyncGenerator<Uint8Array> { yield await Promise.resolve(bytes); };
  return [content, { count: made.count, rows: made.rows_hash, sha256: createHash('sha256').update(bytes).digest('hex'), code }];
}

/** The commit point. What was searched for is a text: a name may stand in it. */
async function commit({ store, ledger, random }: ExtractParts, who: Person, { asked, made }: Draft, { count, rows, sha256, code }: Summed): Promise<void> {
  await store.change(async (tx) => {
    const next = await nextNumber(tx, 'ledger_extracts', who.municipalityId, made.at);
    if (next.number !== made.number) throw new Error(`expected extract ${made.number} to be the next, ${next.number} is: another process made one meanwhile; ask again`);
    const id = newIdentifier(random);
    const label = labelOf(next);
    const entry = await ledger.append(tx, {
      at: made.at, act: 'export-search', result: 'done', actor: actorOf(who), municipality: who.municipalityId,
      facts: { number: label, format: asked.format, size: made.size, count, rows, sha256 }, texts: { filter: filterText(asked.filter) },
    });
    const row: ExtractRow = { id, ...made, by_id: who.id, format: asked.format, count, rows_hash: rows, sha256, code, entry: entry.index };
    await tx.insertInto('ledger_extracts').values(row).execute();
    if (code !== null) await tx.insertInto('papers').values({ municipality_id: who.municipalityId, code, paper: null, subject: JSON.stringify({ kind: 'extract', id }), title: EXTRACT_TITLE, label, fiscal_year: made.fiscal_year, number: made.number, entry: Math.max(0, made.size - 1), first_issued_at: made.at }).execute();
  });
}

/** The second time through must give what was entered; if a name changed meanwhile it does not, and the file ends broken instead of wrong. */
async function* unchanged(content: Content, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | null = null;
  for await (const chunk of content()) {
    if (held !== null) yield held;
    held = chunk;
    hash.update(chunk);
  }
  if (hash.digest('hex') !== sha256) throw new Error('expected the extract that was entered; what it names changed while it was sent: ask again');
  if (held !== null) yield held;
}

/** Every extract of a municipality, newest first, with what was searched for as long as that text exists. */
export async function listExtracts(tx: Tx, municipalityId: string): Promise<(ExtractRow & { filter: string | null })[]> {
  const rows = await tx.selectFrom('ledger_extracts').selectAll().where('municipality_id', '=', municipalityId).orderBy('entry', 'desc').limit(500).execute();
  const texts = new Map((await tx.selectFrom('texts').select(['id', 'text']).where('id', 'in', rows.map(({ entry }) => `${entry}:filter`)).execute()).map(({ id, text }) => [id, text]));
  return rows.map((row) => ({ ...row, filter: texts.get(`${row.entry}:filter`) ?? null }));
}
