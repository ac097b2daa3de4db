// 期限切れ・未返却・未消去・未立入の一覧 (document 19), of one day: what is owed and late, by whom.
import type { Engagement } from '../../engagements/engagement.ts';
import { dayEnd, japanDay } from '../../engagements/japan-time.ts';
import { readDuty, type Duty } from '../duties/duties.ts';
import type { Part } from './paper.ts';
import { shortDay, shortMomentOf } from './wording.ts';
import { inspectedIn } from './inspections.ts';
import { firmName, isIn, newestEntry, type Listed, type Scope } from './register.ts';

const day = 86_400_000;

/** Late duties by what they are about, transfers past their day, and firms not yet inspected in the fiscal year. */
export async function listOverdue(scope: Scope): Promise<Listed> {
  const duties = await lateDuties(scope);
  const [returns, erasures] = [duties.filter(({ duty }) => duty.kind.includes('return')), duties.filter(({ duty }) => duty.kind.startsWith('erasure'))];
  const rest = duties.filter((one) => !returns.includes(one) && !erasures.includes(one));
  const parts: Part[] = [
    dutyPart('未返却', returns, scope), dutyPart('未消去', erasures, scope), await inspectionPart(scope), await transferPart(scope), dutyPart('その他の期限切れ', rest, scope),
  ];
  return { parts, entry: await newestEntry(scope, ['record', 'confirm', 'deposit', 'approve', 'expire', 'recall', 'wipe', 'handover']), salts: [] };
}

interface Late { readonly duty: Duty; readonly engagement: Engagement; readonly transfer: string | null }

async function lateDuties(scope: Scope): Promise<Late[]> {
  const rows = await scope.tx.selectFrom('duties').selectAll().where('engagement_id', 'in', scope.engagements.map((one) => one.id)).where('due_on', '<', scope.on)
    .where('settled_at', 'is', null).where('cancelled_at', 'is', null).orderBy('due_on').orderBy('id').execute();
  const ids = rows.flatMap((row) => row.transfer_id ?? []);
  const numbers = new Map((await scope.tx.selectFrom('transfers').select(['id', 'number']).where('id', 'in', ids).execute()).map((row) => [row.id, row.number]));
  return rows.map(readDuty).flatMap((duty) => {
    const engagement = scope.engagements.find((one) => one.id === duty.engagementId);
    return engagement === undefined || !isIn(scope, engagement, duty.contractorId) ? [] : [{ duty, engagement, transfer: duty.transferId === null ? null : numbers.get(duty.transferId) ?? null }];
  });
}

const daysLate = (dueOn: string, on: string): string => `${Math.round((Date.parse(on) - Date.parse(dueOn)) / day)}日`;

function dutyPart(heading: string, late: readonly Late[], { on }: Scope): Part {
  return { heading, table: {
    columns: [{ heading: '期限', share: 3 }, { heading: '遅れ', share: 2, align: 'right' }, { heading: 'すること', share: 8 }, { heading: '業務の名称', share: 6 }, { heading: '受託者', share: 5 }, { heading: '授受番号', share: 3 }, { heading: '行う側', share: 2 }],
    rows: late.map(({ duty, engagement, transfer }) => [shortDay(duty.dueOn), daysLate(duty.dueOn, on), duty.what.ja, engagement.title, firmName(engagement, duty.contractorId), transfer ?? '—', duty.owedBy === 'ward' ? '区' : '受託者']),
  } };
}

async function inspectionPart(scope: Scope): Promise<Part> {
  const missing = scope.contractorId === null ? (await inspectedIn(scope)).filter((one) => one.done < one.wanted) : [];
  return { heading: '未立入（年度内の立入り調査がまだのもの）', table: {
    columns: [{ heading: '業務の名称', share: 7 }, { heading: '受託者', share: 6 }, { heading: '必要な回数', share: 2, align: 'right' }, { heading: '実施した回数', share: 2, align: 'right' }],
    rows: missing.map((one) => [one.engagement, one.firm, `${one.wanted}回`, `${one.done}回`]),
  } };
}

async function transferPart(scope: Scope): Promise<Part> {
  const rows = await scope.tx.selectFrom('transfers').select(['number', 'engagement_id', 'direction', 'sender_id', 'recipient_id', 'collect_by', 'state']).where('engagement_id', 'in', scope.engagements.map((one) => one.id))
    .where('collect_by', '<', dayEnd(scope.on)).where('state', 'in', ['released', 'collecting', 'collected', 'awaiting-approval']).orderBy('collect_by').orderBy('number').execute();
  const shown = rows.flatMap((row) => {
    const engagement = scope.engagements.find((one) => one.id === row.engagement_id);
    const firm = row.direction === 'to-contractor' ? row.recipient_id : row.sender_id;
    return engagement === undefined || !isIn(scope, engagement, firm) || japanDay(row.collect_by) >= scope.on ? [] : [[row.number, shortMomentOf(row.collect_by), daysLate(japanDay(row.collect_by), scope.on), engagement.title, firmName(engagement, firm), row.state === 'collected' ? '受領確認がまだ' : '受取がまだ']];
  });
  return { heading: '受取・受領確認の期限切れ', table: {
    columns: [{ heading: '授受番号', share: 3 }, { heading: '受取期限', share: 4 }, { heading: '遅れ', share: 2, align: 'right' }, { heading: '業務の名称', share: 7 }, { heading: '受託者', share: 5 }, { heading: '状況', share: 4 }],
    rows: shown,
  } };
}
