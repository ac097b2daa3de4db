// Receipts (受領書) and wipe certificates (消去証明書): canonical JSON signed by the gateway inside the transaction of the step
// they prove, with a ledger entry that commits to its bytes: neither exists without the others, and whoever stole the gateway's OpenPGP key
// can make no document that the ledger knows. The inclusion proof is added when somebody asks, against the newest head.
import { createHash } from 'node:crypto';
import { canonical, type JsonValue } from '../ledger/canonical.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { digestOf } from '../transfers/digest.ts';
import { subjectOfEntry, type Followed, type Follower } from '../transfers/register.ts';
import { readFiles } from '../transfers/rows.ts';
import type { SealedFile } from '../transfers/transfer.ts';
import type { Tx } from '../store/store.ts';
import { label, nextNumber, type DocumentNumber } from './numbering.ts';

/** A detached OpenPGP signature of the gateway over the bytes, armoured. */
export type Sign = (bytes: Uint8Array) => Promise<string>;

/** What makes a document evidence: the gateway's signature, and an entry in the ledger. */
export interface Issuing { readonly sign: Sign; readonly append: (...entry: Parameters<Ledger['append']>) => Promise<unknown> }

/** The storage that held the copy, as the municipality's register of equipment knows it (NIST SP 800-88 r2 §4.6). */
export interface StorageFacts {
  readonly manufacturer: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly propertyNumber: string;
  readonly place: string;
  readonly contact: string;
}

/** Follows a confirmation with a receipt: over the statement that the recipient signed, where it did; else the gateway signs alone, and the document says so. */
export function followWithReceipts(issuing: Issuing): Follower {
  return async (tx, step) => {
    if (step.act !== 'confirm') return;
    const files = await readFiles(tx, step.after.id);
    const signed = await tx.selectFrom('receipt_statements').select(['statement', 'signature', 'fingerprint']).where('transfer_id', '=', step.after.id).executeTakeFirst();
    await issue(tx, issuing, 'receipts', step, (number) => ({
      kind: '受領書', ...subjectOf(step, number), files: hashesOf(files), digest: digestOf(step.after, files),
      collected: step.after.collection === null ? null : { from: step.after.collection.startedAt, to: step.after.collection.completedAt, by: step.after.collection.by.name },
      confirmed: step.after.confirmation === null ? null : { at: step.after.confirmation.at, by: step.after.confirmation.by.name, quantity: step.after.confirmation.quantity, opened: step.after.confirmation.opened },
      quantity: step.after.quantity, ...unscannedOf(step), ...signersOf(signed),
    }));
  };
}

/** 未検査 is told wherever the files are (H 29). */
const unscannedOf = ({ after: { unscanned, approval } }: Followed): Record<string, JsonValue> => (unscanned === null ? {} : { unscanned: { files: unscanned.files, approvedBy: approval?.by.name ?? null, allowedBy: unscanned.allowed?.by.name ?? null, at: unscanned.allowed?.at ?? null } });

const signersOf = (signed: { statement: string; signature: string; fingerprint: string } | undefined): Record<string, JsonValue> => (signed === undefined
  ? { signedBy: 'gateway', note: '受領者の署名はありません。鍵箱だけが署名しています。 / Signed by the gateway alone, not by the recipient.' }
  : { signedBy: 'recipient and gateway', statement: signed.statement, statementSignature: signed.signature, recipientFingerprint: signed.fingerprint });

