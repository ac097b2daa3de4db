// Client certificates where an engagement asks for them (H 71): whatever a contractor does with its files, it shows a certificate over TLS that an authority of the
// gateway's settings signed and that is registered for its firm. A certificate that was taken out of the list is refused from the next request on.
import { listIn } from '../accounts/party-limits.ts';
import type { Person } from '../accounts/person.ts';
import type { Tx } from '../store/store.ts';
import type { Engagement } from './engagement.ts';
import { EngagementRefused } from './refusal.ts';

/** Throws `EngagementRefused` (CLIENT_CERTIFICATE_UNASKED where this line can show none, CLIENT_CERTIFICATE_MISSING, CLIENT_CERTIFICATE_OTHER). */
export async function mustShowCertificate(tx: Tx, { terms }: Engagement, { contractorId, clientCertificate: shown }: Person): Promise<void> {
  if (contractorId === null || terms.clientCertificate === 'none') return;
  if (shown === undefined) throw new EngagementRefused('CLIENT_CERTIFICATE_UNASKED');
  if (shown === null) throw new EngagementRefused('CLIENT_CERTIFICATE_MISSING');
  const { client_certificates: registered } = await tx.selectFrom('contractors').select('client_certificates').where('id', '=', contractorId).executeTakeFirstOrThrow();
  if (!listIn(registered).includes(shown)) throw new EngagementRefused('CLIENT_CERTIFICATE_OTHER', { fingerprint: shown });
}
