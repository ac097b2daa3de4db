/** Writes the export bundle of one municipality (FORMAT.md, "Export bundle"), page by page. Guarantees: no bytes of another municipality's entry. */
import type { Store, Tx } from '../store/store.ts';
import { BUNDLE_FORMAT, checkpointLine, entryLine, foreignLine, headerLine, openingLine } from './bundle.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { parseNote } from './note.ts';
import type { LedgerEntryRow } from '../store/schema.ts';

const PAGE = 500;
/** A verifier checks a signature in some 100 microseconds: this many keep a bundle of a million entries quick, and small bundles have every head. */
const MAX_CHECKPOINTS = 4096;
const MAX_BINDS = 500;

export interface ExportRequest {
  readonly municipality: string;
  /** Signed head that the bundle ends with. */
  readonly head: string;
  readonly vkeys: readonly string[];
  readonly at: string;
  readonly openings: boolean;
}

/** Own entries, and those that no person and no municipality made: the gateway's own acts and the counts of strangers. */
function isReadable(row: LedgerEntryRow, municipality: string): boolean {
  return row.municipality_id === municipality || (row.municipality_id === null && row.actor_id === null);
}

function textIds(row: LedgerEntryRow): string[] {
  const { texts = {} } = JSON.parse(row.bytes) as { texts?: Record<string, string> };
  return Object.keys(texts).map((name) => `${row.idx}:${name}`);
}

async function readOpenings(db: Tx, rows: readonly LedgerEntryRow[]): Promise<Map<string, { salt: Uint8Array; text: string }>> {
  const ids = rows.flatMap(textIds);
  const found = new Map<string, { salt: Uint8Array; text: string }>();
  for (let at = 0; at < ids.length; at += MAX_BINDS) {
    const texts = await db.selectFrom('texts').select(['id', 'salt', 'text']).where('id', 'in', ids.slice(at, at + MAX_BINDS)).execute();
    for (const { id, salt, text } of texts) found.set(id, { salt, text });
  }
  return found;
}

function* openingsOf(row: LedgerEntryRow, found: ReadonlyMap<string, { salt: Uint8Array; text: string }>): Generator<string> {
  for (const id of found.size === 0 ? [] : textIds(row)) {
    const opening = found.get(id);
    if (opening !== undefined) yield openingLine(row.idx, id.slice(id.indexOf(':') + 1), opening.salt, opening.text);
  }
}

/** Takes the searching connection and the request, yields the bundle's lines, each with its newline. */
export async function* exportLines(db: Store['search'], request: ExportRequest): AsyncGenerator<string> {
  const { origin, size } = parseCheckpoint(parseNote(request.head).text);
  yield headerLine({ at: request.at, format: BUNDLE_FORMAT, municipality: request.municipality, openings: request.openings, origin, size, vkeys: request.vkeys });
  const spacing = Math.ceil(size / MAX_CHECKPOINTS);
  let written = 0;
  for (let from = 0; from < size; from += PAGE) {
    const to = Math.min(from + PAGE, size);
    const rows = await db.selectFrom('ledger_entries').selectAll().where('idx', '>=', from).where('idx', '<', to).orderBy('idx').execute();
    const found = request.openings ? await readOpenings(db, rows.filter((row) => isReadable(row, request.municipality))) : new Map<string, never>();
    const heads = await db.selectFrom('ledger_checkpoints').select(['size', 'note']).where('size', '>', from).where('size', '<=', to).execute();
    const notes = new Map(heads.map((head) => [head.size, head.note]));
    for (const row of rows) {
      if (isReadable(row, request.municipality)) {
        yield entryLine(row.bytes, row.leaf_hash);
        yield* openingsOf(row, found);
      } else {
        yield foreignLine(row.idx, row.leaf_hash);
      }
      const note = notes.get(row.idx + 1);
      if (note === undefined || row.idx + 1 >= size || row.idx + 1 - written < spacing) continue;
      yield checkpointLine(note);
      written = row.idx + 1;
    }
  }
  yield checkpointLine(request.head);
}
