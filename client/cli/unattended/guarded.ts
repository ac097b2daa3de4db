// What every unattended command does around its work: one at a time on its folder, and an end that a scheduler understands.
import { join } from 'node:path';
import { lockFolder } from '../../../server/store/folder-lock.ts';
import { StoreRefused } from '../../../server/store/refusal.ts';
import { TerminalKeyRefused } from '../../terminal-key.ts';
import { exits, failureOf, type Exit } from './ending.ts';
import { JournalDamaged } from './journal.ts';
import { NotKnown } from './not-known.ts';
import type { Teller } from './telling.ts';

/** Runs `work` while it holds the folder. Throws nothing but bugs. */
export async function guarded({ teller, folder }: { readonly teller: Teller; readonly folder: string }, work: () => Promise<Exit>): Promise<Exit> {
  try {
    const lock = await lockFolder(join(folder, 'in-use.db'));
    try {
      return await work();
    } finally {
      await lock.close();
    }
  } catch (error) {
    return tellEnd(teller, error);
  }
}

/** Says why it ended, and returns the exit code. Throws what is a bug. */
export function tellEnd(teller: Teller, error: unknown): Exit {
  if (error instanceof Error && error.name === 'AbortError') {
    teller.tell('stopped', {}, ['止めました。次に実行すると続きから行います。', 'stopped; the next run goes on from here']);
    return exits.done;
  }
  if (error instanceof StoreRefused) {
    teller.tell('busy', {}, ['同じ台帳で、もう実行中です。', 'another one is running on the same ledger']);
    return exits.busy;
  }
  const failure = failureOf(error);
  if (failure?.kind === 'line') {
    teller.tell('line', {}, ['鍵箱につながりません。何も失われていません。次に実行すると続きから行います。', 'the gateway is not reached; nothing is lost, the next run goes on from here']);
    return exits.line;
  }
  if (failure !== null) {
    const { code, detail } = failure.problem;
    teller.tell(failure.kind, { code }, [detail.ja, detail.en]);
    return failure.kind === 'credential' ? exits.credential : exits.refused;
  }
  if (error instanceof JournalDamaged || error instanceof NotKnown || error instanceof TerminalKeyRefused || (error instanceof Error && 'syscall' in error)) {
    teller.tell('wrong', { message: error.message }, [`続けられません: ${error.message}`, `cannot go on: ${error.message}`]);
    return exits.wrong;
  }
  throw error;
}
