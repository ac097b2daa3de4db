// The OpenPGP certificates of a party, one per person or terminal. A certificate counts only once another person has
// compared its fingerprint on another route (照合); withdrawing it stops new seals, old transfers keep theirs.
import { actorOf, partyOf, type Person } from '../accounts/person.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fingerprintWords } from '../sealing/fingerprint-words.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { CertificateRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import { EngagementRefused } from './refusal.ts';

/** What the sealing room found in a certificate that it accepts. */
export interface InspectedCertificate {
  readonly binary: Uint8Array;
  readonly fingerprint: string;
  readonly userIds: readonly string[];
  readonly algorithm: string;
  readonly expiresAt: string | null;
  readonly announcesSeipd2: string | null;
}

export interface CertificateParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }

/** Registers a certificate of the person's own party; it is not used before it is confirmed. Throws `EngagementRefused` (CERTIFICATE_TAKEN). */
export async function registerCertificate(parts: CertificateParts, who: Person, found: InspectedCertificate, label: string): Promise<CertificateRow> {
  return parts.store.change(async (tx) => {
    const party = partyOf(who);
    if (party === null) throw new EngagementRefused('NOT_FOUND');
    const taken = await tx.selectFrom('certificates').select('id').where('municipality_id', '=', who.municipalityId).where('fingerprint', '=', found.fingerprint).executeTakeFirst();
    if (taken !== undefined) throw new EngagementRefused('CERTIFICATE_TAKEN', { fingerprint: found.fingerprint });
    const at = parts.clock.now();
    const row: CertificateRow = {
      id: newIdentifier(parts.random), municipality_id: who.municipalityId, party_kind: who.sectionId === null ? 'contractor' : 'section', party_id: party,
      fingerprint: found.fingerprint, certificate: found.binary, algorithm: found.algorithm, announces: found.announcesSeipd2, user_ids: JSON.stringify(found.userIds),
      expires_at: found.expiresAt, label, registered_by: who.id, registered_at: at, confirmed_by: null, confirmed_at: null, withdrawn_at: null,
    };
    await tx.insertInto('certificates').values(row).execute();
    await enter(tx, parts, who, 'register-certificate', row);
    return row;
  });
}

/**
 * Confirms a certificate by the fingerprint as it was heard. Only a ward clerk may, of a section that shares an engagement with the party,
 * and never the person who registered it. Throws `EngagementRefused` (NOT_FOUND, CERTIFICATE_SELF_CONFIRMED, FINGERPRINT_DIFFERS, CERTIFICATE_WITHDRAWN).
 */
export async function confirmCertificate(parts: CertificateParts, who: Person, id: string, heard: string): Promise<CertificateRow> {
  return parts.store.change(async (tx) => {
    const row = (await visibleCertificates(tx, who)).find((certificate) => certificate.id === id);
    if (row === undefined) throw new EngagementRefused('NOT_FOUND');
    if (row.withdrawn_at !== null) throw new EngagementRefused('CERTIFICATE_WITHDRAWN');
    if (row.registered_by === who.id) throw new EngagementRefused('CERTIFICATE_SELF_CONFIRMED');
    if (!isHeardAs(heard, row.fingerprint)) throw new EngagementRefused('FINGERPRINT_DIFFERS');
    // Confirmed once: who heard the fingerprint first, and when, is not written over.
    if (row.confirmed_at !== null) return row;
    const confirmed = { ...row, confirmed_by: who.id, confirmed_at: parts.clock.now() };
    await tx.updateTable('certificates').set({ confirmed_by: confirmed.confirmed_by, confirmed_at: confirmed.confirmed_at }).where('id', '=', id).execute();
    await enter(tx, parts, who, 'confirm-certificate', row);
    return confirmed;
  });
}

/** True if what was heard is the fingerprint, in hex or in the words and digits of the telephone form; spaces and separators do not count. */
function isHeardAs(heard: string, fingerprint: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').replace(/[\s:・,、-]/g, '').toUpperCase();
  return plain(heard) === fingerprint || plain(heard) === plain(fingerprintWords(fingerprint));
}

/** Withdraws a certificate of the own party. Throws `EngagementRefused` (NOT_FOUND). */
export async function withdrawCertificate(parts: CertificateParts, who: Person, id: string): Promise<CertificateRow> {
  return parts.store.change(async (tx) => {
    const row = (await visibleCertificates(tx, who)).find((certificate) => certificate.id === id && certificate.party_id === partyOf(who));
    if (row === undefined) throw new EngagementRefused('NOT_FOUND');
    const withdrawn = { ...row, withdrawn_at: row.withdrawn_at ?? parts.clock.now() };
    await tx.updateTable('certificates').set({ withdrawn_at: withdrawn.withdrawn_at }).where('id', '=', id).execute();
    await enter(tx, parts, who, 'withdraw-certificate', row);
    return withdrawn;
  });
}

/** The certificates of the person's own party and, for a ward clerk, of the contractors that share an engagement with their section. */
export async function visibleCertificates(tx: Tx, who: Person): Promise<CertificateRow[]> {
  const partners = who.sectionId === null ? [] : (await tx.selectFrom('engagement_sections').innerJoin('engagement_contractors', 'engagement_contractors.engagement_id', 'engagement_sections.engagement_id')
    .select('contractor_id').where('section_id', '=', who.sectionId).execute()).map((row) => row.contractor_id);
  const parties = [partyOf(who), ...partners].filter((party) => party !== null);
  if (parties.length === 0) return [];
  return tx.selectFrom('certificates').selectAll().where('municipality_id', '=', who.municipalityId).where('party_id', 'in', parties).orderBy('registered_at').execute();
}

/** The certificates that a seal for this party uses now: confirmed, not withdrawn, not expired before `until` (ISO). */
export async function usableCertificates(tx: Tx, partyId: string, until: string): Promise<CertificateRow[]> {
  return tx.selectFrom('certificates').selectAll().where('party_id', '=', partyId).where('confirmed_at', 'is not', null).where('withdrawn_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', until)])).orderBy('fingerprint').execute();
}

async function enter(tx: Tx, parts: CertificateParts, who: Person, act: string, row: CertificateRow): Promise<void> {
  await parts.ledger.append(tx, {
    at: parts.clock.now(), act, result: 'done', actor: actorOf(who), municipality: who.municipalityId,
    ...(row.party_kind === 'contractor' ? { contractor: row.party_id } : {}), facts: { fingerprint: row.fingerprint, algorithm: row.algorithm, party: row.party_id },
  });
}
