// Whether who began a long act may still end it: asked in the transaction that counts, for a request may last longer than an account or a terminal.
import type { Person } from '../../accounts/person.ts';
import { AccountRefused } from '../../accounts/refusal.ts';
import type { Tx } from '../../store/store.ts';
import { UnattendedRefused } from './refusal.ts';
import { troubleOf } from './terminal.ts';

/** `now` in ISO 8601. Throws `AccountRefused` (SESSION_ENDED) for an account that was disabled meanwhile, `UnattendedRefused` for a terminal that may not act any more. */
export async function mustStillAct(tx: Tx, who: Person, now: string): Promise<void> {
  const account = await tx.selectFrom('accounts').selectAll().where('id', '=', who.id).executeTakeFirst();
  if (account === undefined) throw new AccountRefused('SESSION_ENDED');
  if (who.unattended === undefined) {
    if (account.disabled_at !== null) throw new AccountRefused('SESSION_ENDED');
    return;
  }
  const terminal = await tx.selectFrom('unattended_terminals').selectAll().where('id', '=', who.unattended.id).executeTakeFirst();
  const trouble = terminal === undefined ? new UnattendedRefused('UNATTENDED_REVOKED') : troubleOf(terminal, account, now);
  if (trouble !== null) throw trouble;
}
