// 専用ページ利用通知書 (document 3; 1-25): the address of the firm's page and the identifier of one of its people. The password is never on it:
// it is shown once when it is made, printed there, and told by another way.
import type { Person } from '../../accounts/person.ts';
import type { Tx } from '../../store/store.ts';
import { RecordRefused } from '../refusal.ts';
import type { Paper } from './paper.ts';
import { municipalityName } from './transfer-subject.ts';
import { momentOf } from './wording.ts';

const roles: Readonly<Record<string, string>> = { manager: '取扱責任者', handler: '取扱者', 'security-officer': 'セキュリティ責任者' };

/** The notice for the account with this id. For administrators, who make accounts, and for auditors of the municipality. Throws NOT_FOUND. */
export async function pageNoticePaper(tx: Tx, who: Person, accountId: string, address: string): Promise<Paper> {
  if (who.role !== 'administrator' && who.role !== 'auditor') throw new RecordRefused('NOT_FOUND');
  const row = await tx.selectFrom('accounts').innerJoin('contractors', 'contractors.id', 'accounts.contractor_id')
    .select(['accounts.id', 'accounts.login', 'accounts.name', 'accounts.created_at', 'contractors.id as firm_id', 'contractors.name as firm', 'contractors.address', 'contractors.page'])
    .where('accounts.id', '=', accountId).where('accounts.municipality_id', '=', who.municipalityId).executeTakeFirst();
  if (row === undefined) throw new RecordRefused('NOT_FOUND');
  const municipality = await municipalityName(tx, who.municipalityId);
  const duties = await tx.selectFrom('roster').innerJoin('engagements', 'engagements.id', 'engagement_id').select(['title', 'role']).where('account_id', '=', accountId).where('removed_at', 'is', null).orderBy('title').execute();
  const made = await tx.selectFrom('administered').select((select) => select.fn.min('entry').as('first')).where('kind', '=', 'person').where('object_id', '=', accountId).executeTakeFirst();
  const page = `${address}/p/${row.page}`;
  return {
    paper: 3, title: '専用ページ利用通知書', label: null, at: row.created_at, to: [row.address, row.firm, `${row.name}　様`], from: [municipality],
    lead: '専用ページの利用に必要な事項を、次のとおり通知します。',
    parts: [
      { facts: [['専用ページのアドレス', page], ['利用者の氏名', row.name], ['利用者ID', row.login], ['登録日時', momentOf(row.created_at)], ['担当する業務', duties.length === 0 ? '—' : duties.map((one) => `${one.title}（${roles[one.role] ?? one.role}）`).join('\n')]] },
      { heading: 'お願い', text: '・初期パスワードは、この通知書とは別に、手渡し・簡易書留郵便・口頭のいずれかでお知らせします。\n・利用者IDを他の人と共用しないでください。\n・最初のサインインで、ご自分のパスワードに変更してください。\n・この通知書は、鍵のかかる場所に保管してください。' },
      { heading: '受領の確認', table: { columns: [{ heading: '受領日', share: 3 }, { heading: '受領者（署名）', share: 5 }, { heading: '渡した者', share: 4 }, { heading: '方法', share: 4 }], rows: [['\n', '', '', '']] } },
    ],
    signs: [], entry: made?.first ?? 0, engagementId: null, contractorId: row.firm_id,
    seal: { v: 1, paper: 3, account: row.id, page, login: row.login, name: row.name, firm: row.firm, at: row.created_at },
  };
}
