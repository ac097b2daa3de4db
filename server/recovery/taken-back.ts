// Rights that were taken away after the copy: a restore would give them back in silence. Guarantees that nobody has more than the newer ledger leaves them:
// what it can apply it applies, and where it cannot it errs on the side of less. What was added since is not there any more and is added again by people.
import { indexOf, isObject, textOf, type JsonObject } from '../ledger/line-json.ts';
import type { Tx } from '../store/store.ts';
import { factOf } from './fact-of.ts';

const actorOf = ({ actor }: JsonObject): string => (isObject(actor) ? textOf(actor['id']) ?? '' : '');

/** Applies one entry. Returns whether it took something away that the copy still had. */
export async function takeBack(tx: Tx, entry: JsonObject): Promise<boolean> {
  if (entry['result'] !== 'done') return false;
  const at = textOf(entry['at']) ?? '';
  await closeRequest(tx, entry, at);
  switch (entry['act']) {
    case 'disable-account': case 'change-account': return disable(tx, entry, at);
    // The password of the copy may be the one that was lost: it opens nothing but the choice of another, and one that was given anew is given once more.
    case 'change-password': return changed(tx.updateTable('accounts').set({ must_change: 1 }).where('id', '=', actorOf(entry)).executeTakeFirst());
    case 'reset-password': return changed(tx.updateTable('accounts').set({ must_change: 1, initial_expires_at: at }).where('id', '=', factOf(entry, 'account')).executeTakeFirst());
    case 'withdraw-certificate': return changed(tx.updateTable('certificates').set({ withdrawn_at: at }).where('fingerprint', '=', factOf(entry, 'fingerprint')).where('withdrawn_at', 'is', null).executeTakeFirst());
    case 'remove-roster-entry': return changed(tx.updateTable('roster').set({ removed_at: at }).where('id', '=', factOf(entry, 'roster')).where('removed_at', 'is', null).executeTakeFirst());
    case 'remove-terminal': return changed(tx.updateTable('terminals').set({ removed_at: at }).where('contractor_id', '=', factOf(entry, 'contractor')).where('removed_at', 'is', null).executeTakeFirst());
    case 'revoke-terminal': return changed(tx.updateTable('unattended_terminals').set({ revoked_at: at, revoked_by: await known(tx, actorOf(entry)), revoke_entry: indexOf(entry['index']) }).where('id', '=', factOf(entry, 'terminal')).where('revoked_at', 'is', null).executeTakeFirst());
    case 'revoke-standing-approval': return changed(tx.updateTable('standing_approvals').set({ revoked_at: at, revoked_by: await known(tx, actorOf(entry)), revoke_entry: indexOf(entry['index']) }).where('id', '=', factOf(entry, 'approval')).where('revoked_at', 'is', null).executeTakeFirst());
    default: return false;
  }
}

/** What two administrators decided after the copy waits for nobody any more: refused stays refused, and what was approved is asked for again. */
async function closeRequest(tx: Tx, entry: JsonObject, at: string): Promise<void> {
  if (!decisions.has(textOf(entry['act']) ?? '')) return;
  await tx.updateTable('two_person_requests').set({ approved: 0, decided_at: at, decided_by: await known(tx, actorOf(entry)) }).where('id', '=', factOf(entry, 'request') || factOf(entry, 'reset')).where('approved', 'is', null).execute();
}

const decisions: ReadonlySet<string> = new Set(['reset-password', 'reset-second-factor', 'refuse-reset', 'approve-administrator', 'refuse-administrator']);

/** Whoever was added after the copy is in no table. */
const known = async (tx: Tx, id: string): Promise<string | null> => (await tx.selectFrom('accounts').select('id').where('id', '=', id).executeTakeFirst())?.id ?? null;

const changed = async (update: Promise<{ numUpdatedRows: bigint }>): Promise<boolean> => (await update).numUpdatedRows > 0n;

/** `change-account` tells many things; only one that ends a person's rights is applied. */
async function disable(tx: Tx, entry: JsonObject, at: string): Promise<boolean> {
  const { facts } = entry;
  const changes = isObject(facts) && Array.isArray(facts['changes']) ? facts['changes'].filter(isObject) : [];
  const ends = entry['act'] === 'disable-account' || changes.some(({ field, after }) => field === 'active' && after === false);
  const less = changes.some(({ field, after }) => field === 'can-approve' && after === false);
  const id = factOf(entry, 'person') || factOf(entry, 'account');
  if (less) await tx.updateTable('accounts').set({ can_approve: 0 }).where('id', '=', id).execute();
  return ends ? changed(tx.updateTable('accounts').set({ disabled_at: at }).where('id', '=', id).where('disabled_at', 'is', null).executeTakeFirst()) : less;
}
