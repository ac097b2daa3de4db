// Hand-over (手渡し済): how, to whom and when the password went. From here it exists nowhere in the gateway.
//
// Order of writes: the record first, then the waiting packets are destroyed; a crash between leaves packets that no row
// names, and `resume` destroys them.
import type { Person } from '../accounts/person.ts';
import { readEngagement } from '../engagements/engagement.ts';
import { destroyDropped } from './key-files.ts';
import { handOver as rule } from './lifecycle.ts';
import { mustBeApart } from './media-rules.ts';
import { mustFindNotice, openedBy, updateNotice, type Notice } from './notice-rows.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import type { Transfer } from './transfer.ts';

export interface HandoverRequest {
  readonly method: 'in-person' | 'registered-post' | 'oral' | 'other';
  readonly to: { readonly id: string; readonly name: string };
  readonly at: string;
  readonly trackingNumber?: string | undefined;
  readonly telephone?: string | undefined;
  readonly result?: 'talked' | 'absent' | 'call-back' | undefined;
  readonly reason?: string | undefined;
}

/**
 * Records the hand-over, or a call that reached nobody, which leaves it open (1-25, 4-3, H 116).
 * Throws `TransferRefused` (NOT_FOUND, HANDED_OVER, HANDOVER_INCOMPLETE with the field that is missing).
 */
export async function handOver(parts: Pick<StepParts, 'store' | 'clock' | 'register' | 'vault' | 'reach'>, who: Person, noticeId: string, said: HandoverRequest): Promise<Notice> {
  const notice = await mustFindNotice(parts.store.read, who, noticeId);
  mustBeComplete(notice, said, parts.clock.now());
  if (said.method === 'oral' && said.result !== 'talked') return recordCall(parts, who, notice, said);
  // The reason is free text: it stands with the entry of each transfer, where the wipe finds it, and not in the notice.
  const after: Notice = { ...notice, handedOver: { method: said.method, to: said.to, at: said.at, trackingNumber: said.trackingNumber ?? null, telephone: said.telephone ?? null } };
  const open = await openedBy(parts.store.read, notice);
  // Recalled meanwhile, or another notice was made: what is in the clerk's hand opens nothing, so nothing was handed over (H 57).
  if (open.length === 0) throw new TransferRefused('WRONG_STATE', { expected: ['released'] });
  const replaced: Transfer[] = [];
  const changed = await parts.register.change(who, 'handover', open.map((transfer) => transfer.id), async (tx, transfer) => {
    if (transfer.lock?.notice !== notice.id) throw new TransferRefused('CHECKS_CHANGED');
    if (transfer.medium !== null) mustBeApart(said.at, transfer.medium.handedOver?.at ?? null, (await readEngagement(tx, transfer.engagementId))?.terms.mediumGapMinutes ?? 0);
    return rule(who, { method: said.method, to: said.to, at: said.at }, said.reason);
  }, async (tx, done) => {
    if (done.before !== null) replaced.push(done.before);
    if (done.after.id === open[0]?.id) await updateNotice(tx, after);
  });
  await parts.reach('handover.committed');
  await destroyDropped(parts, replaced, changed);
  return after;
}

/** What each way of telling needs: a number for the post, a telephone and a result for a call, a reason for any other way. */
function mustBeComplete(notice: Notice, said: HandoverRequest, now: string): void {
  if (notice.handedOver !== null) throw new TransferRefused('HANDED_OVER', { at: notice.handedOver.at, to: notice.handedOver.to.name });
  const missing = said.method === 'registered-post' && said.trackingNumber === undefined ? 'trackingNumber'
    : said.method === 'oral' && said.telephone === undefined ? 'telephone'
    : said.method === 'oral' && said.result === undefined ? 'result'
    : said.method === 'other' && said.reason === undefined ? 'reason'
    : said.at > now || said.at < notice.at.slice(0, 16) ? 'at' : null;
  if (missing !== null) throw new TransferRefused('HANDOVER_INCOMPLETE', { field: missing });
}

async function recordCall({ register }: Pick<StepParts, 'register'>, who: Person, notice: Notice, said: HandoverRequest): Promise<Notice> {
  const result = said.result === 'call-back' ? 'call-back' as const : 'absent' as const;
  const after: Notice = { ...notice, calls: [...notice.calls, { at: said.at, result, to: said.to, telephone: said.telephone ?? '' }] };
  await register.change(who, 'call', notice.transferIds.slice(0, 1), () => (transfer) => ({ transfer, entry: { act: 'call', facts: { notice: notice.id, result, to: said.to.name } } }), (tx) => updateNotice(tx, after));
  return after;
}
