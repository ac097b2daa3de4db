// 納品 (1-10, 1-33): what the contractor made of the data is delivered to the ward. The ward's record, written in one press from what the gateway knows; it
// opens the 確認書 that the contractor confirms, owes the erasure of the data (1-20) and the return of the medium and its notice (1-28).
import { actorOf } from '../../accounts/person.ts';
import { rosterEntryOf } from '../../engagements/roster.ts';
import { readTransfer } from '../../transfers/rows.ts';
import { openRecord } from '../confirmation-records.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { oweErasure } from '../duties/erasure-due.ts';
import { returnsDueFrom } from '../duties/return-due.ts';
import { incomplete, refusedBecause } from '../refusal.ts';
import type { Effects, Field, RecordKind, StageContext, Values } from './kind.ts';

const difference = {
  id: 'difference', kind: 'line', optional: true, label: { ja: '送った数量と違う理由', en: 'Why the quantity is another than was sent' },
  support: { ja: '数量が同じときは空のままにします。氏名などは書かないでください。', en: 'Leave empty when they are the same. Write no names of citizens.' },
} satisfies Field;
const fields: readonly Field[] = [
  { id: 'at', kind: 'instant', label: { ja: '納品の日時', en: 'Delivered at' } },
  { id: 'ward', kind: 'people', of: 'staff', min: 1, label: { ja: '受け取った職員', en: 'Received by' } },
  { id: 'contractor', kind: 'people', of: 'roster', min: 1, label: { ja: '納めた取扱者（受託事業者）', en: 'Delivered by' } },
  { id: 'content', kind: 'line', label: { ja: '納品物', en: 'What was delivered' } },
  { id: 'quantity', kind: 'count', min: 0, label: { ja: '数量', en: 'Quantity' } },
  { id: 'unit', kind: 'line', label: { ja: '単位', en: 'Unit' } },
  difference,
];

export const delivery: RecordKind = {
  id: 'delivery', group: 'hand-over', obligations: ['1-10', '1-29', '1-33', '1-20', '1-28'], document: 1, about: { contractor: true, transfer: true },
  title: { ja: '納品', en: 'Delivery' },
  stages: [{
    id: 'written', by: 'ward', after: 'start', closes: true, final: true, title: { ja: '納品の確認', en: 'Delivery' }, act: { ja: '納品を確認書に記録する', en: 'Record the delivery' }, fields, prefill, check, follow,
  }],
};

async function prefill({ tx, who, now, engagement, contractorId, transferId }: Omit<StageContext, 'values'>): Promise<Values> {
  const transfer = transferId === null ? undefined : await readTransfer(tx, transferId);
  if (transfer === undefined) return { at: now };
  const form = engagement.forms.find(({ id }) => id === transfer.formId);
  const taker = transfer.confirmation?.by ?? transfer.collection?.by;
  const people = engagement.roster.filter((entry) => entry.contractorId === contractorId && entry === rosterEntryOf(engagement, entry.accountId, now));
  const by = people.find((entry) => entry.accountId === taker?.id) ?? people[0];
  return {
    at: now, ward: [{ id: who.id, name: who.name }], contractor: by === undefined ? [] : [{ id: by.accountId, name: by.name }], content: form?.name ?? '', quantity: transfer.quantity, unit: form?.unit ?? '件',
  };
}

async function check({ tx, values, now, transferId, engagement }: StageContext): Promise<void> {
  const transfer = transferId === null ? undefined : await readTransfer(tx, transferId);
  if (transfer?.direction !== 'to-contractor') throw refusedBecause('納品を記録できるのは、受託事業者に送った授受についてです。', 'A delivery belongs to a transfer that went to the contractor.');
  if (transfer.collection === null) throw refusedBecause('受託事業者がまだ受け取っていない授受です。納品の記録はできません。', 'The contractor has not received this transfer yet, so nothing of it can be delivered.');
  if (textOf(values['at']) > now) throw incomplete({ id: 'at', label: { ja: '納品の日時', en: 'Delivered at' } }, { ja: '今までの日時', en: 'a time that is not ahead' });
  const unit = engagement.forms.find(({ id }) => id === transfer.formId)?.unit;
  if (values['unit'] === unit && values['quantity'] !== transfer.quantity && textOf(values['difference']) === '') {
    throw incomplete(difference, { ja: `送った数量は${String(transfer.quantity)}です。違う理由を書いてください`, en: `the reason; ${String(transfer.quantity)} were sent` });
  }
}

/** Numbers the 確認書, with an entry that names the record: the ledger has no personal text. */
async function follow({ tx, who, now, engagement, contractorId, transferId, record, values }: StageContext, { ids, ledger, random }: Effects): Promise<void> {
  if (transferId === null || contractorId === null || record === null) return;
  const id = ids();
  const entry = await ledger.append(tx, {
    at: now, act: 'deliver', result: 'done', actor: actorOf(who), municipality: engagement.municipalityId, engagement: engagement.id, transfer: transferId, contractor: contractorId,
    facts: { record: record.id, confirmation: id, quantity: Number(values['quantity']) },
  });
  await openRecord(tx, { append: ledger.append, random }, {
    id, municipalityId: engagement.municipalityId, engagementId: engagement.id, contractorId, transferId, kind: 'delivery', now, entry: entry.index, writtenBy: who.id, recordId: record.id,
    content: {
      at: textOf(values['at']), ward: namesOf(values['ward']), contractor: namesOf(values['contractor']), content: textOf(values['content']), quantity: Number(values['quantity']), unit: textOf(values['unit']),
      difference: textOf(values['difference']) === '' ? null : textOf(values['difference']),
    },
  });
  const transfer = await readTransfer(tx, transferId);
  const day = japanDay(textOf(values['at']));
  const isPrinted = engagement.forms.find((form) => form.id === transfer?.formId)?.kind === 'print-data';
  // What is not printed was owed when the receipt was confirmed.
  if (isPrinted) await oweErasure(tx, { engagement, contractorId, transferId, from: day }, { now });
  if (transfer !== undefined) await returnsDueFrom(tx, { transfer, engagement, day, now });
}

const textOf = (value: Values[string] | undefined): string => (typeof value === 'string' ? value : '');
const namesOf = (value: Values[string] | undefined): string[] => (Array.isArray(value) ? value.flatMap((one: unknown) => (typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' ? [one.name] : [])) : []);
