// The gateway's certificates as they are shown.
import { fingerprintWords } from '../../sealing/fingerprint-words.ts';
import type { GatewayCertificateRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import type { GatewayCertificateView } from '../wire/gateway-keys.ts';

/** All of them, oldest first, an announced one last. */
export async function gatewayCertificates(tx: Tx): Promise<GatewayCertificateView[]> {
  const rows = await tx.selectFrom('gateway_certificates').selectAll().execute();
  return rows.toSorted((a, b) => (a.announced_at ?? '').localeCompare(b.announced_at ?? '')).map((row) => ({
    fingerprint: row.fingerprint, words: fingerprintWords(row.fingerprint), certificate: row.certificate, state: stateOf(row), announcedAt: row.announced_at, from: row.from_at, until: row.until_at,
    change: row.statement === null || row.signed_by_old === null || row.signed_by_new === null ? null : { statement: row.statement, signedByOld: row.signed_by_old, signedByNew: row.signed_by_new },
  }));
}

function stateOf(row: GatewayCertificateRow): GatewayCertificateView['state'] {
  if (row.until_at !== null) return 'retired';
  return row.statement !== null && row.from_at === null ? 'next' : 'current';
}
