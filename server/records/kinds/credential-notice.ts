// 専用ページの利用通知 (1-25): that the page's address, the user id and the first password were told, to whom and by which way. The sheet itself is
// shown once, when the account is made; this record never holds a password.
import type { Tx } from '../../store/store.ts';
import { incomplete } from '../refusal.ts';
import type { Field, RecordKind, StageContext } from './kind.ts';

const tracking = { id: 'tracking', kind: 'line', label: { ja: '簡易書留の追跡番号', en: 'Tracking number' }, when: { field: 'channel', is: ['registered-post'] } } satisfies Field;
const at = { id: 'at', kind: 'instant', label: { ja: '日時', en: 'At' } } satisfies Field;

export const credentialNotice: RecordKind = {
  id: 'credential-notice', group: 'people', obligations: ['1-25'], document: 3, about: { contractor: true, transfer: false },
  title: { ja: '専用ページ利用通知', en: 'Notice of access to the page' },
  stages: [{
    id: 'given', by: 'ward', after: 'start', closes: true, title: { ja: '通知', en: 'Notice' }, act: { ja: '通知したことを記録する', en: 'Record the notice' }, check,
    fields: [
      { id: 'to', kind: 'people', of: 'roster', min: 1, label: { ja: '通知した相手', en: 'To whom' } },
      { id: 'login', kind: 'line', label: { ja: '利用者ID', en: 'User id' } },
      { id: 'what', kind: 'choices', min: 1, label: { ja: '通知したもの', en: 'What was told' }, options: [
        { id: 'address', label: { ja: '専用ページのアドレス', en: 'Address of the page' } }, { id: 'id', label: { ja: '利用者ID', en: 'User id' } }, { id: 'password', label: { ja: '最初のパスワード', en: 'First password' } },
      ] },
      { id: 'channel', kind: 'choice', label: { ja: '通知の方法', en: 'How' }, options: [
        { id: 'in-person', label: { ja: '手渡し', en: 'In person' } }, { id: 'registered-post', label: { ja: '簡易書留郵便', en: 'Registered post' } }, { id: 'oral', label: { ja: '口頭', en: 'Orally' } }, { id: 'other', label: { ja: 'その他', en: 'Another way' } },
      ] },
      tracking,
      { id: 'reason', kind: 'line', label: { ja: 'その他の方法と理由', en: 'Which way, and why' }, when: { field: 'channel', is: ['other'] } },
      at,
    ],
    prefill: async ({ tx, now, contractorId }) => ({ at: now, what: ['address', 'id', 'password'], channel: 'in-person', ...(await newestOf(tx, contractorId)) }),
  }],
};

function check({ values, now }: StageContext): void {
  if (typeof values['at'] === 'string' && values['at'] > now) throw incomplete(at, { ja: '今までの日時', en: 'a time that is not ahead' });
}

/** The firm's newest account is the one that was most likely just told. */
async function newestOf(tx: Tx, contractorId: string | null): Promise<{ to?: { id: string; name: string }[]; login?: string }> {
  if (contractorId === null) return {};
  const newest = await tx.selectFrom('accounts').select(['id', 'name', 'login']).where('contractor_id', '=', contractorId).where('disabled_at', 'is', null).orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  return newest === undefined ? {} : { to: [{ id: newest.id, name: newest.name }], login: newest.login };
}
