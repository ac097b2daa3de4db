/** Writes the export bundle of one municipality (FORMAT.md, "Export bundle"), page by page. Guarantees: no bytes of another municipality's entry. */
import type { LedgerEntryRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import { BUNDLE_FORMAT, checkpointLine, documentLine, entryLine, foreignLine, headerLine, openingLine } from './bundle.ts';
import type { DocumentLine } from './bundle.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { committedBy, DOCUMENT_ACTS, DOCUMENT_ID } from './committed.ts';
import type { DocumentSource } from './document-source.ts';
import { TEXTS_WIPED } from './entry.ts';
import { isTurn } from './key-succession.ts';
import type { JsonObject } from './line-json.ts';
import { parseNote } from './note.ts';
import { newestCosigned, withCosignatures } from './stored-cosignatures.ts';
import { createUnopened, wipedIdsOf } from './unopened.ts';
import type { Unopened } from './unopened.ts';

const PAGE = 500;
/** A verifier checks a signature in some 100 microseconds: this many keep a bundle of a million entries quick, and small bundles have every head. */
const MAX_CHECKPOINTS = 4096;
const MAX_BINDS = 500;

/** While a bundle is written its texts may be wiped; each round takes in the entries that say so. One is the rule, a second is rare. */
const MAX_ROUNDS = 8;

export interface ExportRequest {
  readonly municipality: string;
  /** Signs what is committed and gives the newest signed head. */
  readonly newestHead: () => Promise<string>;
  /** Every key of the chain, oldest first. */
  readonly vkeys: () => Promise<readonly string[]>;
  readonly at: string;
  /** Adds the texts behind commitments and the documents, as far as they still exist. */
  readonly openings: boolean;
  readonly source: DocumentSource;
}

/** Own entries, and those that no person and no municipality made: the gateway's own acts and the counts of strangers. */
function isReadable(row: LedgerEntryRow, municipality: string): boolean {
  return row.municipality_id === municipality || (row.municipality_id === null && row.actor_id === null);
}

const told = (row: LedgerEntryRow) => JSON.parse(row.bytes) as { texts?: Record<string, string>; facts?: unknown };
const committed = (row: LedgerEntryRow) => ((DOCUMENT_ACTS as readonly string[]).includes(row.act) ? committedBy(JSON.parse(row.bytes) as JsonObject) : null);
const textNames = (row: LedgerEntryRow): string[] => Object.keys(told(row).texts ?? {});
const textIds = (row: LedgerEntryRow): string[] => textNames(row).map((name) => `${row.idx}:${name}`);

async function readOpenings(db: Tx, rows: readonly LedgerEntryRow[]): Promise<Map<string, { salt: Uint8Array; text: string }>> {
  const ids = rows.flatMap(textIds);
  const found = new Map<string, { salt: Uint8Array; text: string }>();
  for (let at = 0; at < ids.length; at += MAX_BINDS) {
    const texts = await db.selectFrom('texts').select(['id', 'salt', 'text']).where('id', 'in', ids.slice(at, at + MAX_BINDS)).execute();
    for (const { id, salt, text } of texts) found.set(id, { salt, text });
  }
  return found;
}

interface Found { readonly openings: ReadonlyMap<string, { salt: Uint8Array; text: string }>; readonly documents: ReadonlyMap<number, DocumentLine> }

/** What stands behind the commitments of these entries. */
async function readBehind(db: Tx, { source, openings }: ExportRequest, rows: readonly LedgerEntryRow[]): Promise<Found> {
  if (!openings) return { openings: new Map(), documents: new Map() };
  const committing = rows.flatMap((row) => {
    const document = committed(row);
    return document === null ? [] : [{ index: row.idx, transfer: row.transfer_id, committed: document }];
  });
  return { openings: await readOpenings(db, rows), documents: committing.length === 0 ? new Map() : await source.documents(db, committing) };
}

interface Stretch { readonly db: Tx; readonly request: ExportRequest; readonly from: number; readonly head: string; readonly spacing: number; readonly unopened: Unopened }

const sizeOf = (head: string): number => parseCheckpoint(parseNote(head).text).size;

/** One own entry, its openings and its document; notes in `unopened` which texts are gone, until the entry that says so. */
function* ownLines(row: LedgerEntryRow, found: Found, unopened: Unopened): Generator<string> {
  yield entryLine(row.bytes, row.leaf_hash);
  if (row.act === TEXTS_WIPED && row.result === 'done') unopened.settle({ ids: wipedIdsOf(told(row).facts), transfer: row.transfer_id });
  for (const name of textNames(row)) {
    const opening = found.openings.get(`${row.idx}:${name}`);
    if (opening !== undefined) yield openingLine(row.idx, name, opening.salt, opening.text);
    else unopened.add(`${row.idx}:${name}`, row.idx, row.transfer_id);
  }
  const document = found.documents.get(row.idx);
  if (document !== undefined) yield documentLine(document);
  // A document outlives the texts of its transfer: only an entry that names it says that it is gone.
  else if (committed(row) !== null) unopened.add(`${row.idx}:${DOCUMENT_ID}`, row.idx, null);
}

async function* stretchLines({ db, request, from: start, head, spacing, unopened }: Stretch): AsyncGenerator<string> {
  const size = sizeOf(head);
  let [written, turning] = [start, false];
  const cosigned = (await newestCosigned(db))?.size;
  for (let from = start; from < size; from += PAGE) {
    const to = Math.min(from + PAGE, size);
    const rows = await db.selectFrom('ledger_entries').selectAll().where('idx', '>=', from).where('idx', '<', to).orderBy('idx').execute();
    const found = await readBehind(db, request, rows.filter((row) => isReadable(row, request.municipality)));
    const heads = await db.selectFrom('ledger_checkpoints').select(['size', 'note']).where('size', '>', from).where('size', '<=', to).execute();
    const notes = await withCosignatures(db, heads);
    for (const row of rows) {
      if (isReadable(row, request.municipality)) yield* ownLines(row, found, unopened);
      else yield foreignLine(row.idx, row.leaf_hash);
      turning ||= isTurn(row.act) && row.result === 'done';
      const note = notes.get(row.idx + 1);
      // The first head after a change of keys bears both signatures and is never left out; nor is the newest that a witness cosigned.
      if (note === undefined || row.idx + 1 >= size || (row.idx + 1 - written < spacing && !turning && row.idx + 1 !== cosigned)) continue;
      yield checkpointLine(note);
      [written, turning] = [row.idx + 1, false];
    }
  }
  yield checkpointLine(head);
}

/** Takes the searching connection and the request, yields the bundle's lines, each with its newline. */
export async function* exportLines(db: Store['search'], request: ExportRequest): AsyncGenerator<string> {
  let head = await request.newestHead();
  const { origin, size } = parseCheckpoint(parseNote(head).text);
  yield headerLine({ at: request.at, format: BUNDLE_FORMAT, municipality: request.municipality, openings: request.openings, origin, size, certificates: await request.source.certificates(db), vkeys: await request.vkeys() });
  const unopened = createUnopened();
  const spacing = Math.ceil(size / MAX_CHECKPOINTS);
  for (let [from, round] = [0, 0]; round < MAX_ROUNDS; round += 1) {
    yield* stretchLines({ db, request, from, head, spacing, unopened });
    if (!request.openings || unopened.size === 0) return;
    // A text wiped while this was being written is told by an entry after our head: without it an honest bundle would look robbed.
    from = sizeOf(head);
    head = await request.newestHead();
    if (sizeOf(head) === from) return;
  }
}
