// The history of one transfer as its parties read it. Guarantees that a draft of ten thousand files is a few lines; each entry of its own stays in the ledger.
import type { Tx } from '../../store/store.ts';
import type { TimelineLine } from '../wire/transfers.ts';
import { plain } from './ledger.ts';

/** So many files of one person in a row are told one by one. */
const toldSingly = 10;

/** Oldest first. */
export async function timelineOf(tx: Tx, transferId: string): Promise<TimelineLine[]> {
  const rows = await tx.selectFrom('ledger_entries').selectAll().where('transfer_id', '=', transferId).orderBy('idx').execute();
  const lines: TimelineLine[] = [];
  for (const run of runsOf(rows.map((row) => ({ ...plain(row), last: row.idx, times: 1 })))) {
    const [first, last] = [run[0], run.at(-1)];
    if (run.length <= toldSingly || first === undefined || last === undefined) lines.push(...run);
    else lines.push({ ...first, facts: {}, last: last.index, times: run.length });
  }
  return lines;
}

/** Files that the same person put in one after another are a run; everything else is one by itself. */
function runsOf(lines: readonly TimelineLine[]): TimelineLine[][] {
  const runs: TimelineLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && line.act === 'add-file' && line.result === 'done' && before?.act === line.act && before.result === line.result && before.actor === line.actor) run.push(line);
    else runs.push([line]);
  }
  return runs;
}
