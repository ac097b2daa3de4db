// What is owed by rows: duties, and records whose next stage has a day.
import type { Engagement } from '../../engagements/engagement.ts';
import { valuesOf } from '../../store/value-list.ts';
import type { Tx } from '../../store/store.ts';
import { readDuty, type Duty } from '../duties/duties.ts';
import { mayTake } from '../filing/permission.ts';
import { readRecord, type StoredRecord } from '../filing/rows.ts';
import { waitingFor } from '../filing/search.ts';
import { kindOf } from '../kinds/all.ts';
import { isShown, type Item, type Reading } from './item.ts';

/** Duties and open records; a duty that an open record goes on with is one line, which leads to the record. */
export async function storedItems(tx: Tx, reading: Reading): Promise<Item[]> {
  const engagements = new Map(reading.engagements.map((one) => [one.id, one]));
  const duties = (await dutyRows(tx, [...engagements.keys()])).filter((duty) => isIn(engagements, duty.engagementId, reading, duty));
  const records = (await recordRows(tx, [...engagements.keys()])).filter((record) => record.turn !== 'nobody' && isIn(engagements, record.engagementId, reading, { contractorId: record.contractorId, owedBy: record.turn }));
  const waiting = await waitingFor(tx, reading.who, records.map(({ id }) => id));
  const numbers = await numbersOf(tx, [...duties, ...records].flatMap(({ transferId }) => transferId ?? []));
  const transferOf = (id: string | null) => (id === null ? null : { id, number: numbers.get(id) ?? '' });
  const taken = new Set<string>();
  const items = duties.flatMap((duty): Item[] => {
    const engagement = engagements.get(duty.engagementId);
    const record = records.find((one) => one.kind.id === duty.recordKind && one.turn === duty.owedBy && one.engagementId === duty.engagementId && one.contractorId === duty.contractorId && one.transferId === duty.transferId);
    if (record !== undefined) taken.add(record.id);
    const mine = record !== undefined ? waiting.has(record.id) : engagement !== undefined && mayBegin(duty, engagement, reading);
    return engagement === undefined ? [] : [{ ...duty, engagement, transfer: transferOf(duty.transferId), mine, act: record !== undefined ? { to: 'record', id: record.id } : actOf(duty, mine) }];
  });
  return [...items, ...records.filter((one) => !taken.has(one.id)).flatMap((record): Item[] => {
    const engagement = engagements.get(record.engagementId);
    if (engagement === undefined || record.dueOn === null || record.turn === 'nobody') return [];
    return [{
      id: record.id, kind: record.kind.id, what: { ja: `${record.kind.title.ja} ${record.label} を進める`, en: `${record.kind.title.en} ${record.label}: the next step` }, engagement, contractorId: record.contractorId,
      transfer: transferOf(record.transferId), owedBy: record.turn, dueOn: record.dueOn, mine: waiting.has(record.id), act: { to: 'record', id: record.id },
    }];
  })];
}

function isIn(engagements: ReadonlyMap<string, Engagement>, id: string, { who }: Reading, item: Pick<Item, 'contractorId' | 'owedBy'>): boolean {
  const engagement = engagements.get(id);
  return engagement !== undefined && isShown(engagement, who, item);
}

async function dutyRows(tx: Tx, engagementIds: readonly string[]): Promise<Duty[]> {
  const rows = await tx.selectFrom('duties').selectAll().where('settled_at', 'is', null).where('cancelled_at', 'is', null).where('engagement_id', 'in', valuesOf(engagementIds)).orderBy('due_on').orderBy('id').execute();
  return rows.map(readDuty);
}

async function recordRows(tx: Tx, engagementIds: readonly string[]): Promise<StoredRecord[]> {
  const rows = await tx.selectFrom('records').selectAll().where('state', '=', 'open').where('due_on', 'is not', null).where('engagement_id', 'in', valuesOf(engagementIds)).orderBy('due_on').orderBy('id').execute();
  return rows.map(readRecord);
}

async function numbersOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await tx.selectFrom('transfers').select(['id', 'number']).where('id', 'in', valuesOf([...new Set(ids)])).execute()).map((row) => [row.id, row.number]));
}

/** Whoever may take the first stage of the record that does it; without a record, everyone of the side that owes it. */
function mayBegin(duty: Duty, engagement: Engagement, { who, now }: Reading): boolean {
  const subject = { engagement, contractorId: duty.contractorId };
  const first = duty.recordKind === null ? undefined : kindOf(duty.recordKind)?.stages.filter((stage) => stage.after === 'start');
  return first === undefined ? mayTake(duty.owedBy, who, subject, now) : first.some((stage) => mayTake(stage.by, who, subject, now));
}

function actOf(duty: Duty, mine: boolean): Item['act'] {
  if (mine && duty.recordKind !== null) return { to: 'begin', kind: duty.recordKind };
  return duty.transferId === null ? { to: 'nothing' } : { to: 'transfer', id: duty.transferId };
}
