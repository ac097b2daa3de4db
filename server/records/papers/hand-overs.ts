// 電話連絡記録 (document 16; 4-3), 媒体授受・保管・返却簿 (document 17; 1-13, 1-14, 1-28) and the list of 確認書: what was handed over, told and returned.
import type { Engagement } from '../../engagements/engagement.ts';
import { fiscalYear } from '../../engagements/japan-time.ts';
import { recordsOfMany, type StoredRecord } from '../confirmation-records.ts';
import { label } from '../numbering.ts';
import { kindNames } from './confirmation-paper.ts';
import type { Part } from './paper.ts';
import { countOf, listOf, shortMomentOf } from './wording.ts';
import { listRecords } from './of-records.ts';
import { listStorage } from './storage.ts';
import { firmName, isIn, newer, type Listed, type Scope } from './register.ts';

/** Records of what came back, and of the cabinets at the end of the day. */
const mediaKinds = ['return', 'cabinet-check'];
const results: Readonly<Record<string, string>> = { talked: '通話', absent: '不在', 'call-back': '折返し待ち' };

interface Found { readonly id: string; readonly number: string; readonly engagement: Engagement; readonly firm: string }

async function transfersIn(scope: Scope): Promise<Found[]> {
  const rows = await scope.tx.selectFrom('transfers').select(['id', 'number', 'engagement_id', 'direction', 'sender_id', 'recipient_id']).where('engagement_id', 'in', scope.engagements.map((one) => one.id)).orderBy('number').execute();
  return rows.flatMap((row) => {
    const engagement = scope.engagements.find((one) => one.id === row.engagement_id);
    const firm = row.direction === 'to-contractor' ? row.recipient_id : row.sender_id;
    return engagement !== undefined && isIn(scope, engagement, firm) ? [{ id: row.id, number: row.number, engagement, firm: firmName(engagement, firm) }] : [];
  });
}

/** Every call of the fiscal year: when, who called whom at which number, with which result. */
export async function listCalls(scope: Scope): Promise<Listed> {
  const transfers = await transfersIn(scope);
  const rows = await scope.tx.selectFrom('calls').selectAll().where('municipality_id', '=', scope.who.municipalityId).orderBy('at').orderBy('id').execute();
  const own = rows.flatMap((row) => {
    const transfer = transfers.find((one) => one.id === row.transfer_id);
    return transfer === undefined || fiscalYear(row.at) !== scope.fiscalYear ? [] : [{ row, transfer }];
  });
  return { salts: [], entry: newer(...own.map(({ row }) => row.entry)), parts: [{ heading: '電話連絡', table: {
    columns: [{ heading: '日時', share: 4 }, { heading: 'かけた者', share: 4 }, { heading: '相手', share: 4 }, { heading: '相手方', share: 6 }, { heading: '電話番号', share: 4 }, { heading: '結果', share: 3 }, { heading: '授受番号', share: 3 }, { heading: '台帳の記録', share: 3, align: 'right' }],
    rows: own.map(({ row, transfer }) => [shortMomentOf(row.at), row.caller_name, row.to_name, transfer.firm, row.telephone, results[row.result] ?? row.result, transfer.number, `${row.entry}番`]),
  } }] };
}

/** The newest versions of the 確認書 of the fiscal year, in the order of their numbers. */
async function confirmations(scope: Scope): Promise<{ record: StoredRecord; transfer: Found }[]> {
  const transfers = await transfersIn(scope);
  const every = await recordsOfMany(scope.tx, transfers.map((one) => one.id));
  return transfers.flatMap((transfer) => (every.get(transfer.id) ?? []).filter((one) => !one.superseded && one.fiscalYear === scope.fiscalYear).map((record) => ({ record, transfer })))
    .sort((one, other) => one.record.number - other.record.number);
}

function confirmationPart(heading: string, found: readonly { record: StoredRecord; transfer: Found }[]): Part {
  return { heading, table: {
    columns: [{ heading: '番号', share: 3 }, { heading: '区分', share: 4 }, { heading: '日時', share: 4 }, { heading: '授受番号', share: 3 }, { heading: '受託者', share: 5 }, { heading: '取扱者（区）', share: 4 }, { heading: '取扱者（受託者）', share: 4 }, { heading: '数量', share: 3, align: 'right' }, { heading: '受託者の確認', share: 4 }],
    rows: found.map(({ record, transfer }) => [label(record), kindNames[record.kind], shortMomentOf(record.at), transfer.number, transfer.firm, listOf(record.ward),
      listOf(record.contractor.length > 0 ? record.contractor : record.contractorConfirmed?.handlers ?? []), `${countOf(record.quantity)}${record.unit}`, record.contractorConfirmed === null ? '未確認' : shortMomentOf(record.contractorConfirmed.at)]),
  } };
}

/** The list of 確認書. */
export async function listConfirmations(scope: Scope): Promise<Listed> {
  const found = await confirmations(scope);
  return { parts: [confirmationPart('確認書', found)], entry: newer(...found.map(({ record }) => record.entry)), salts: [] };
}

/** Media and notices as they went and came back, by their 確認書, and the records of where they were kept. */
export async function listMedia(scope: Scope): Promise<Listed> {
  const found = (await confirmations(scope)).filter(({ record }) => record.kind !== 'hand-over');
  const [stored, kept] = [await listStorage(scope), await listRecords(scope, mediaKinds)];
  return { parts: [confirmationPart('授受と返却（確認書）', found), ...stored.parts, ...kept.parts], entry: newer(stored.entry, kept.entry, ...found.map(({ record }) => record.entry)), salts: [...stored.salts, ...kept.salts] };
}
