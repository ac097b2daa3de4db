// Unattended terminals whose registration ends: who answers for one asks for a new registration in time, and every administrator, who makes it, is told too. No rows stand for it: read from the terminals each time.
import { addBusinessDays } from '../../engagements/business-days.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { engagementsIn } from '../../engagements/unattended/terminal.ts';
import type { Tx } from '../../store/store.ts';
import { isShown, type Item, type Reading } from './item.ts';

/** Warned of so many business days before (an assumption: time for two administrators and for a visit to the machine). */
const warnedBefore = 20;

/** One item for each confirmed terminal that ends soon, by its first engagement that the reader knows. After its end nothing is owed: a machine that nobody renewed is no more. */
export async function terminalItems(tx: Tx, { who, engagements, now, today }: Reading): Promise<Item[]> {
  const rows = await tx.selectFrom('unattended_terminals').selectAll().where('municipality_id', '=', who.municipalityId).where('confirmed_at', 'is not', null).where('revoked_at', 'is', null).where('expires_at', '>', now).orderBy('id').execute();
  return rows.flatMap((row): Item[] => {
    const dueOn = japanDay(new Date(Date.parse(row.expires_at) - 1).toISOString());
    const bound = engagementsIn(row);
    const engagement = engagements.find(({ id }) => bound.includes(id));
    const isAdministrator = who.role === 'administrator';
    const isOwn = isAdministrator || who.role === 'auditor' || row.section_id === who.sectionId;
    if (engagement === undefined || today < addBusinessDays(dueOn, -warnedBefore) || (row.contractor_id === null && !isOwn)) return [];
    const item: Item = {
      id: `terminal-${row.id}`, kind: 'terminal-ends', engagement, contractorId: row.contractor_id, transfer: null, owedBy: row.contractor_id === null ? 'ward' : 'contractor', dueOn, mine: isAdministrator || row.responsible_id === who.id, act: { to: 'nothing' },
      what: { ja: `自動転送端末「${row.name}」の登録が切れる前に、続けて使うなら管理者に新しい登録を頼む`, en: `Before the registration of the unattended terminal "${row.name}" ends, ask an administrator for a new one if it is to go on` },
    };
    return isAdministrator || isShown(engagement, who, item) ? [item] : [];
  });
}
