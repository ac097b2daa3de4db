// What the papers of a transfer have in common: who may have them, the parties as they are addressed, and the newest entry they rest on.
import { partyOf, type Person } from '../../accounts/person.ts';
import { readEngagement, type Engagement } from '../../engagements/engagement.ts';
import type { Tx } from '../../store/store.ts';
import { mustFind } from '../../transfers/register.ts';
import { readTransfer } from '../../transfers/rows.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import { RecordRefused } from '../refusal.ts';
import { firmAs } from './wording.ts';

export interface TransferSubject { readonly transfer: Transfer; readonly engagement: Engagement; readonly municipality: string }

/** A transfer that the person may have papers of: its parties, and auditors of its municipality. Throws a refusal NOT_FOUND for all others. */
export async function transferFor(tx: Tx, who: Person, id: string): Promise<TransferSubject> {
  const found = partyOf(who) === null ? await forAuditor(tx, who, id) : await mustFind(tx, who, id);
  return { ...found, municipality: await municipalityName(tx, found.transfer.municipalityId) };
}

async function forAuditor(tx: Tx, who: Person, id: string): Promise<{ transfer: Transfer; engagement: Engagement }> {
  const transfer = who.role === 'auditor' ? await readTransfer(tx, id) : undefined;
  const engagement = transfer?.municipalityId === who.municipalityId ? await readEngagement(tx, transfer.engagementId) : undefined;
  if (transfer === undefined || engagement === undefined) throw new RecordRefused('NOT_FOUND');
  return { transfer, engagement };
}

export async function municipalityName(tx: Tx, id: string): Promise<string> {
  return (await tx.selectFrom('municipalities').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name;
}

/** The ward's section and the firm of a transfer, whichever way it goes. */
export function sidesOf({ transfer, engagement, municipality }: TransferSubject): { readonly section: string; readonly firm: string; readonly firmId: string } {
  const [sectionId, firmId] = transfer.direction === 'to-contractor' ? [transfer.senderId, transfer.recipientId] : [transfer.recipientId, transfer.senderId];
  const named = (id: string): string => [...engagement.sections, ...engagement.contractors].find((party) => party.id === id)?.name ?? '';
  return { section: `${municipality}　${named(sectionId)}`, firm: named(firmId), firmId };
}

/** A party of a transfer as addressee: a section with 様 would be rude to a firm, 御中 serves both. */
export const addressed = firmAs;

/** The newest entry that the person made at that moment about the transfer; `otherwise` where there is none. */
export async function entryAt(tx: Tx, transferId: string, at: string | undefined, otherwise: number): Promise<number> {
  if (at === undefined) return otherwise;
  const row = await tx.selectFrom('ledger_entries').select((select) => select.fn.max('idx').as('newest')).where('transfer_id', '=', transferId).where('at', '=', at).executeTakeFirst();
  return Math.max(row?.newest ?? otherwise, otherwise);
}
