// 取扱責任者・取扱者名簿 with its history (document 8; 0-3, 1-15, 2-5, 3-10): everyone who is or was on it, by whom submitted, accepted, taken off.
import type { Engagement } from '../../engagements/engagement.ts';
import { trainedOn } from '../training.ts';
import { shortDay, shortMomentOf } from './wording.ts';
import { firmName, isIn, newestEntry, type Listed, type Scope } from './register.ts';

const roles: Readonly<Record<string, string>> = { 'security-officer': 'セキュリティ責任者', manager: '取扱責任者', handler: '取扱者' };
const acts = ['add-roster-entry', 'remove-roster-entry', 'submit-roster-entry', 'accept-roster-entry', 'return-roster-entry', 'end-roster-entry', 'replace-roster-entry'];

/** One table per engagement and firm; those on it today first, then those who were. */
export async function listRoster(scope: Scope): Promise<Listed> {
  const parts = [];
  for (const engagement of scope.engagements) {
    for (const firm of engagement.contractors.filter((one) => isIn(scope, engagement, one.id))) {
      parts.push({ heading: `${engagement.title}　${firmName(engagement, firm.id)}`, table: {
        columns: [{ heading: '区分', share: 4 }, { heading: '氏名', share: 4 }, { heading: '開始日', share: 3 }, { heading: '終了日', share: 3 }, { heading: '研修日', share: 3 }, { heading: '提出', share: 5 }, { heading: '受理', share: 5 }, { heading: '現在', share: 3 }, { heading: '理由', share: 5 }],
        rows: await rowsOf(scope, engagement, firm.id),
      } });
    }
  }
  return { parts, entry: await newestEntry(scope, acts), salts: [] };
}

async function rowsOf({ tx, on }: Scope, engagement: Engagement, contractorId: string): Promise<string[][]> {
  const rows = await tx.selectFrom('roster').leftJoin('accounts', 'accounts.id', 'roster.account_id').leftJoin('accounts as submitter', 'submitter.id', 'roster.submitted_by').leftJoin('accounts as accepter', 'accepter.id', 'roster.accepted_by')
    .selectAll('roster').select(['accounts.name as account_name', 'submitter.name as submitter_name', 'accepter.name as accepter_name'])
    .where('engagement_id', '=', engagement.id).where('roster.contractor_id', '=', contractorId).orderBy('removed_at').orderBy('starts_on').orderBy('roster.id').execute();
  const trained = await trainedOn(tx, engagement.id);
  return rows.map((row) => [
    roles[row.role] ?? row.role, row.account_name ?? row.person_name ?? '', shortDay(row.starts_on), row.removed_at !== null ? shortMomentOf(row.removed_at) : row.ends_on === null ? '—' : shortDay(row.ends_on),
    dayOr(trained.get(row.account_id ?? '')),
    row.submitted_at === null ? '—' : `${shortMomentOf(row.submitted_at)}\n${row.submitter_name ?? ''}`, row.accepted_at === null ? '—' : `${shortMomentOf(row.accepted_at)}\n${row.accepter_name ?? '区（登録）'}`,
    standingOf(row, on), row.removal_reason ?? row.return_reason ?? row.reason ?? '—',
  ]);
}

const dayOr = (day: string | undefined): string => (day === undefined ? '—' : shortDay(day));

function standingOf(row: { accepted_at: string | null; returned_at: string | null; removed_at: string | null; starts_on: string; ends_on: string | null }, on: string): string {
  if (row.removed_at !== null) return '解除済み';
  if (row.returned_at !== null) return '差戻し';
  if (row.accepted_at === null) return '受理待ち';
  if (row.ends_on !== null && row.ends_on < on) return '期間終了';
  return row.starts_on > on ? '開始前' : '指定中';
}
