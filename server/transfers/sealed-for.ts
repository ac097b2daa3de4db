// The certificates that a transfer was sealed for, asked again before each step that lets it go on.
import { usableCertificates } from '../engagements/certificates.ts';
import type { Tx } from '../store/store.ts';
import { TransferRefused } from './refusal.ts';
import type { Transfer } from './transfer.ts';

/** The seal was made for these certificates; one that was withdrawn since must not open it (H 41, 44). Throws `TransferRefused` (CERTIFICATES_CHANGED). */
export async function mustStillHold(tx: Tx, transfer: Transfer): Promise<void> {
  if (transfer.certificates.length === 0) return;
  const usable = new Set((await usableCertificates(tx, transfer.recipientId, transfer.collectBy)).map((row) => row.id));
  const gone = transfer.certificates.filter((certificate) => !usable.has(certificate.id));
  if (gone.length > 0) throw new TransferRefused('CERTIFICATES_CHANGED', { fingerprints: gone.map((one) => one.fingerprint) });
}
