// To whom a party may send in an engagement: which of them can be sealed for now, and to whom it sent last.
import { partyOf, type Person } from '../accounts/person.ts';
import type { Engagement, Party } from '../engagements/engagement.ts';
import { firmsKnownTo, type Firm } from '../engagements/firms.ts';
import { officeEnd } from '../engagements/japan-time.ts';
import { alikeTo } from '../engagements/likeness.ts';
import { isOpen } from '../engagements/period.ts';
import { keysFor } from '../engagements/recipient-keys.ts';
import type { Tx } from '../store/store.ts';

export interface Recipient {
  readonly party: Party;
  readonly ready: boolean;
  readonly reason: 'no-certificate' | 'unconfirmed-certificate' | 'rsa-certificate' | 'engagement-closed' | null;
  /** Certificates that a seal made now would use; and who compared the newest of them, when. */
  readonly confirmed: number;
  readonly lastConfirmed: { readonly at: string; readonly by: string } | null;
  readonly similarTo: readonly string[];
  readonly last: boolean;
  readonly lastAt: string | null;
  /** Of a subcontractor: in whose name it works, and the forms it may be given (1-31). */
  readonly subcontractor: { readonly principal: string; readonly formIds: readonly string[] } | null;
}

/** By engagement, the parties of the other side, sorted as the engagement names them. Three queries; people of no party send to nobody. */
export async function recipientsOf(tx: Tx, engagements: readonly Engagement[], who: Person, now: string): Promise<Map<string, Recipient[]>> {
  const party = partyOf(who);
  if (party === null || engagements.length === 0) return new Map();
  const others = (engagement: Engagement): readonly Party[] => (who.sectionId === null ? engagement.sections : engagement.contractors);
  const certificates = await readCertificates(tx, [...new Set(engagements.flatMap((engagement) => others(engagement).map((other) => other.id)))]);
  const sent = await readSent(tx, party);
  const firms = await firmsKnownTo(tx, who);
  return new Map(engagements.map((engagement) => {
    const before = sent.filter((row) => row.engagementId === engagement.id);
    return [engagement.id, others(engagement).map((other) => recipient(engagement, other, { certificates, sent: before, firms, now }))];
  }));
}

interface Known { readonly certificates: readonly Certificate[]; readonly sent: readonly Sent[]; readonly firms: readonly Firm[]; readonly now: string }

function recipient(engagement: Engagement, party: Party, { certificates, sent, firms, now }: Known): Recipient {
  // As a draft asks (`usableCertificates`, `keysFor`): good until the end of the usual time for collecting, and of a kind that the engagement seals for.
  const until = officeEnd(now, engagement.policy.collectWithinDays);
  const inTime = certificates.filter((one) => one.partyId === party.id && (one.expiresAt === null || one.expiresAt > until));
  const registered = keysFor(inTime, engagement.terms);
  const confirmed = registered.flatMap(({ confirmedAt, confirmedBy }) => (confirmedAt === null ? [] : [{ at: confirmedAt, by: confirmedBy ?? '' }])).sort((a, b) => b.at.localeCompare(a.at));
  const last = sent.reduce<Sent | undefined>((newest, row) => (newest === undefined || row.at > newest.at ? row : newest), undefined);
  const own = sent.find((row) => row.recipientId === party.id);
  const reason = reasonAgainst(engagement, { inTime: inTime.length, registered: registered.length, confirmed: confirmed.length, now });
  return {
    party, ready: reason === null, reason, confirmed: confirmed.length, lastConfirmed: confirmed[0] ?? null,
    similarTo: party.kind === 'contractor' ? alikeTo(party, firms) : [], last: own !== undefined && own.depositId === last?.depositId, lastAt: own?.at ?? null,
    subcontractor: subcontractorOf(engagement, party.id),
  };
}

function subcontractorOf(engagement: Engagement, id: string): Recipient['subcontractor'] {
  const found = engagement.subcontractors.find((one) => one.id === id);
  return found === undefined ? null : { principal: engagement.contractors.find((party) => party.id === found.principalId)?.name ?? '', formIds: found.formIds };
}

function reasonAgainst(engagement: Engagement, { inTime, registered, confirmed, now }: { inTime: number; registered: number; confirmed: number; now: string }): Recipient['reason'] {
  if (!isOpen(engagement, now)) return 'engagement-closed';
  if (engagement.policy.locks === 'password' || confirmed > 0) return null;
  if (registered > 0) return 'unconfirmed-certificate';
  return inTime > 0 ? 'rsa-certificate' : 'no-certificate';
}

interface Certificate { readonly partyId: string; readonly algorithm: string; readonly expiresAt: string | null; readonly confirmedAt: string | null; readonly confirmedBy: string | null }

async function readCertificates(tx: Tx, partyIds: readonly string[]): Promise<Certificate[]> {
  if (partyIds.length === 0) return [];
  return tx.selectFrom('certificates').leftJoin('accounts', 'accounts.id', 'confirmed_by').select(['party_id as partyId', 'algorithm', 'expires_at as expiresAt', 'confirmed_at as confirmedAt', 'accounts.name as confirmedBy'])
    .where('party_id', 'in', partyIds).where('withdrawn_at', 'is', null).execute();
}

interface Sent { readonly engagementId: string; readonly recipientId: string; readonly depositId: string; readonly at: string }

/** When this party last sent something to whom, in each engagement. SQLite takes the deposit from the row of the greatest time. */
async function readSent(tx: Tx, party: string): Promise<Sent[]> {
  return tx.selectFrom('transfers').select((select) => ['engagement_id as engagementId', 'recipient_id as recipientId', 'deposit_id as depositId', select.fn.max('created_at').as('at')])
    .where('sender_id', '=', party).where('state', 'not in', ['draft', 'discarded']).groupBy(['engagement_id', 'recipient_id']).execute();
}
