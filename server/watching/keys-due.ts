// When each of the gateway's own keys is to be exchanged at the latest (keys/README.md says how often; ASVS 13.3.4). Reckoned from the record of its last exchange, which is
// written in one transaction with the entry that tells it, or from the ledger's first entry while the first key is in use.
import type { Store } from '../store/store.ts';

export type OwnKey = 'ledger' | 'waiting' | 'signing';
export interface KeyDue { readonly key: OwnKey; /** ISO 8601. */ readonly since: string; readonly dueAt: string }

/** As keys/README.md says; an exchange because somebody left comes earlier, and only people know of it. */
export const keyYears: Readonly<Record<OwnKey, number>> = { ledger: 3, waiting: 1, signing: 3 };

/** All three keys; none before the ledger has an entry. Reads on the connection for searches. */
export async function keysDue({ search }: Store): Promise<KeyDue[]> {
  const first = await search.selectFrom('ledger_entries').select('at').orderBy('idx').limit(1).executeTakeFirst();
  if (first === undefined) return [];
  const chain = await search.selectFrom('ledger_keys').select(['vkey', 'at']).orderBy('position').execute();
  // A new origin gives the same key another name: that is no exchange.
  const ledger = chain.filter(({ vkey }, at) => at > 0 && publicPart(vkey) !== publicPart(chain[at - 1]?.vkey ?? '')).at(-1);
  const waiting = await search.selectFrom('waiting_keys').select('from_at').where('from_at', 'is not', null).orderBy('from_at', 'desc').limit(1).executeTakeFirst();
  const signing = await search.selectFrom('gateway_certificates').select('from_at').where('from_at', 'is not', null).orderBy('from_at', 'desc').limit(1).executeTakeFirst();
  const due = (key: OwnKey, since: string): KeyDue => ({ key, since, dueAt: yearsAfter(since, keyYears[key]) });
  return [due('ledger', ledger?.at ?? first.at), due('waiting', waiting?.from_at ?? first.at), due('signing', signing?.from_at ?? first.at)];
}

/** What follows the last sign of a vkey that is not base64's own: name and key's hash go before it. */
const publicPart = (vkey: string): string => vkey.split('+').slice(2).join('+');

function yearsAfter(instant: string, years: number): string {
  const day = new Date(instant);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.toISOString();
}
