/** Writes the export bundle of one municipality (FORMAT.md, "Export bundle"), page by page. Guarantees: no bytes of another municipality's entry. */
import type { LedgerEntryRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import { BUNDLE_FORMAT, checkpointLine, entryLine, foreignLine, headerLine, openingLine } from './bundle.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { TEXTS_WIPED } from './entry.ts';
import { parseNote } from './note.ts';
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
  readonly openings: boolean;
}

/** Own entries, and those that no person and no municipality made: the gateway's own acts and the counts of strangers. */
function isReadable(row: LedgerEntryRow, municipality: string): boolean {
  return row.municipality_id === municipality || (row.municipality_id === null && row.actor_id === null);
}

const told = (row: LedgerEntryRow) => JSON.parse(row.bytes) as { texts?: Record<string, string>; facts?: unknown };
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

interface Stretch { readonly db: Tx; readonly request: ExportRequest; readonly from: number; readonly head: string; readonly spacing: number; readonly unopened: Unopened }

const sizeOf = (head: string): number => parseCheckpoint(parseNote(head).text).size;

/** One own entry and its openings; notes in `unopened` which texts are gone, until the entry that says so. */
function* ownLines(row: LedgerEntryRow, found: ReadonlyMap<string, { salt: Uint8Array; text: string }>, unopened: Unopened): Generator<string> {
  yield entryLine(row.bytes, row.leaf_hash);
  if (row.act === TEXTS_WIPED && row.result === 'done') unopened.settle({ ids: wipedIdsOf(told(row).facts), transfer: row.transfer_id });
  for (const name of textNames(row)) {
    const opening = found.get(`${row.idx}:${name}`);
    if (opening !== undefined) yield openingLine(row.idx, name, opening.salt, opening.text);
    else unopened.add(`${row.idx}:${name}`, row.idx, row.transfer_id);
  }
}

async function* stretchLines({ db, request, from: start, head, spacing, unopened }: Stretch): AsyncGenerator<string> {
  const size = sizeOf(head);
  let written = start;
  for (let from = start; from < size; from += PAGE) {
    const to = Math.min(from + PAGE, size);
    const rows = await db.selectFrom('ledger_entries').selectAll().where('idx', '>=', from).where('idx', '<', to).orderBy('idx').execute();
    const found = request.openings ? await readOpenings(db, rows.filter((row) => isReadable(row, request.municipality))) : new Map<string, never>();
    const heads = await db.selectFrom('ledger_checkpoints').select(['size', 'note']).where('size', '>', from).where('size', '<=', to).execute();
    const notes = new Map(heads.map((known) => [known.size, known.note]));
    for (const row of rows) {
      if (isReadable(row, request.municipality)) yield* ownLines(row, found, unopened);
      else yield foreignLine(row.idx, row.leaf_hash);
      const note = notes.get(row.idx + 1);
      if (note === undefined || row.idx + 1 >= size || row.idx + 1 - written < spacing) continue;
      yield checkpointLine(note);
      written = row.idx + 1;
    }
  }
  yield checkpointLine(head);
}

/** Takes the searching connection and the request, yields the bundle's lines, each with its newline. */
export async function* exportLines(db: Store['search'], request: ExportRequest): AsyncGenerator<string> {
  let head = await request.newestHead();
  const { origin, size } = parseCheckpoint(parseNote(head).text);
  yield headerLine({ at: request.at, format: BUNDLE_FORMAT, municipality: request.municipality, openings: request.openings, origin, size, vkeys: await request.vkeys() });
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
