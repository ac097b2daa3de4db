// 保管簿 (1-13, 1-26, 2-6, 3-11, 4-5): where a medium, a password notice or papers are kept under lock, and each move. The medium and the notice of one transfer
// never lie in the same cabinet of the same side.
import { z } from 'zod';
import type { Tx } from '../../store/store.ts';
import { incomplete } from '../refusal.ts';
import type { Field, RecordKind, StageContext, Values } from './kind.ts';

const cabinet = {
  id: 'cabinet', kind: 'line', label: { ja: '保管場所の番号・名称', en: 'Cabinet' }, support: { ja: '例：金庫1号、A-3', en: 'Such as Safe 1, A-3' },
} satisfies Field;
const place: readonly Field[] = [
  { id: 'place', kind: 'choice', label: { ja: '種類', en: 'Kind of place' }, options: [
    { id: 'safe', label: { ja: '施錠できる金庫', en: 'Locked safe' } }, { id: 'cabinet', label: { ja: '鍵付きキャビネット', en: 'Locked cabinet' } }, { id: 'vault', label: { ja: '施錠できる保管庫', en: 'Locked storeroom' } },
  ] },
  cabinet,
  { id: 'at', kind: 'instant', label: { ja: '日時', en: 'At' } },
];

export const storage: RecordKind = {
  id: 'storage', group: 'hand-over', obligations: ['1-13', '1-26', '2-6', '3-11', '4-5'], document: 17, about: { contractor: true, transfer: true },
  title: { ja: '保管', en: 'Storage' },
  stages: [
    {
      id: 'kept', by: 'either', after: 'start', title: { ja: '保管', en: 'Kept' }, act: { ja: '保管場所を記録する', en: 'Record the place' }, check: mustDiffer,
      fields: [{ id: 'what', kind: 'choice', label: { ja: '保管するもの', en: 'What' }, options: [
        { id: 'medium', label: { ja: '電磁的媒体', en: 'Medium' } }, { id: 'notice', label: { ja: 'パスワード通知書', en: 'Password notice' } }, { id: 'paper', label: { ja: '紙', en: 'Papers' } },
      ] }, ...place],
      prefill: ({ now }) => ({ what: 'medium', place: 'safe', at: now }),
    },
    {
      id: 'moved', by: 'either', after: ['kept', 'moved'], title: { ja: '移動', en: 'Moved' }, act: { ja: '保管場所の移動を記録する', en: 'Record a move' }, check: mustDiffer, fields: place,
      prefill: ({ now, earlier }) => ({ ...(earlier['moved'] ?? earlier['kept']), at: now }),
    },
    {
      id: 'ended', by: 'either', after: ['kept', 'moved'], closes: true, title: { ja: '保管の終わり', en: 'End of storage' }, act: { ja: '保管を終える', en: 'End the storage' },
      fields: [
        { id: 'why', kind: 'choice', label: { ja: '理由', en: 'Why' }, options: [{ id: 'returned', label: { ja: '返却した', en: 'Returned' } }, { id: 'destroyed', label: { ja: '廃棄した', en: 'Destroyed' } }, { id: 'handed-on', label: { ja: '引き渡した', en: 'Handed on' } }] },
        { id: 'at', kind: 'instant', label: { ja: '日時', en: 'At' } },
      ],
      prefill: ({ now }) => ({ why: 'returned', at: now }),
    },
  ],
};

/** One cabinet has one name, however it is typed. */
const plain = (value: Values[string] | undefined): string => (typeof value === 'string' ? value.normalize('NFKC').replace(/[\s‐‑–—−ー-]/gu, '').toLowerCase() : '');

async function mustDiffer({ tx, who, transferId, record, values, earlier }: StageContext): Promise<void> {
  const what = values['what'] ?? earlier['kept']?.['what'];
  if (transferId === null || (what !== 'medium' && what !== 'notice')) return;
  const other = what === 'medium' ? 'notice' : 'medium';
  const taken = await cabinetsOf(tx, { transferId, what: other, side: who.contractorId, except: record?.id ?? null });
  if (taken.some((one) => plain(one) === plain(values['cabinet']))) {
    throw incomplete(cabinet, other === 'notice' ? { ja: 'パスワード通知書とは別のキャビネット', en: 'another cabinet than that of the password notice' } : { ja: '媒体とは別のキャビネット', en: 'another cabinet than that of the medium' });
  }
}

interface Asked { readonly transferId: string; readonly what: string; readonly side: string | null; readonly except: string | null }

/** The cabinets in which the other thing of this transfer lies now, as the same side recorded. */
async function cabinetsOf(tx: Tx, { transferId, what, side, except }: Asked): Promise<string[]> {
  const rows = await tx.selectFrom('records').innerJoin('record_stages', 'record_id', 'records.id').innerJoin('accounts', 'accounts.id', 'by_id').select(['records.id as id', 'stage', 'content', 'accounts.contractor_id as side'])
    .where('kind', '=', 'storage').where('transfer_id', '=', transferId).where('state', '=', 'open').orderBy('records.id').orderBy('seq').execute();
  const kept = new Map<string, { what: string; cabinet: string; side: string | null }>();
  for (const row of rows) {
    const { values } = said.parse(JSON.parse(row.content));
    const before = kept.get(row.id);
    kept.set(row.id, { what: values.what ?? before?.what ?? '', cabinet: values.cabinet ?? before?.cabinet ?? '', side: row.side });
  }
  return [...kept].filter(([id, one]) => id !== except && one.what === what && one.side === side).map(([, one]) => one.cabinet);
}

const said = z.object({ values: z.object({ what: z.string().optional(), cabinet: z.string().optional() }) });
