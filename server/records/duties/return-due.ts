// The return of a medium and of its password notice (1-28, 2-7, 0-4): owed from the moment it is handed over until the ward records that it is back. The
// day is the engagement's last at first, and five business days after the delivery once that is recorded (an assumption: no paper gives a number).
import { addBusinessDays } from '../../engagements/business-days.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Tx } from '../../store/store.ts';
import type { Follower } from '../../transfers/register.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import { cancel, owe, settle } from './duties.ts';

const businessDaysAfterDelivery = 5;
const things = {
  medium: { kind: 'return-medium', what: { ja: '電磁的媒体を区に返却する', en: 'Return the medium to the ward' } },
  notice: { kind: 'return-notice', what: { ja: 'パスワード通知書を区に返却する', en: 'Return the password notice to the ward' } },
} as const;
type Thing = keyof typeof things;

/** What of a transfer is with the contractor and has to come back: its medium, and its notice where that is a paper. */
function outstanding({ medium, handover, direction }: Transfer): Thing[] {
  if (medium === null || direction !== 'to-contractor') return [];
  const paper = handover !== null && handover.method !== 'oral';
  return [...(medium.handedOver !== null && medium.returned.medium === null ? ['medium' as const] : []), ...(paper && medium.returned.notice === null ? ['notice' as const] : [])].filter((thing) => medium.lost?.what !== thing);
}

interface Due { readonly transfer: Transfer; readonly engagement: Engagement; readonly day: string; readonly now: string; readonly random?: RandomBytes }

async function oweReturns(tx: Tx, { transfer, engagement, day, now, random }: Due): Promise<void> {
  for (const thing of outstanding(transfer)) {
    await owe(tx, { ...things[thing], municipalityId: transfer.municipalityId, engagementId: engagement.id, contractorId: transfer.recipientId, transferId: transfer.id, owedBy: 'contractor', recordKind: null, dueOn: day }, { now, ...(random === undefined ? {} : { random }) });
  }
}

/** Delivered on `day` (YYYY-MM-DD): what is still out falls due a few business days later. */
export async function returnsDueFrom(tx: Tx, given: Due): Promise<void> {
  const kinds = outstanding(given.transfer).map((thing) => things[thing].kind);
  if (kinds.length === 0) return;
  await cancel(tx, { kinds, engagementId: given.engagement.id, transferId: given.transfer.id }, given.now);
  await oweReturns(tx, { ...given, day: addBusinessDays(given.day, businessDaysAfterDelivery) });
}

/** Owes the return of what is handed over, and settles it when it is back or lost. */
export function followWithReturns(random: RandomBytes): Follower {
  return async (tx, { after, act, who, engagement, now }) => {
    if (act === 'hand-over-medium' || act === 'handover') await oweReturns(tx, { transfer: after, engagement, day: engagement.to, now, random });
    const about = { engagementId: engagement.id, transferId: after.id };
    const back = act === 'return-medium' ? 'medium' : act === 'return-notice' ? 'notice' : null;
    if (back !== null) await settle(tx, { kinds: [things[back].kind], ...about }, who === 'gateway' ? null : who.id, now);
    if (act === 'lose-medium' && after.medium?.lost !== undefined && after.medium.lost !== null) await cancel(tx, { kinds: [things[after.medium.lost.what].kind], ...about }, now);
  };
}
