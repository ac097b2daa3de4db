// The medium of a transfer as the wire shows it, and what this reader may do about it: each rule is asked, and what it does not refuse is allowed.
import { partyOf, type Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { isRefused } from '../../ledger/refused.ts';
import type { Tx } from '../../store/store.ts';
import { addresseesOf } from '../../transfers/addressees.ts';
import { confirmOnPaper, type Rule } from '../../transfers/lifecycle.ts';
import * as rules from '../../transfers/media-rules.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import type { MediumAct, MediumView } from '../wire/media.ts';

/** Null for a transfer on the line. */
export async function mediumView(tx: Tx, transfer: Transfer, engagement: Engagement, now: string): Promise<MediumView | null> {
  const { medium } = transfer;
  if (medium === null) return null;
  const { written } = medium;
  return {
    reason: medium.reason, chosenBy: medium.chosenBy, chosenAt: medium.chosenAt,
    written: written === null ? null : { by: written.by, at: written.at, times: written.times, current: rules.isWritten(transfer) || medium.handedOver !== null },
    handedOver: medium.handedOver, returned: medium.returned, lost: medium.lost, gapMinutes: Math.max(engagement.terms.mediumGapMinutes, 1),
    people: await addresseesOf(tx, engagement, transfer.recipientId, now),
  };
}

/** What this person may do about the medium now. */
export function mediumMay(transfer: Transfer, engagement: Engagement, who: Person, now: string): MediumAct[] {
  const nobody = { id: '', name: '' };
  const rule = (asked: Rule) => (): unknown => asked(transfer, engagement.policy, now);
  const back = (what: rules.Returned): (() => unknown) => rule(rules.giveBack(who, { what, at: now, from: nobody, count: transfer.medium?.handedOver?.count ?? 1 }));
  const isParty = partyOf(who) === transfer.senderId || partyOf(who) === transfer.recipientId;
  const probes: readonly (readonly [MediumAct, boolean, () => unknown])[] = [
    ['use-media', engagement.terms.routes.media, rule(rules.useMedia(who, { reason: 'other', text: undefined }))],
    ['write-medium', true, rule(rules.writeMedium(who))],
    ['take-medium', true, () => rules.mustBeWritten(transfer, who)],
    ['hand-over-medium', true, () => rules.mustBeWritten(transfer, who)],
    ['confirm-on-paper', who.sectionId !== null, rule(confirmOnPaper(who, { quantity: transfer.quantity, opened: true, reason: undefined, seen: '', digest: '', by: nobody }))],
    ['return-medium', true, back('medium')], ['return-notice', true, back('notice')],
    ['lose-medium', isParty && transfer.medium?.lost === null, rule(rules.loseMedium(who, { what: transfer.medium?.returned.medium === null ? 'medium' : 'notice' }))],
    ['check-medium', isParty && transfer.medium?.handedOver !== null && transfer.medium !== null, () => undefined],
  ];
  return probes.filter(([, open, probe]) => open && allows(probe)).map(([act]) => act);
}

function allows(probe: () => unknown): boolean {
  try {
    probe();
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}
