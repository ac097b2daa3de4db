// What an approval and a confirmation are of: one hash over everything that must not change after somebody has looked.
import { createHash } from 'node:crypto';
import { canonical } from '../ledger/canonical.ts';
import type { SealedFile, Transfer } from './transfer.ts';

/** SHA-256 (hex) over recipient, certificates, form, quantity, deadline and the hashes of all files, as canonical JSON. */
export function digestOf(transfer: Transfer, files: readonly SealedFile[]): string {
  const seen = {
    recipient: transfer.recipientId, certificates: transfer.certificates.map((certificate) => certificate.fingerprint), lockForm: transfer.lockForm,
    form: transfer.formId, quantity: transfer.quantity, collectBy: transfer.collectBy,
    files: files.map((file) => ({ size: file.size, sha256: file.sha256, bodySize: file.bodySize, bodySha256: file.bodySha256 })),
  };
  return createHash('sha256').update(canonical(seen)).digest('hex');
}
