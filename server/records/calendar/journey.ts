// What the journey itself has days for: approving, notifying, collecting and confirming until the day of collection.
import { partyOf, type Person } from '../../accounts/person.ts';
import { valuesOf } from '../../store/value-list.ts';
import type { Tx } from '../../store/store.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { actFor, isMine, mayOf, nextOf, type Act } from '../../transfers/outlook.ts';
import { readTransfers } from '../../transfers/rows.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import { mayKnow } from '../../transfers/visibility.ts';
import { isShown, type Item, type Reading } from './item.ts';

const words: Partial<Record<Act, Item['what']>> = {
  approve: { ja: '授受を確認して承認する', en: 'Check and approve the transfer' }, notice: { ja: 'パスワードを通知する', en: 'Give notice of the password' }, handover: { ja: 'パスワードを渡して記録する', en: 'Hand over the password and record it' },
  'write-medium': { ja: '媒体に書き出す', en: 'Write the medium' }, 'hand-over-medium': { ja: '媒体を渡して記録する', en: 'Hand over the medium and record it' },
  collect: { ja: 'ファイルを受け取る', en: 'Collect the files' }, confirm: { ja: '受領を確認する', en: 'Confirm the receipt' },
};
const running = ['awaiting-approval', 'released', 'collecting', 'collected'];

/** What comes next in each running transfer that the reader may know of, due on the day of its collection. */
export async function journeyItems(tx: Tx, reading: Reading): Promise<Item[]> {
  const { who, engagements } = reading;
  let wanted = tx.selectFrom('transfers').select('id').where('municipality_id', '=', who.municipalityId).where('state', 'in', running).where('engagement_id', 'in', valuesOf(engagements.map(({ id }) => id)));
  const party = partyOf(who);
  if (who.role !== 'auditor') wanted = wanted.where((where) => where.or([where('sender_id', '=', party ?? ''), where('recipient_id', '=', party ?? '')]));
  const transfers = await readTransfers(tx, (await wanted.orderBy('collect_by').execute()).map(({ id }) => id));
  return transfers.filter((transfer) => who.role === 'auditor' || mayKnow(transfer, who)).flatMap((transfer) => itemOf(transfer, reading));
}

function itemOf(transfer: Transfer, { who, engagements, now }: Reading): Item[] {
  const engagement = engagements.find(({ id }) => id === transfer.engagementId);
  const { act, turn } = actFor(transfer, partyOf(who) === transfer.recipientId ? 'recipient' : 'sender');
  const what = words[act];
  if (engagement === undefined || what === undefined) return [];
  const toContractor = transfer.direction === 'to-contractor';
  const bySender = turn !== 'recipient';
  const item = { contractorId: toContractor ? transfer.recipientId : transfer.senderId, owedBy: bySender === toContractor ? 'ward' as const : 'contractor' as const };
  if (!isShown(engagement, who, item)) return [];
  const next = nextOf(transfer, engagement.policy, who);
  return [{
    ...item, id: `${transfer.id}-${act}`, kind: act, what, engagement, transfer: { id: transfer.id, number: transfer.number }, dueOn: japanDay(transfer.collectBy),
    mine: isParty(who) && isMine(transfer, next, mayOf(transfer, engagement.policy, who, now), who), act: { to: 'transfer', id: transfer.id },
  }];
}

const isParty = (who: Person): boolean => partyOf(who) !== null;
