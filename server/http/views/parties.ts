// People, parties and engagements as the wire shows them.
import type { CertificateRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import { partyOf, type Person } from '../../accounts/person.ts';
import { readMunicipalitySettings } from '../../accounts/municipality.ts';
import { readPreferences } from '../../accounts/preferences.ts';
import type { Session } from '../../accounts/sessions.ts';
import type { Engagement, Party, RosterEntry } from '../../engagements/engagement.ts';
import { isOpen } from '../../engagements/period.ts';
import { bodyFormatFor } from '../../sealing/certificate.ts';
import { wordsOf } from './fingerprint.ts';
import { newHappenings, previousSignIn } from './own-account.ts';
import { z } from 'zod';
import type { CertificateView, EngagementView, RecipientView } from '../wire/engagements.ts';
import type { SessionView } from '../wire/session.ts';
import type { PartyView, PersonView } from '../wire/words.ts';

/** Who is signed in, with the names of their municipality and party. */
export async function sessionView(tx: Tx, session: Session, side: 'ward' | 'contractor'): Promise<SessionView> {
  const { person } = session;
  const municipality = await tx.selectFrom('municipalities').select(['id', 'name']).where('id', '=', person.municipalityId).executeTakeFirstOrThrow();
  const section = person.sectionId === null ? undefined : await tx.selectFrom('sections').select(['id', 'name']).where('id', '=', person.sectionId).executeTakeFirst();
  const contractor = person.contractorId === null ? undefined : await tx.selectFrom('contractors').select(['id', 'name', 'page']).where('id', '=', person.contractorId).executeTakeFirst();
  const previous = await previousSignIn(tx, person);
  return {
    side, account: { id: person.id, name: person.name, role: person.role, canApprove: person.canApprove }, municipality: { ...municipality, ...await readMunicipalitySettings(tx, municipality.id) }, section: section ?? null, contractor: contractor ?? null,
    mustChangePassword: session.mustChangePassword, missingFactor: session.missingFactor, now: session.now, endsAt: session.endsAt, idleEndsAt: session.idleEndsAt, previousSignInAt: previous, newHappenings: await newHappenings(tx, person, previous), preferences: await readPreferences(tx, person.id),
  };
}

export const partyView = (party: Party): PartyView => ({ ...party });

/** A party of an engagement by its id. */
export function partyIn(engagement: Engagement, id: string): PartyView {
  const found = [...engagement.sections, ...engagement.contractors].find((party) => party.id === id);
  return found === undefined ? { kind: 'section', id, name: '', address: null, telephone: null, tile: 0 } : partyView(found);
}

export const rosterView = (entry: RosterEntry) => ({ id: entry.id, contractorId: entry.contractorId, person: { id: entry.accountId, name: entry.name }, role: entry.role, startsOn: entry.startsOn, endsOn: entry.endsOn, acceptedAt: entry.acceptedAt, removedAt: entry.removedAt });

/** An engagement as this reader may see it: a contractor sees neither the other contractors nor their people (4-9). `recipients` are for those who send. */
export function engagementView(engagement: Engagement, who: Person, now: string, recipients: readonly RecipientView[] = []): EngagementView {
  const own = (id: string): boolean => who.contractorId === null || id === who.contractorId;
  return {
    id: engagement.id, title: engagement.title, purpose: engagement.purpose, legalBasis: engagement.legalBasis, from: engagement.from, to: engagement.to, open: isOpen(engagement, now),
    items: [...engagement.items], forms: engagement.forms.map((form) => ({ ...form })), policy: engagement.policy, terms: engagement.terms, preset: engagement.preset,
    sections: engagement.sections.map(partyView), contractors: engagement.contractors.filter((party) => own(party.id)).map(partyView),
    roster: engagement.roster.filter((entry) => own(entry.contractorId) && entry.acceptedAt !== null).map(rosterView), recipients: [...recipients],
    subcontractors: subcontractorsFor(engagement, who),
  };
}

/** A firm sees its own subcontractors, a subcontractor itself and its principal's name; nobody of a firm sees another contractor's (4-9). */
function subcontractorsFor({ subcontractors, contractors }: Engagement, { contractorId }: Person): EngagementView['subcontractors'] {
  return subcontractors.filter((one) => contractorId === null || one.id === contractorId || one.principalId === contractorId).flatMap((one) => {
    const party = contractors.find(({ id }) => id === one.id);
    return party === undefined ? [] : [{ party: partyView(party), principal: contractors.find(({ id }) => id === one.principalId)?.name ?? '', formIds: [...one.formIds] }];
  });
}

const names = z.array(z.string());

/** A certificate, with what this reader may do with it. */
export async function certificateView(tx: Tx, row: CertificateRow, who: Person): Promise<CertificateView> {
  const party = row.party_kind === 'section'
    ? await tx.selectFrom('sections').selectAll().where('id', '=', row.party_id).executeTakeFirstOrThrow()
    : await tx.selectFrom('contractors').selectAll().where('id', '=', row.party_id).executeTakeFirstOrThrow();
  const open = row.withdrawn_at === null;
  const may: CertificateView['may'] = [];
  if (open && row.confirmed_at === null && who.role === 'staff' && row.registered_by !== who.id) may.push('confirm');
  if (open && row.party_id === partyOf(who)) may.push('withdraw');
  return {
    id: row.id, party: { kind: 'telephone' in party ? 'section' : 'contractor', id: party.id, name: party.name, address: 'address' in party ? party.address : null, telephone: 'telephone' in party ? party.telephone : null, tile: party.tile },
    fingerprint: row.fingerprint, words: wordsOf(row.fingerprint), algorithm: row.algorithm, userIds: names.parse(JSON.parse(row.user_ids)), label: row.label,
    format: bodyFormatFor([{ announcesSeipd2: row.announces === 'gcm' || row.announces === 'ocb' ? row.announces : null }]), expiresAt: row.expires_at,
    registeredBy: await personView(tx, row.registered_by), registeredAt: row.registered_at, confirmedBy: row.confirmed_by === null ? null : await personView(tx, row.confirmed_by),
    confirmedAt: row.confirmed_at, withdrawnAt: row.withdrawn_at, may,
  };
}

async function personView(tx: Tx, id: string): Promise<PersonView> {
  const row = await tx.selectFrom('accounts').select('name').where('id', '=', id).executeTakeFirst();
  return { id, name: row?.name ?? '' };
}
