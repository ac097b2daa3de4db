// The written report of an incident as 速報 and 確報 ask for it: the nine items of 個人情報保護法施行規則第8条 as a public body's contractor writes
// them, and whether the data stood under 高度な暗号化: cipher, who keeps the key, whether the password leaked.
import { japanDay } from '../../engagements/japan-time.ts';
import { incomplete } from '../refusal.ts';
import { readFiles, readTransfer } from '../../transfers/rows.ts';
import { evidence, option, say } from './asked.ts';
import type { Field, Stage, StageContext, Values } from './kind.ts';

const yesNoUnknown = [option('no', 'ない', 'No'), option('yes', 'ある', 'Yes'), option('unknown', '調査中', 'Not known yet')];
const persons: Field = { id: 'persons', kind: 'count', label: say('3 本人の数（人）', '3 How many people'), support: say('分からないときは、考えられる最大の人数を書きます。', 'If not known, the largest number possible.') };

export const reportFields: readonly Field[] = [
  { id: 'outline', kind: 'text', label: say('1 概要（発生日・発覚日・事実の経過）', '1 Outline') },
  { id: 'items', kind: 'text', label: say('2 個人データの項目', '2 Items of personal data') },
  persons,
  { id: 'cause', kind: 'text', label: say('4 原因', '4 Cause') },
  { id: 'secondary', kind: 'choice', options: yesNoUnknown, label: say('5 二次被害とそのおそれ', '5 Secondary harm or its risk') },
  { id: 'secondaryText', kind: 'text', label: say('5 二次被害の内容', '5 Which harm'), when: { field: 'secondary', is: ['yes', 'unknown'] } },
  { id: 'toPersons', kind: 'text', label: say('6 本人への対応', '6 What the people concerned are told') },
  { id: 'publicity', kind: 'text', label: say('7 公表の実施状況', '7 Publication') },
  { id: 'prevention', kind: 'text', label: say('8 再発防止のための措置', '8 Prevention') },
  { id: 'other', kind: 'text', label: say('9 その他参考となる事項', '9 Anything else'), optional: true },
  { id: 'encrypted', kind: 'yes-no', label: say('暗号化されていたか', 'Was it encrypted?') },
  { id: 'cipher', kind: 'line', label: say('暗号の方式', 'Cipher'), when: { field: 'encrypted', is: [true] } },
  { id: 'keyCustody', kind: 'line', label: say('復号鍵・パスワードの保管者と場所', 'Who keeps the key and password, and where'), when: { field: 'encrypted', is: [true] } },
  { id: 'passwordLeaked', kind: 'choice', options: yesNoUnknown, label: say('パスワードの漏えい', 'Did the password leak?'), when: { field: 'encrypted', is: [true] } },
  { id: 'lockDestroyed', kind: 'yes-no', label: say('鍵箱の錠は消去済みか（遠隔からの無効化）', 'Has the lock been destroyed?'), when: { field: 'encrypted', is: [true] }, optional: true },
  evidence,
];

/** What the gateway knows: the items and the number of the transfer, and how it was sealed. The final report begins as the first one stood. */
export async function known({ tx, earlier, engagement, transferId, now }: Omit<StageContext, 'values'>): Promise<Values> {
  const before = earlier['report'];
  if (before !== undefined) return Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'evidence'));
  const notice = earlier['notice'];
  const outline = typeof notice?.['what'] === 'string' ? notice['what'] : '';
  const transfer = transferId === null ? undefined : await readTransfer(tx, transferId);
  const plain = { outline, items: engagement.items.join('、'), secondary: 'unknown', publicity: `${japanDay(now)} 現在、公表していません。`, encrypted: false };
  if (transfer === undefined) return typeof notice?.['persons'] === 'number' ? { ...plain, persons: notice['persons'] } : plain;
  const files = await readFiles(tx, transfer.id);
  return {
    ...plain, persons: transfer.quantity, encrypted: true, passwordLeaked: 'unknown', other: `授受番号 ${transfer.number}　ファイル ${files.length}件`,
    cipher: transfer.bodyFormat === 'seipd1' ? 'OpenPGP（AES-256、SEIPDv1）' : 'OpenPGP（AES-256、SEIPDv2）', lockDestroyed: transfer.end !== null,
    keyCustody: transfer.lockForm === 'both' ? '秘密鍵：受託事業者。パスワード：名簿の人に別の機会に通知' : 'パスワード：名簿の人に別の機会に通知',
  };
}

/** A finished report leaves nothing open. */
export function mustBeKnown({ values }: StageContext): void {
  for (const field of reportFields) if (values[field.id] === 'unknown') throw incomplete(field, say('確報では「調査中」のままにできません', 'the final report cannot leave this open'));
}

export const report: Pick<Stage, 'by' | 'fields' | 'prefill'> = { by: 'contractor-manager', fields: reportFields, prefill: known };
