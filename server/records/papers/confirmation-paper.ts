// 確認書 (document 1; 1-10, 1-29, 2-3): 日時・取扱者・情報の内容・数量 as the ward wrote it, the contractor's confirmation, and every version.
import type { Person } from '../../accounts/person.ts';
import type { Tx } from '../../store/store.ts';
import { recordsOf, type ConfirmationKind, type StoredRecord } from '../confirmation-records.ts';
import { label } from '../numbering.ts';
import { RecordRefused } from '../refusal.ts';
import type { Paper, Part } from './paper.ts';
import { addressed, entryAt, sidesOf, transferFor } from './transfer-subject.ts';
import { countOf, listOf, momentOf, shortMomentOf } from './wording.ts';

export const kindNames: Readonly<Record<ConfirmationKind, string>> = {
  'hand-over': 'データの授受', password: 'パスワードの通知', medium: '媒体の授受', delivery: '納品', 'medium-return': '媒体の返却', 'notice-return': 'パスワード通知書の返却',
};

/** The 確認書 with this id, as this version stands. Throws NOT_FOUND for one that the person may not know of. */
export async function confirmationPaper(tx: Tx, who: Person, id: string): Promise<Paper> {
  const row = await tx.selectFrom('confirmation_records').select('transfer_id').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new RecordRefused('NOT_FOUND');
  const subject = await transferFor(tx, who, row.transfer_id);
  const versions = await recordsOf(tx, row.transfer_id);
  const record = versions.find((one) => one.id === id);
  if (record === undefined) throw new RecordRefused('NOT_FOUND');
  const { section, firm, firmId } = sidesOf(subject);
  const number = label(record);
  return {
    paper: 1, title: record.version === 1 ? '確認書' : `確認書（第${record.version}版）`, label: number, at: record.createdAt, to: [addressed(firm)], from: [section],
    lead: '次のとおり授受を行ったことを確認します。',
    parts: [facts(record, subject.engagement.title, subject.transfer.number), ...history(versions.filter((one) => one.fiscalYear === record.fiscalYear && one.number === record.number))],
    signs: [
      { side: '甲（区）', name: record.writtenBy?.name ?? `${listOf(record.ward)}\n（鍵箱が区の記録として作成）`, at: record.createdAt },
      { side: '乙（受託者）', name: signer(record.contractorConfirmed), at: record.contractorConfirmed?.at ?? null },
    ],
    entry: await entryAt(tx, row.transfer_id, record.contractorConfirmed?.at, record.entry), engagementId: subject.engagement.id, contractorId: firmId,
    seal: sealOf(record, number),
  };
}

const signer = (confirmed: StoredRecord['contractorConfirmed']): string => confirmed?.by.name ?? '';

function facts(record: StoredRecord, engagement: string, transfer: string): Part {
  const stated = record.contractorConfirmed;
  return { facts: [
    ['業務の名称', engagement], ['授受番号', transfer], ['区分', kindNames[record.kind]], ['日時', momentOf(record.at)],
    ['取扱者（区）', listOf(record.ward)],
    ['取扱者（受託者）', listOf(record.contractor.length > 0 ? record.contractor : stated?.handlers ?? [])],
    ['情報の内容', record.content], ['数量', `${countOf(record.quantity)}${record.unit}`],
    ...(stated?.quantity === null || stated?.quantity === undefined ? [] : [['受託者が確認した数量', `${countOf(stated.quantity)}${record.unit}`] as const]),
    ...(record.difference === null ? [] : [['数量の差の説明', record.difference] as const]),
    ...(record.superseded ? [['注意', 'この版は、後の版に改められています。'] as const] : []),
  ] };
}

function history(versions: readonly StoredRecord[]): Part[] {
  if (versions.length < 2) return [];
  return [{ heading: '版の記録', table: {
    columns: [{ heading: '版', share: 2 }, { heading: '作成日時', share: 4 }, { heading: '作成者', share: 4 }, { heading: '数量', share: 3, align: 'right' }, { heading: '改めた理由', share: 7 }],
    rows: versions.map((one) => [`第${one.version}版`, shortMomentOf(one.createdAt), one.writtenBy?.name ?? '鍵箱', `${countOf(one.quantity)}${one.unit}`, one.reason ?? '—']),
  } }];
}

function sealOf(record: StoredRecord, number: string): Paper['seal'] {
  const { at, ward, contractor, content, quantity, unit, difference, entry, version, contractorConfirmed: confirmed } = record;
  return {
    v: 1, paper: 1, kind: record.kind, record: record.id, number, version, entry, content: { at, ward, contractor, content, quantity, unit, difference },
    confirmed: confirmed === null ? null : { at: confirmed.at, by: confirmed.by.id, handlers: confirmed.handlers, quantity: confirmed.quantity },
  };
}
