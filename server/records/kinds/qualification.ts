// 認証の登録 (1-7): プライバシーマーク or LGWAN-ASP of a contractor, with number, issuer, days and image, registered by the ward. While it is valid it
// keeps its route open; renewing is a new record. The warning before its end is a duty, which a newer one settles.
import { settle } from '../duties/duties.ts';
import { incomplete, refusedBecause } from '../refusal.ts';
import { registeredQualifications } from '../standing/qualifications.ts';
import type { Field, RecordKind, StageContext, Values } from './kind.ts';

const validTo = { id: 'validTo', kind: 'day', label: { ja: '有効期限', en: 'Valid until' } } satisfies Field;

export const qualification: RecordKind = {
  id: 'qualification', group: 'contract', obligations: ['1-7'], document: null, about: { contractor: true, transfer: false },
  title: { ja: '認証の登録', en: 'Qualification' },
  offered: (engagement) => engagement.terms.certificates.length > 0 || engagement.terms.subcontracting === 'with-consent',
  stages: [
    {
      id: 'register', by: 'ward', after: 'start', title: { ja: '認証の登録', en: 'Registration' }, act: { ja: '認証を登録する', en: 'Register a qualification' },
      fields: [
        { id: 'kind', kind: 'choice', label: { ja: '認証', en: 'Qualification' }, options: [{ id: 'p-mark', label: { ja: 'プライバシーマーク', en: 'PrivacyMark' } }, { id: 'lgwan-asp', label: { ja: 'LGWAN-ASP接続サービス資格審査認証', en: 'LGWAN-ASP qualification' } }] },
        { id: 'number', kind: 'line', label: { ja: '登録番号', en: 'Number' } }, { id: 'issuer', kind: 'line', label: { ja: '認証した機関', en: 'Issuer' } },
        { id: 'validFrom', kind: 'day', label: { ja: '有効期間の始まり', en: 'Valid from' } }, validTo,
        { id: 'image', kind: 'attachments', label: { ja: '登録証の写し', en: 'Copy of the certificate' }, min: 1 },
      ],
      check: ({ values }) => {
        if (textOf(values, 'validTo') < textOf(values, 'validFrom')) throw incomplete(validTo, { ja: '有効期間の始まり以後の日を選んでください', en: 'choose a day not before the first' });
      },
      follow: settleWarning,
    },
    {
      id: 'withdraw', by: 'ward', after: ['register'], closes: true, final: true, title: { ja: '認証の失効', en: 'Withdrawal' }, act: { ja: '失効を記録する', en: 'Record a withdrawal' },
      fields: [{ id: 'reason', kind: 'text', label: { ja: '失効の理由', en: 'Reason' } }],
    },
  ],
};

const textOf = (values: Values, field: string): string => {
  const value = values[field];
  return typeof value === 'string' ? value : '';
};

/** A newer one settles the warning about the older; one that ends no later would leave the route to close on the same day. */
async function settleWarning({ tx, engagement, contractorId, values, who, now, record }: StageContext): Promise<void> {
  if (contractorId === null) return;
  const others = (await registeredQualifications(tx, engagement, [contractorId])).filter((one) => one.kind === values['kind'] && one.recordId !== record?.id && !one.withdrawn);
  if (others.some((one) => one.number === values['number'] && one.validTo === values['validTo'])) throw refusedBecause('同じ番号・同じ有効期限の認証が、すでに登録されています。まだ登録していません。', 'A qualification of this number and last day is registered already. Nothing was recorded.');
  if (others.every((one) => one.validTo < textOf(values, 'validTo'))) await settle(tx, { kinds: [`qualification-${textOf(values, 'kind')}`], contractorId }, who.id, now);
}