/** Follows a finished wipe with its certificate, with the fields of NIST SP 800-88 r2 §4.6. It claims no more than was done. */
export function followWithWipeCertificates(issuing: Issuing, storage: StorageFacts, tool: string): Follower {
  return async (tx, step) => {
    if (step.after.state !== 'wiped' || step.before?.state === 'wiped') return;
    const files = await readFiles(tx, step.after.id);
    await issue(tx, issuing, 'wipe_certificates', step, (number) => ({
      kind: '消去証明書', ...subjectOf(step, number), why: step.after.end?.why ?? null, endedAt: step.after.end?.at ?? null, wipedAt: step.now, attempts: step.after.wipe.attempts,
      media: { ...storage, type: '鍵箱の保管庫にある、この授受の封緘済みファイルと錠 / this transfer\'s sealed files and lock in the gateway\'s vault', source: step.after.number, files: hashesOf(files) },
      confidentiality: '個人情報（封緘済み） / personal data, sealed',
      method: '部分的な消去（媒体全体の消去ではありません） / partial sanitization, not a clear, purge or destroy of the medium (NIST SP 800-88 r2 §4.2)',
      technique: `暗号学的消去ののち上書き / ${readTechnique(step)}`, tool,
      verification: { method: '錠・待機中の鍵・本体・文字が保管庫とデータベース（WALを含む）にないことを確かめた / absence of lock, waiting packets, bodies and texts checked, write-ahead log emptied', verdict: 'PASS' },
      performedBy: { name: '鍵箱（自動） / the gateway, by itself', place: storage.place, date: step.now, contact: storage.contact },
      validatedBy: null,
      limits: ['受取側の写しは対象外です / copies held by the recipient are not covered', '記憶装置の複製・スナップショットは対象外です / snapshots or images of the storage are not covered', '上書きは記憶装置の内部での残存を否定しません / overwriting does not exclude remnants inside the device'],
    }));
  };
}

type SignedTable = 'receipts' | 'wipe_certificates';
const kinds: Readonly<Record<SignedTable, string>> = { receipts: 'receipt', wipe_certificates: 'wipe-certificate' };

/** Document, signature and entry are written in the transaction of the step. The entry holds SHA-256 (hex) of the document's UTF-8 bytes. */
async function issue(tx: Tx, { sign, append }: Issuing, table: SignedTable, step: Followed, build: (number: DocumentNumber) => Record<string, JsonValue>): Promise<void> {
  const number = await nextNumber(tx, table, step.after.municipalityId, step.now);
  const document = canonical(build(number));
  await tx.insertInto(table).values({
    transfer_id: step.after.id, municipality_id: step.after.municipalityId, fiscal_year: number.fiscalYear, number: number.number, document,
    signature: await sign(Buffer.from(document)), created_at: step.now,
  }).execute();
  const sha256 = createHash('sha256').update(document, 'utf8').digest('hex');
  await append(tx, { ...subjectOfEntry(step.after), at: step.now, act: 'issue-document', result: 'done', actor: { system: true }, facts: { kind: kinds[table], number: label(number), sha256 } });
}

const subjectOf = (step: Followed, number: DocumentNumber): Record<string, JsonValue> => ({
  version: 1, number: label(number), municipality: step.after.municipalityId, transfer: step.after.id, transferNumber: step.after.number, engagement: step.engagement.title,
  sender: nameOf(step, step.after.senderId), recipient: nameOf(step, step.after.recipientId), entry: step.entry.index,
});

const nameOf = ({ engagement }: Followed, id: string): string => [...engagement.sections, ...engagement.contractors].find((party) => party.id === id)?.name ?? id;
const hashesOf = (files: readonly SealedFile[]): JsonValue => files.map((file) => ({ size: file.size, sha256: file.sha256, bodySize: file.bodySize, bodySha256: file.bodySha256 }));

function readTechnique({ entry }: Followed): string {
  const written: unknown = JSON.parse(entry.bytes);
  const facts = typeof written === 'object' && written !== null && 'facts' in written ? written.facts : null;
  return typeof facts === 'object' && facts !== null && 'technique' in facts && typeof facts.technique === 'string' ? facts.technique : '';
}

/** One signed document of a transfer, or undefined. */
export async function signedDocumentOf(tx: Tx, table: SignedTable, transferId: string) {
  return tx.selectFrom(table).selectAll().where('transfer_id', '=', transferId).executeTakeFirst();
}

/** The index of the ledger entry that a signed document names. */
export function entryOf(document: string): number {
  const parsed: unknown = JSON.parse(document);
  if (typeof parsed === 'object' && parsed !== null && 'entry' in parsed && typeof parsed.entry === 'number') return parsed.entry;
  throw new Error('expected a signed document with its entry');
}
