// Opens a 確認書 by itself for every hand-over in either direction (1-10, 1-14, 2-3): of data, of a password, of a medium, and of what comes
// back. A follower of the journey: the journey does not know it. The ward's records are written by the gateway for the ward.
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import type { Followed, Follower } from '../transfers/register.ts';
import { noteConfirmed, openRecord, recordsOf, type ConfirmationKind, type Content, type Opening } from './confirmation-records.ts';

/** What the contractor's receipt confirms besides the files themselves: what was handed to it before. */
const confirmedByReceipt: readonly ConfirmationKind[] = ['hand-over', 'password', 'medium'];

/** Follows the steps that hand something over with their 確認書, and a contractor's receipt with its confirmation of them. */
export function followWithRecords(random: RandomBytes, append: Opening['append']): Follower {
  return async (tx, step) => {
    const made = openedBy(step);
    const { after } = step;
    if (made !== null) {
      await openRecord(tx, { append, random }, {
        id: newIdentifier(random), municipalityId: after.municipalityId, engagementId: after.engagementId, contractorId: after.direction === 'to-contractor' ? after.recipientId : after.senderId, transferId: after.id,
        now: step.now, entry: step.entry.index, writtenBy: null, ...made,
      });
    }
    if (step.act === 'confirm' && step.after.direction === 'to-contractor') await confirmAll(tx, step);
  };
}

type Opened = { readonly kind: ConfirmationKind; readonly content: Content } | null;

function openedBy(step: Followed): Opened {
  const { before, after, act } = step;
  // On the way back the ward is the one that receives: its record is of the moment in which the section confirms.
  const handedOver = after.direction === 'to-contractor' ? after.state === 'released' && before?.state !== 'released' && act !== 'use-media' : act === 'confirm';
  if (handedOver) return { kind: 'hand-over', content: dataOf(step) };
  if (act === 'handover') return { kind: 'password', content: passwordOf(step) };
  if (act === 'hand-over-medium') return { kind: 'medium', content: mediumOf(step) };
  if (act === 'return-medium' || act === 'return-notice') return { kind: act === 'return-medium' ? 'medium-return' : 'notice-return', content: returnOf(step, act === 'return-medium' ? 'medium' : 'notice') };
  return null;
}

function dataOf(step: Followed): Content {
  const { after, engagement, now } = step;
  const form = engagement.forms.find((known) => known.id === after.formId);
  const what = { at: now, content: `${engagement.title} ${form?.name ?? ''} 授受番号 ${after.number}${after.unscanned === null ? '' : `（未検査 ${after.unscanned.files}ファイル）`}`, quantity: after.quantity, unit: form?.unit ?? '件', difference: null };
  const sender = distinct(after.submission?.by.name, after.approval?.by.name, after.unscanned?.allowed?.by.name);
  if (after.direction === 'to-contractor') return { ...what, ward: distinct(...sender, nameOf(step)), contractor: [] };
  return { ...what, ward: distinct(after.collection?.by.name, after.confirmation?.by.name), contractor: sender };
}

function passwordOf(step: Followed): Content {
  const { after, now } = step;
  const giver = distinct(nameOf(step));
  const taker = distinct(after.handover?.to.name);
  const sides = after.direction === 'to-contractor' ? { ward: giver, contractor: taker } : { ward: taker, contractor: giver };
  return { at: after.handover?.at ?? now, ...sides, content: `パスワードの通知 授受番号 ${after.number}`, quantity: 1, unit: '通', difference: null };
}

/** On the way back the contractor's medium comes to the ward, and the ward's record says so. */
function mediumOf(step: Followed): Content {
  const { after, now } = step;
  const given = after.medium?.handedOver ?? null;
  const [giver, taker] = [distinct(nameOf(step)), distinct(given?.to.name)];
  const sides = after.direction === 'to-contractor' ? { ward: giver, contractor: taker } : { ward: taker, contractor: giver };
  return { at: given?.at ?? now, ...sides, content: `電磁的媒体（封緘済みデータ） 授受番号 ${after.number}`, quantity: given?.count ?? 1, unit: '枚', difference: null };
}

function returnOf(step: Followed, what: 'medium' | 'notice'): Content {
  const { after, now } = step;
  const back = after.medium?.returned[what] ?? null;
  const thing = what === 'medium' ? { content: `電磁的媒体の返却 授受番号 ${after.number}`, quantity: after.medium?.returned.medium?.count ?? 1, unit: '枚' } : { content: `パスワード通知書の返却 授受番号 ${after.number}`, quantity: 1, unit: '通' };
  return { at: back?.at ?? now, ward: distinct(nameOf(step)), contractor: distinct(back?.from.name), ...thing, difference: null };
}

/** The contractor confirmed the receipt: with it the versions that stood then, and its own count stands against that of the data. */
async function confirmAll(tx: Tx, { after, now }: Followed): Promise<void> {
  const by = after.confirmation?.by;
  if (by === undefined) return;
  const handlers = distinct(after.collection?.by.name, by.name);
  for (const record of await recordsOf(tx, after.id)) {
    if (record.superseded || record.contractorConfirmed !== null || !confirmedByReceipt.includes(record.kind)) continue;
    await noteConfirmed(tx, [record.id], by.id, now, { handlers, quantity: record.kind === 'hand-over' ? after.confirmation?.quantity ?? null : null });
  }
}

const nameOf = ({ who }: Followed): string | undefined => (who === 'gateway' ? undefined : who.name);
const distinct = (...names: readonly (string | undefined)[]): string[] => [...new Set(names.filter((name) => name !== undefined && name !== ''))].map(String);
