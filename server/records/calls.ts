// 電話連絡記録 (4-3): who called whom, when, under which number, with what result. Where the engagement asks for a call, a sending is complete only
// once somebody was reached. The call by which a password was told is such a call: it is recorded once, with the hand-over.
import { actorOf, partyOf, type Person } from '../accounts/person.ts';
import { readEngagements, type Engagement } from '../engagements/engagement.ts';
import { rosterEntryOf } from '../engagements/roster.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { CallRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { mustFindNotice } from '../transfers/notice-rows.ts';
import { TransferRefused } from '../transfers/refusal.ts';
import { mustFind, type Followed, type Follower } from '../transfers/register.ts';
import { readTransfers } from '../transfers/rows.ts';
import type { State, Transfer } from '../transfers/transfer.ts';
import type { ConfirmationParts } from './confirmation-steps.ts';

export type CallResult = 'talked' | 'absent' | 'call-back';
export interface Call { readonly id: string; readonly at: string; readonly caller: string; readonly to: string; readonly telephone: string; readonly result: CallResult }
export interface NewCall { readonly to: string; readonly at: string; readonly telephone: string; readonly result: CallResult }
export interface Someone { readonly id: string; readonly name: string; readonly role: string }

const sent: readonly State[] = ['released', 'collecting', 'collected', 'confirmed'];

/** Follows the telling of a password by telephone, and a call that reached nobody, with the record of the call. */
export function followWithCalls(random: RandomBytes): Follower {
  return async (tx, step) => {
    const { after, who } = step;
    if (who === 'gateway' || after.lock === null || (step.act !== 'call' && !(step.act === 'handover' && after.handover?.method === 'oral'))) return;
    const notice = await mustFindNotice(tx, who, after.lock.notice);
    const told = after.handover === null ? undefined : { at: after.handover.at, to: after.handover.to, telephone: notice.handedOver?.telephone ?? '', result: 'talked' as const };
    const said = step.act === 'handover' ? told : notice.calls.at(-1);
    if (said !== undefined) await insertCall(tx, newIdentifier(random), step, who, said);
  };
}

type Told = Pick<Followed, 'after' | 'entry'>;

async function insertCall(tx: Tx, id: string, { after, entry }: Told, who: Person, said: { at: string; to: { id: string; name: string }; telephone: string; result: CallResult }): Promise<void> {
  await tx.insertInto('calls').values({
    id, municipality_id: after.municipalityId, transfer_id: after.id, at: said.at, caller_id: who.id, caller_name: who.name, to_id: said.to.id, to_name: said.to.name, telephone: said.telephone, result: said.result, entry: entry.index,
  }).execute();
}

/** The people of the recipient who can be called: its roster of today. */
export function callable(engagement: Engagement, transfer: Transfer, now: string): Someone[] {
  return engagement.roster.filter((entry) => entry.contractorId === transfer.recipientId && entry === rosterEntryOf(engagement, entry.accountId, now))
    .map((entry) => ({ id: entry.accountId, name: entry.name, role: entry.role }));
}

/** Records a call about a sending by itself, whether the engagement asks for one or not. Throws `TransferRefused` (NOT_FOUND, NOT_SENDER, NO_CALL_ABOUT, NOT_AN_ADDRESSEE, HANDOVER_INCOMPLETE). */
export async function addCall({ store, ledger, clock, random }: ConfirmationParts, who: Person, transferId: string, said: NewCall): Promise<void> {
  await store.change(async (tx) => {
    const { transfer, engagement } = await mustFind(tx, who, transferId);
    const now = clock.now();
    if (partyOf(who) !== transfer.senderId) throw new TransferRefused('NOT_SENDER');
    if (!sent.includes(transfer.state)) throw new TransferRefused('NO_CALL_ABOUT');
    const to = callable(engagement, transfer, now).find((person) => person.id === said.to);
    if (to === undefined) throw new TransferRefused('NOT_AN_ADDRESSEE');
    if (said.at > now) throw new TransferRefused('HANDOVER_INCOMPLETE', { field: 'at' });
    const entry = await ledger.append(tx, {
      at: now, act: 'call', result: 'done', actor: actorOf(who), municipality: transfer.municipalityId, engagement: transfer.engagementId, transfer: transfer.id, contractor: transfer.recipientId,
      facts: { result: said.result, to: to.name, at: said.at },
    });
    await insertCall(tx, newIdentifier(random), { after: transfer, entry }, who, { ...said, to });
  });
}

/** The calls about each of these transfers, oldest first, in one query. */
export async function callsOf(tx: Tx, transferIds: readonly string[]): Promise<Map<string, Call[]>> {
  if (transferIds.length === 0) return new Map();
  const rows = await tx.selectFrom('calls').selectAll().where('transfer_id', 'in', transferIds).orderBy('at').orderBy('entry').execute();
  const found = new Map<string, Call[]>();
  for (const row of rows) found.set(row.transfer_id, [...(found.get(row.transfer_id) ?? []), readCall(row)]);
  return found;
}

const readCall = (row: CallRow): Call => ({ id: row.id, at: row.at, caller: row.caller_name, to: row.to_name, telephone: row.telephone, result: row.result === 'talked' || row.result === 'absent' ? row.result : 'call-back' });

/** Whether a sending is 送付完了: what was to be handed over was, and somebody was reached where the engagement asks for a call. */
export function sendingOf(transfer: Transfer, engagement: Pick<Engagement, 'policy'>, calls: readonly Call[]): 'open' | 'call-missing' | 'complete' {
  if (!sent.includes(transfer.state) || transfer.handover === null || (transfer.route === 'media' && transfer.collection === null)) return 'open';
  const isNeeded = engagement.policy.telephoneCall && transfer.direction === 'to-contractor';
  return isNeeded && !calls.some((call) => call.result === 'talked') ? 'call-missing' : 'complete';
}

export interface Uncalled { readonly transfer: Transfer; readonly engagement: Engagement; readonly calls: readonly Call[] }

/** The section's sendings of engagements that ask for a call, in which nobody was reached yet, oldest first; at most 200. */
export async function sendingsWithoutCall(tx: Tx, who: Person): Promise<Uncalled[]> {
  const rows = await tx.selectFrom('transfers').select('id').where('sender_id', '=', partyOf(who) ?? '').where('municipality_id', '=', who.municipalityId).where('direction', '=', 'to-contractor')
    .where('state', 'in', sent).where('id', 'not in', tx.selectFrom('calls').select('transfer_id').where('result', '=', 'talked')).orderBy('created_at').limit(1000).execute();
  const transfers = await readTransfers(tx, rows.map((row) => row.id));
  const engagements = await readEngagements(tx, [...new Set(transfers.map((transfer) => transfer.engagementId))]);
  const calls = await callsOf(tx, transfers.map((transfer) => transfer.id));
  return transfers.flatMap((transfer) => {
    const engagement = engagements.get(transfer.engagementId);
    return engagement?.policy.telephoneCall === true ? [{ transfer, engagement, calls: calls.get(transfer.id) ?? [] }] : [];
  }).slice(0, 200);
}
