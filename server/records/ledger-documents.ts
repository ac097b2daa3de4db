// The documents that an export of the ledger carries beside the entries which commit to them: receipts, wipe certificates, versions of 確認書.
// Guarantees that they are given out as they are stored: whether they are what was committed to is the verifier's question.
import type { DocumentLine } from '../ledger/bundle.ts';
import { CONFIRMATION } from '../ledger/committed.ts';
import type { CommittingEntry, DocumentSource } from '../ledger/document-source.ts';
import type { Tx } from '../store/store.ts';
import { textOfVersion } from './confirmation-commitment.ts';
import { label } from './numbering.ts';

const tables = { receipt: 'receipts', 'wipe-certificate': 'wipe_certificates' } as const;
type Kind = keyof typeof tables;
type Row = { readonly transfer_id: string; readonly line: Omit<DocumentLine, 'index'>; readonly number: string; readonly version: number | null };

/** Takes the gateway's present certificate, armored. */
export function createDocumentSource(certificate: string): DocumentSource {
  return {
    async certificates(tx) {
      const kept = await tx.selectFrom('gateway_certificates').select('certificate').orderBy('announced_at').execute();
      return [...new Set([certificate, ...kept.map((row) => row.certificate)])];
    },
    async documents(tx, entries) {
      const rows = [...await signedRows(tx, entries, 'receipt'), ...await signedRows(tx, entries, 'wipe-certificate'), ...await versionRows(tx, entries)];
      const found = new Map<number, DocumentLine>();
      for (const { index, transfer, committed: { kind, number, version } } of entries) {
        const row = rows.find((one) => one.transfer_id === transfer && one.line.kind === kind && one.number === number && one.version === version);
        if (row !== undefined) found.set(index, { ...row.line, index });
      }
      return found;
    },
  };
}

const transfersOf = (entries: readonly CommittingEntry[], kind: string): string[] => [...new Set(entries.flatMap((entry) => (entry.committed.kind === kind && entry.transfer !== null ? [entry.transfer] : [])))];

async function signedRows(tx: Tx, entries: readonly CommittingEntry[], kind: Kind): Promise<Row[]> {
  const transfers = transfersOf(entries, kind);
  if (transfers.length === 0) return [];
  const rows = await tx.selectFrom(tables[kind]).selectAll().where('transfer_id', 'in', transfers).execute();
  return rows.map((row) => ({ transfer_id: row.transfer_id, number: label({ fiscalYear: row.fiscal_year, number: row.number }), version: null, line: { kind, document: row.document, signature: row.signature, salt: null } }));
}

async function versionRows(tx: Tx, entries: readonly CommittingEntry[]): Promise<Row[]> {
  const transfers = transfersOf(entries, CONFIRMATION);
  if (transfers.length === 0) return [];
  const rows = await tx.selectFrom('confirmation_records').select(['transfer_id', 'fiscal_year', 'number', 'version', 'document']).where('transfer_id', 'in', transfers).execute();
  return rows.flatMap((row) => {
    const { text, salt } = textOfVersion(row.document);
    // Without a salt it is not what any entry commits to: it stands as missing.
    if (salt === null) return [];
    const line = { kind: CONFIRMATION, document: text, signature: '', salt: Buffer.from(salt, 'hex') };
    return [{ transfer_id: row.transfer_id, number: label({ fiscalYear: row.fiscal_year, number: row.number }), version: row.version, line }];
  });
}
