// Answers about engagements and certificates.
import { confirmCertificate, registerCertificate, visibleCertificates, withdrawCertificate } from '../../engagements/certificates.ts';
import { engagementsOf } from '../../engagements/engagements.ts';
import { recipientsOf } from '../../transfers/recipients.ts';
import type { Person } from '../../accounts/person.ts';
import { EngagementRefused } from '../../engagements/refusal.ts';
import { CertificateRefused, inspectCertificate } from '../../sealing/certificate.ts';
import type { Answers } from '../adapter.ts';
import { certificateReason } from '../certificate-reasons.ts';
import { certificateView, engagementView } from '../views/parties.ts';
import { readContracts, recipientView } from '../views/recipients.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'engagements' | 'certificates' | 'addCertificate' | 'confirmCertificate' | 'withdrawCertificate';

export function engagementAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store } = parts;
  return {
    engagements: ({ session }) => list(parts, session.person),
    certificates: async ({ session }) => {
      const rows = await visibleCertificates(store.read, session.person);
      return Promise.all(rows.map((row) => certificateView(store.read, row, session.person)));
    },
    addCertificate: async ({ session, body }) => {
      const found = await inspect(parts, body.certificate);
      return certificateView(store.read, await registerCertificate(parts, session.person, found, body.label), session.person);
    },
    confirmCertificate: async ({ session, params, body }) => certificateView(store.read, await confirmCertificate(parts, session.person, params['id'] ?? '', body.fingerprint), session.person),
    withdrawCertificate: async ({ session, params }) => certificateView(store.read, await withdrawCertificate(parts, session.person, params['id'] ?? ''), session.person),
  };
}

/** With the parties that the reader may send to, and what stands against it; read in a number of queries that does not grow with the list. */
async function list({ store, clock }: AnswerParts, who: Person) {
  const now = clock.now();
  const engagements = await engagementsOf(store.search, who);
  const recipients = await recipientsOf(store.search, engagements, who, now);
  const contracts = await readContracts(store.search, engagements, who);
  return engagements.map((one) => engagementView(one, who, now, (recipients.get(one.id) ?? []).map((recipient) => recipientView(recipient, one, contracts, now))));
}

/** Accepts armoured text or base64 of the binary form. A secret key that came by mistake is overwritten here and entered nowhere (H 37). */
async function inspect({ clock }: AnswerParts, given: string) {
  const input = given.includes('-----BEGIN') ? Buffer.from(given, 'utf8') : Buffer.from(given, 'base64');
  try {
    const facts = await inspectCertificate(input, { now: new Date(clock.millis()) });
    return { ...facts, expiresAt: facts.expiresAt === null ? null : new Date(facts.expiresAt).toISOString() };
  } catch (error) {
    if (error instanceof CertificateRefused) throw new EngagementRefused('CERTIFICATE_REFUSED', { reason: error.code, reasonJa: certificateReason(error), reasonEn: error.message });
    throw error;
  } finally {
    input.fill(0);
  }
}
