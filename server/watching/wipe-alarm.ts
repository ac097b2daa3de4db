// The alarm while a transfer's wipe has failed and not been made up for.
import type { Clock } from '../ledger/clock.ts';
import type { Store } from '../store/store.ts';

export async function noteWipeFailures(store: Store, alarms: Map<string, string>, clock: Clock): Promise<void> {
  const failed = await store.read.selectFrom('transfers').select('id').where('state', '=', 'wipe-failed').limit(1).executeTakeFirst();
  if (failed === undefined) alarms.delete('WIPE_FAILED');
  else if (!alarms.has('WIPE_FAILED')) alarms.set('WIPE_FAILED', clock.now());
}
