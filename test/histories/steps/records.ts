// Records of whatever kind is offered: what the gateway proposes stays, the rest is filled in from the fields that it asks for; stages, corrections,
// attachments, 確認書, and what is printed of them.
import type { z } from 'zod';
import { attachmentView, type FieldView, type PlainFieldView, type value, type ValuesView } from '../../../server/http/wire/records.ts';
import type { Someone } from '../../town.ts';
import { key, type History } from '../history.ts';
import { names, type Name } from '../world.ts';
import { click, type Step } from './sending.ts';

type Value = z.input<typeof value>;
const parties: readonly Name[] = ['sato', 'takahashi', 'tanaka', 'suzuki', 'kondo', 'hirota', 'takahashi', 'tanaka'];

/** A value for a field, as a person in a hurry would give one; now and then none. */
function plainValue({ dice, now }: History, field: PlainFieldView): string | number | boolean {
  switch (field.kind) {
    case 'line': case 'text': return `記入 ${String(dice.below(1000))}`;
    case 'day': return new Date(Date.parse(now()) + (dice.below(20) - 5) * 86_400_000).toISOString().slice(0, 10);
    case 'instant': return now();
    case 'yes-no': return dice.chance(0.5);
    case 'count': return field.min + dice.below(Math.min(5, field.max - field.min + 1));
    case 'choice': return dice.pick(field.options)?.id ?? '';
  }
}

async function valueOf(history: History, who: Someone, field: FieldView): Promise<Value> {
  const { dice } = history;
  switch (field.kind) {
    case 'choices': return field.options.slice(0, Math.max(1, dice.below(field.options.length + 1))).map(({ id }) => id);
    case 'people': return field.known.slice(0, Math.max(field.min, 1)).map(({ id, name }) => ({ id, name }));
    case 'attachments': return [await attach(history, who)];
    case 'rows': return [Object.fromEntries(field.columns.map((column) => [column.id, plainValue(history, column)]))];
    default: return plainValue(history, field);
  }
}

const meets = (field: FieldView, values: ValuesView): boolean => field.when === null || field.when.is.some((wanted) => values[field.when?.field ?? ''] === wanted);

async function filled(history: History, who: Someone, { fields, values }: { fields: readonly FieldView[]; values: ValuesView }): Promise<ValuesView> {
  const whole: ValuesView = { ...values };
  for (const field of fields) {
    const given = whole[field.id];
    const missing = given === undefined || given === null || given === '' || (Array.isArray(given) && given.length === 0);
    if (missing && meets(field, whole) && !history.dice.chance(field.optional ? 0.5 : 0.02)) whole[field.id] = await valueOf(history, who, field);
  }
  return whole;
}

async function attach(history: History, who: Someone): Promise<string> {
  const made = attachmentView.parse(await history.send(who, who.api.address('addAttachment'), '資料.txt', Buffer.from(`資料 ${String(history.dice.below(100_000))}`)));
  return made.id;
}

export const attachment: Step = async (history) => attach(history, await history.as(history.dice.pick(parties) ?? 'sato'));

export const begin: Step = async (history) => {
  const { dice, pools, world } = history;
  const who = await history.as(dice.pick(parties) ?? 'sato');
  const engagementId = dice.pick(pools.engagements)?.id ?? '';
  const kind = dice.pick((await who.api.call('recordKinds', { id: engagementId })).filter(({ mayBegin }) => mayBegin || dice.chance(0.05)));
  if (kind === undefined) return undefined;
  const transfer = kind.about.transfer ? dice.recent(pools.transfers.filter((one) => one.engagement === engagementId)) : undefined;
  const isClerk = world.firms.every(({ handler }) => history.people[handler] !== who);
  const contractorId = transfer?.recipient ?? (kind.about.contractor && isClerk ? dice.pick(world.firms)?.id : undefined);
  const about = { kind: kind.id, engagementId, ...(contractorId === undefined ? {} : { contractorId }), ...(transfer === undefined ? {} : { transferId: transfer.id }) };
  const values = await filled(history, who, await who.api.call('prepareRecord', { body: about }));
  const idempotencyKey = key();
  pools.records.push((await click(history, () => who.api.call('addRecord', { idempotencyKey, body: { ...about, values } }))).id);
};

