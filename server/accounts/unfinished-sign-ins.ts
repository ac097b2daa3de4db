// Sign-ins that stopped between password and second factor (ASVS 6.3.5): somebody has the password, and not the rest. Entered in the person's name when their five
// minutes are over, once for all that ran out together. Whoever begins again in the same browser has not stopped.
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Store } from '../store/store.ts';
import { enterRefused } from './open-session.ts';

/** Enters and forgets what ran out. */
export async function enterUnfinished({ store, ledger, clock }: { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock }): Promise<void> {
  const now = clock.now();
  const some = await store.read.selectFrom('half_sign_ins').select('id_hash').where('ends_at', '<=', now).limit(1).executeTakeFirst();
  if (some === undefined) return;
  await store.change(async (tx) => {
    const rows = await tx.selectFrom('half_sign_ins').innerJoin('accounts', 'accounts.id', 'account_id').selectAll('accounts').select(['listener', 'half_sign_ins.address']).where('ends_at', '<=', now).orderBy('ends_at').execute();
    await tx.deleteFrom('half_sign_ins').where('ends_at', '<=', now).execute();
    for (const { listener: side, address, ...account } of new Map(rows.map((row) => [row.id, row])).values()) {
      await enterRefused(tx, ledger, account, { at: now, code: 'SIGN_IN_BEGIN_AGAIN', facts: { side, address, count: rows.filter(({ id }) => id === account.id).length } });
    }
  });
}
