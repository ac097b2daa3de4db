/** The verdict on a single document, put together from the bundle's and from its signatures. Pure: OpenPGP is given by the caller. */
import type { AskedDocument, DocumentPlace } from './asked-documents.ts';

/** OpenPGP, from outside this folder. */
export interface OpenPgp {
  isSignedByAny(text: string, signature: string, certificates: readonly string[]): Promise<boolean>;
  fingerprintOf(certificate: string): Promise<string | null>;
}

/** ok: as the ledger has it, and no signature that was there fails. gateway: unsigned where no signature came with it (確認書 have none). recipient: none where the gateway signed alone; unknown-key where no certificate was there to check it with. */
export interface DocumentVerdict {
  readonly ok: boolean; readonly kind: string; readonly number: string | null; readonly version: number | null; readonly transfer: string | null;
  readonly ledger: DocumentPlace['standing']; readonly index: number | null; readonly at: string | null;
  readonly gateway: 'good' | 'bad' | 'unsigned'; readonly recipient: 'good' | 'bad' | 'unregistered' | 'unknown-key' | 'none'; readonly registered: number | null;
}

async function recipientOf({ recipient }: AskedDocument, { registered }: DocumentPlace, certificates: readonly string[], openPgp: OpenPgp): Promise<DocumentVerdict['recipient']> {
  if (recipient === null) return 'none';
  const own = [...certificates, ...(recipient.certificate === null ? [] : [recipient.certificate])];
  const fitting: string[] = [];
  for (const certificate of own) if (await openPgp.fingerprintOf(certificate) === recipient.fingerprint) fitting.push(certificate);
  if (fitting.length === 0) return 'unknown-key';
  if (!(await openPgp.isSignedByAny(recipient.statement, recipient.signature, fitting))) return 'bad';
  return registered === null ? 'unregistered' : 'good';
}

/**
 * Takes the document, where it stands in the bundle, the gateway's certificates (the bundle's, or had by another way), those of recipients that the reader has, and
 * whether the bundle itself holds: in one that does not, nothing is good.
 */
export async function judgeDocument(asked: AskedDocument, place: DocumentPlace, given: { gateway: readonly string[]; recipients: readonly string[]; bundleHolds: boolean; openPgp: OpenPgp }): Promise<DocumentVerdict> {
  const gateway = asked.signature === '' ? 'unsigned' : await given.openPgp.isSignedByAny(asked.document, asked.signature, given.gateway) ? 'good' : 'bad';
  const recipient = await recipientOf(asked, place, given.recipients, given.openPgp);
  // The ledger's hash decides: a signature that the reader did not bring takes nothing from a document that stands in the ledger byte for byte. One that fails does.
  const ok = given.bundleHolds && place.standing === 'found' && gateway !== 'bad' && recipient !== 'bad' && recipient !== 'unregistered';
  return { ok, kind: asked.kind, number: asked.number, version: asked.version, transfer: asked.transfer, ledger: place.standing, index: place.index, at: place.at, gateway, recipient, registered: place.registered };
}
