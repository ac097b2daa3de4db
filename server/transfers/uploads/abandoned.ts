// Which uploads the clock has removed, so that who comes back hears that it was there and is gone, and not that it never was (tus 1.0, Expiration: 410 SHOULD be
// answered for what is known to have expired). For a week, through restarts; ids alone, nothing of the file.
import type { Tx } from '../../store/store.ts';
import type { StepParts } from '../parts.ts';
import type { StoredUpload } from './upload-row.ts';

const knownMilliseconds = 7 * 24 * 3_600_000;
const since = ({ clock }: Pick<StepParts, 'clock'>): string => new Date(clock.millis() - knownMilliseconds).toISOString();

/** In the transaction that removes it. */
export async function noteAbandoned(tx: Tx, { clock }: Pick<StepParts, 'clock'>, { id, account_id }: Pick<StoredUpload, 'id' | 'account_id'>): Promise<void> {
  await tx.insertInto('abandoned_uploads').values({ id, account_id, at: clock.now() }).execute();
}

/** True only for whose upload it was: to others it never existed (H 48). */
export async function wasAbandoned(parts: Pick<StepParts, 'store' | 'clock'>, id: string, accountId: string): Promise<boolean> {
  return await parts.store.read.selectFrom('abandoned_uploads').select('id').where('id', '=', id).where('account_id', '=', accountId).where('at', '>', since(parts)).executeTakeFirst() !== undefined;
}

/** Writes only where there is something to forget. */
export async function forgetAbandoned(parts: Pick<StepParts, 'store' | 'clock'>): Promise<void> {
  const until = since(parts);
  const oldest = await parts.store.read.selectFrom('abandoned_uploads').select('id').where('at', '<=', until).executeTakeFirst();
  if (oldest !== undefined) await parts.store.change((tx) => tx.deleteFrom('abandoned_uploads').where('at', '<=', until).execute());
}
