// Brings the transfers of a restored database to where the newer ledger says they are, and ends what still waited: its sealed files are in no copy, so it is deposited again.
import type { Clock } from '../ledger/clock.ts';
import type { AppendedEntry, Ledger } from '../ledger/ledger.ts';
import { isObject, textOf, type JsonObject } from '../ledger/line-json.ts';
import { readEngagement } from '../engagements/engagement.ts';
import { followDrafts } from '../records/gates/contract-gates.ts';
import { followWithInquiries } from '../records/inquiries.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Rule } from '../transfers/lifecycle.ts';
import { createRegister } from '../transfers/register.ts';
import { parseTransfer, updateTransfer } from '../transfers/rows.ts';
import { broughtOn, stateAfter, waited } from './standing-after.ts';

export interface EndParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock }
export interface EndedAfter { readonly wiped: number; /** Ended because they waited. */ readonly again: number; /** Of these, made after the copy: no row of them is left. */ readonly unknown: readonly string[] }

/** `acts`: the newer `done` entries of each transfer, oldest first. */
export async function endWaiting(parts: EndParts, acts: ReadonlyMap<string, readonly JsonObject[]>): Promise<EndedAfter> {
  let wiped = 0;
  const waiting: string[] = [];
  const known = new Set<string>();
  for (const { id, document } of await parts.store.read.selectFrom('transfers').select(['id', 'document']).where('state', '!=', 'wiped').orderBy('id').execute()) {
    known.add(id);
    const [transfer, newer] = [parseTransfer(document), acts.get(id) ?? []];
    const after = broughtOn(transfer, newer);
    if (after?.state === 'wiped') wiped += 1;
    if (after !== null) await parts.store.change((tx) => writeState(tx, transfer, after, textOf(newer.at(-1)?.['at']) ?? transfer.changedAt));
    else if (waited(stateAfter(transfer.state, newer))) waiting.push(id);
  }
  const register = createRegister({ ...parts, gates: [], followers: [followDrafts, followWithInquiries()], committed: () => undefined, reach: () => undefined });
  for (const id of waiting) await register.change('gateway', 'recall', [id], () => endRestored);
  const unknown = [...acts].filter(([id, newer]) => !known.has(id) && textOf(newer[0]?.['act']) === 'draft' && waited(stateAfter(null, newer)));
  for (const [, newer] of unknown) await enterUnknown(parts, newer);
  return { wiped, again: waiting.length + unknown.length, unknown: unknown.map(([id, newer]) => numberOf(newer) ?? id) };
}

/** What nobody had ended when the database was lost. */
const endRestored: Rule = (transfer, _policy, now) => {
  const why = transfer.state === 'draft' ? 'discarded' as const : 'recalled' as const;
  const end = { why, at: now, by: null, reason: 'restored' as const, collectedBefore: transfer.collection !== null };
  return { transfer: { ...transfer, state: why, end }, entry: { act: why === 'recalled' ? 'recall' : 'discard', facts: { reason: end.reason, collectedBefore: end.collectedBefore } } };
};

async function writeState(tx: Tx, before: Parameters<typeof updateTransfer>[1], brought: Parameters<typeof updateTransfer>[2], at: string): Promise<void> {
  const engagement = await readEngagement(tx, before.engagementId);
  if (engagement === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  await updateTransfer(tx, before, { ...brought, version: before.version + 1, changedAt: at }, engagement.policy);
  if (brought.state === 'wiped') await tx.updateTable('files').set({ body_id: null }).where('transfer_id', '=', before.id).execute();
}

/** Nothing but its entries is left of it; they too say how it ended. */
function enterUnknown({ store, ledger, clock }: EndParts, newer: readonly JsonObject[]): Promise<AppendedEntry> {
  const [first] = newer;
  const of = (name: string): string | undefined => textOf(first?.[name]) ?? undefined;
  const draft = stateAfter(null, newer) === 'draft';
  const collectedBefore = newer.some(({ act }) => act === 'start-collecting');
  return store.change((tx) => ledger.append(tx, {
    at: clock.now(), act: draft ? 'discard' : 'recall', result: 'done', actor: { system: true }, municipality: of('municipality'), engagement: of('engagement'), transfer: of('transfer'), contractor: of('contractor'),
    facts: { reason: 'restored', collectedBefore, number: numberOf(newer) ?? '' },
  }));
}

const numberOf = ([first]: readonly JsonObject[]): string | null => (isObject(first?.['facts']) ? textOf(first['facts']['number']) : null);
