// The signed head that a paper carries: the first one that covers its newest entry, so that the same record state always prints the same.
import { parseCheckpoint } from '../../ledger/checkpoint.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { parseNote } from '../../ledger/note.ts';
import type { Store } from '../../store/store.ts';
import type { Stamp } from './sheet.ts';

/** The checkpoint of an entry; signs one first if none covers it yet. Not inside a change. */
export async function checkpointOf({ store, ledger }: { readonly store: Store; readonly ledger: Pick<Ledger, 'sign'> }, entry: number): Promise<Stamp['checkpoint']> {
  const find = () => store.read.selectFrom('ledger_checkpoints').select('note').where('size', '>', entry).orderBy('size').limit(1).executeTakeFirst();
  let found = await find();
  if (found === undefined) {
    await ledger.sign();
    found = await find();
  }
  if (found === undefined) throw new Error(`expected a signed head that covers entry ${entry}; the ledger signed none`);
  const { origin, size, root } = parseCheckpoint(parseNote(found.note).text);
  return { origin, size, root: Buffer.from(root).toString('base64') };
}
