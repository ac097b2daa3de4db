// The gateway's own certificates as they are stored: the one in use, the one announced, those retired. Public sides only.
import type { GatewayCertificateRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';

/** The one that signs now, or null before the first start. The first of all has no statement and no beginning. */
export async function certificateInUse(tx: Tx): Promise<GatewayCertificateRow | null> {
  return await tx.selectFrom('gateway_certificates').selectAll().where('until_at', 'is', null).where((where) => where.or([where('from_at', 'is not', null), where('statement', 'is', null)])).executeTakeFirst() ?? null;
}

/** The one that is announced and signs nothing yet, or null. */
export async function announcedCertificate(tx: Tx): Promise<GatewayCertificateRow | null> {
  return await tx.selectFrom('gateway_certificates').selectAll().where('from_at', 'is', null).where('statement', 'is not', null).executeTakeFirst() ?? null;
}
