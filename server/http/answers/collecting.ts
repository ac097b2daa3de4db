// Answers that hand out what is sealed, and the signed documents about it.
import { createHash } from 'node:crypto';
import { isRefused } from '../../ledger/refused.ts';
import { partyOf } from '../../accounts/person.ts';
import { mustFind } from '../../transfers/register.ts';
import { manifestOf } from '../../transfers/manifest.ts';
import { TransferRefused } from '../../transfers/refusal.ts';
import { readFiles, readTexts, readTextsById, readTransfer } from '../../transfers/rows.ts';
import type { Person } from '../../accounts/person.ts';
import { armoredCertificate } from '../../sealing/recipient-signature.ts';
import type { Tx } from '../../store/store.ts';
import { stateReceipt } from '../../transfers/receipt-statement.ts';
import { entryOf, signedDocumentOf } from '../../records/signed-documents.ts';
import type { Answers } from '../adapter.ts';
import { admitted } from '../admitted.ts';
import { readRange, sendBody } from '../send-body.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'manifest' | 'manifestSignature' | 'lock' | 'body' | 'receiptStatement' | 'receipt' | 'wipeCertificate';

export function collectingAnswers(parts: AnswerParts): Pick<Answers, Names> {
  return {
    manifest: async ({ session, params, response }) => {
      response.type('application/json').send(Buffer.from(await manifestBytes(parts, session.person, params['id'] ?? '')));
      return undefined;
    },
    manifestSignature: async ({ session, params, response }) => {
      response.type('application/pgp-signature').send(await parts.sign(await manifestBytes(parts, session.person, params['id'] ?? '')));
      return undefined;
    },
    lock: async ({ session, params, response }) => {
      const { transfer } = await parts.collection.look(session.person, params['id'] ?? '');
      const lockId = transfer.lock?.id;
      if (lockId === null || lockId === undefined) throw new TransferRefused('NOT_FOUND');
      const bytes = await parts.vault.readLock(lockId);
      // Whoever changed the file on our disk is found here, not at the recipient's desk (H 87).
      if (createHash('sha256').update(bytes).digest('hex') !== transfer.lock?.sha256) throw new Error('expected the lock as it was written; the stored file differs');
      response.type('application/octet-stream').send(Buffer.from(bytes));
      return undefined;
    },
    body: async (call) => {
      const { session, params, request, response } = call;
      const file = await parts.collection.lookAt(session.person, params['id'] ?? '', params['fileId'] ?? '');
      const etag = `"${file.bodySha256}"`;
      const range = readRange(request, etag, file.bodySize);
      const name = (await readTextsById(parts.store.read, [file.nameText])).get(file.nameText) ?? file.id;
      await admitted(parts.admission.downloads, call, (range?.end ?? file.bodySize - 1) - (range?.start ?? 0) + 1, async () => {
        const delivery = await parts.collection.open(session.person, params['id'] ?? '', file.id, range).catch((error: unknown) => {
          if (isRefused(error) && error.code === 'RANGE_NOT_SATISFIABLE') response.setHeader('content-range', `bytes */${file.bodySize}`);
          throw error;
        });
        await sendBody(response, delivery, { name: `${name}.body`, etag, partial: range !== null });
      });
      return undefined;
    },
    receiptStatement: async ({ session, params, response }) => {
      const id = params['id'] ?? '';
      await parts.collection.settled(id);
      response.type('application/json').send(Buffer.from(await stateReceipt(parts, session.person, id), 'utf8'));
      return undefined;
    },
    receipt: ({ session, params }) => signedDocument(parts, session.person, 'receipts', params['id'] ?? ''),
    wipeCertificate: ({ session, params }) => signedDocument(parts, session.person, 'wipe_certificates', params['id'] ?? ''),
  };
}

/** The manifest is for the recipient, while it may collect. */
async function manifestBytes(parts: AnswerParts, who: Person, id: string): Promise<Uint8Array> {
  const { transfer } = await parts.collection.look(who, id);
  const { engagement } = await mustFind(parts.store.read, who, id);
  const ward = await parts.store.read.selectFrom('municipalities').select('name').where('id', '=', transfer.municipalityId).executeTakeFirstOrThrow();
  return manifestOf({ transfer, engagement, files: await readFiles(parts.store.read, id), names: await readTexts(parts.store.read, id), municipality: ward.name });
}

async function signedDocument(parts: AnswerParts, who: Person, table: 'receipts' | 'wipe_certificates', id: string) {
  if (partyOf(who) === null) await mustBeOfMunicipality(parts, who, id);
  else await mustFind(parts.store.read, who, id);
  const row = await signedDocumentOf(parts.store.read, table, id);
  if (row === undefined) throw new TransferRefused('NOT_FOUND');
  const entry = entryOf(row.document);
  return { number: row.number, fiscalYear: row.fiscal_year, document: row.document, signature: row.signature, entry, proof: await parts.ledger.proof(entry), createdAt: row.created_at, statement: table === 'receipts' ? await signedStatementOf(parts.store.read, id) : null };
}

/** What gpg needs to check the recipient's own signature: it is one of the certificates that the recipient registered, as it was accepted. */
async function signedStatementOf(tx: Tx, id: string) {
  const row = await tx.selectFrom('receipt_statements').innerJoin('transfers', 'transfers.id', 'receipt_statements.transfer_id')
    .innerJoin('certificates', (join) => join.onRef('certificates.municipality_id', '=', 'transfers.municipality_id').onRef('certificates.fingerprint', '=', 'receipt_statements.fingerprint'))
    .select(['statement', 'signature', 'receipt_statements.fingerprint', 'certificate']).where('transfer_id', '=', id).executeTakeFirst();
  return row === undefined ? null : { document: row.statement, signature: row.signature, fingerprint: row.fingerprint, certificate: armoredCertificate(row.certificate) };
}

/** An auditor belongs to no party, but reads only what concerns the own municipality. */
async function mustBeOfMunicipality({ store }: AnswerParts, who: Person, id: string): Promise<void> {
  const transfer = await readTransfer(store.read, id);
  if (transfer?.municipalityId !== who.municipalityId) throw new TransferRefused('NOT_FOUND');
}