export const goOn: Step = async (history) => {
  const { dice, pools } = history;
  const id = dice.recent(pools.records);
  if (id === undefined) return undefined;
  const who = await history.as(dice.pick(dice.chance(0.9) ? parties : names) ?? 'sato');
  const { next, stages } = await who.api.call('record', { id });
  const stage = dice.pick(next);
  const values = stage === undefined ? {} : await filled(history, who, stage);
  const seen = dice.chance(0.05) ? stages.length + 1 : stages.length;
  if (stage !== undefined || dice.chance(0.1)) await click(history, () => who.api.call('addStage', { id, body: { stage: stage?.stage ?? 'answer', values, seen } }));
};

export const correct: Step = async (history) => {
  const { dice, pools } = history;
  const id = dice.recent(pools.records);
  if (id === undefined) return undefined;
  const who = await history.as(dice.pick(parties) ?? 'sato');
  const { stages } = await who.api.call('record', { id });
  const stage = dice.pick(stages.filter(({ mayCorrect }) => mayCorrect || dice.chance(0.2)));
  if (stage !== undefined) await click(history, () => who.api.call('correctStage', { id, body: { seq: stage.seq, values: { ...stage.values }, reason: '書き誤りのため', seen: stages.length } }));
};

/** 確認書: confirmed by the contractor, several at once; corrected by the ward. */
export const confirmation: Step = async (history) => {
  const { dice, pools } = history;
  const name = dice.pick(['tanaka', 'suzuki', 'kondo', 'sato', 'takahashi'] as const) ?? 'sato';
  const who = await history.as(name);
  const open = await who.api.call('openConfirmations', {});
  for (const { id } of open) if (!pools.confirmations.includes(id)) pools.confirmations.push(id);
  const record = dice.pick(open.slice(0, 5));
  const ids = [record?.id ?? dice.pick(pools.confirmations) ?? '0'.repeat(32), ...open.slice(0, dice.below(3)).map((one) => one.id)];
  if (name !== 'sato' && name !== 'takahashi') return click(history, () => who.api.call('confirmRecords', { body: { ids } }));
  const { at, content, quantity, unit } = record ?? { at: history.now(), content: '納入通知書', quantity: 1, unit: '件' };
  return click(history, () => who.api.call('correctConfirmation', { id: ids[0] ?? '', body: { at, ward: ['佐藤 恵'], contractor: ['田中 誠'], content, quantity: quantity + dice.below(2), unit, reason: '数量の訂正' } }));
};

const documents = ['recordDocument', 'confirmationDocument', 'receiptDocument', 'wipeDocument', 'pageNotice', 'registerDocument', 'registerTable', 'checkPaper'] as const;

/** Something on paper, or the way back from its code. */
export const paper: Step = async (history) => {
  const { dice, pools, world } = history;
  const who = await history.as(dice.pick(names) ?? 'sato');
  const name = dice.pick(documents) ?? 'registerTable';
  const transfer = dice.pick(pools.transfers)?.id ?? '0'.repeat(32);
  const query = { name: dice.pick(['roster', 'training', 'calls', 'confirmations', 'overdue', 'ledger'] as const) ?? 'calls', fiscalYear: 2026 };
  switch (name) {
    case 'recordDocument': return (await who.api.call(name, { id: dice.pick(pools.records) ?? '0'.repeat(32) })).arrayBuffer();
    case 'confirmationDocument': return (await who.api.call(name, { id: dice.pick(pools.confirmations) ?? '0'.repeat(32) })).arrayBuffer();
    case 'receiptDocument': case 'wipeDocument': return (await who.api.call(name, { id: transfer })).arrayBuffer();
    case 'pageNotice': return (await who.api.call(name, { id: dice.pick(Object.values(world.visitors))?.id ?? '' })).arrayBuffer();
    case 'registerDocument': case 'registerTable': return (await who.api.call(name, { query })).arrayBuffer();
    case 'checkPaper': return who.api.call(name, { body: { code: 'ABCD-EFGH-JKLM-NPQR' } });
  }
};
