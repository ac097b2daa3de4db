// Single transfers laid into the database of lists-world.ts as they are said, with their files and readable names: for what is asked of rows.
import { createHash } from 'node:crypto';
import { insertFile, insertTransfer } from '../../server/transfers/rows.ts';
import type { SealedFile, Transfer } from '../../server/transfers/transfer.ts';
import { testPolicy } from '../policy.ts';
import { ids, people, type World } from './lists-world.ts';
import { draft } from './rule-cases.ts';

export const idFrom = (...parts: readonly (string | number)[]): string => createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 32);

export interface Laid { readonly transfer: Transfer; readonly files: readonly SealedFile[]; readonly texts: ReadonlyMap<string, string> }
/** A file by its readable name, or null where that is wiped, and what stands for its bytes. */
export interface LaidFile { readonly name: string | null; readonly bytes: string; readonly named?: readonly string[]; readonly columns?: { readonly undeclared: readonly string[]; readonly forbidden: readonly string[] } }

const fileOf = (transfer: Transfer, { bytes, named, columns }: LaidFile, position: number): SealedFile => ({
  id: idFrom(transfer.id, 'file', position), transferId: transfer.id, uploadId: idFrom(transfer.id, 'upload', position), position, nameText: idFrom(transfer.id, 'name', position), nameChanged: [], size: 9,
  sha256: idFrom('bytes', bytes).repeat(2), bodyId: null, bodySize: 99, bodySha256: '0'.repeat(64), scan: { verdict: 'off', by: 'none', patternsFrom: null }, sealedAt: transfer.createdAt,
  inspection: named === undefined && columns === undefined ? null : { looked: 'whole', numbers: false, named: [...named ?? []], columnsText: columns === undefined ? null : idFrom(transfer.id, 'columns', position) },
});

/** Lays a transfer of 佐藤's section to the first firm, a draft unless it is said otherwise. `name` makes its ids; transfers of one `deposit` share it. */
export async function lay({ store }: World, name: string, over: object = {}, named: readonly LaidFile[] = [], deposit = name): Promise<Laid> {
  const transfer: Transfer = Object.assign({}, draft, {
    id: idFrom('transfer', name), number: `${String(parseInt(idFrom(name).slice(0, 6), 16)).padStart(8, '0').slice(0, 4)}-${name.padStart(4, '0').slice(-4)}`, municipalityId: ids.ward, depositId: idFrom('deposit', deposit),
    engagementId: ids.engagements[0], formId: '3d'.padStart(32, '0'), senderId: people.sato.sectionId, recipientId: ids.firms[0]?.id, createdBy: { id: people.sato.id, name: people.sato.name },
  }, over);
  const files = named.map((file, position) => fileOf(transfer, file, position));
  const texts = new Map<string, string>();
  files.forEach(({ nameText, inspection }, i) => {
    const { name: readable, columns } = named[i] ?? { name: null };
    if (readable !== null) texts.set(nameText, readable);
    if (columns !== undefined) texts.set(inspection?.columnsText ?? '', JSON.stringify(columns));
  });
  await store.change(async (tx) => {
    const known = await tx.selectFrom('deposits').select('id').where('id', '=', transfer.depositId).executeTakeFirst();
    if (known === undefined) await tx.insertInto('deposits').values({ id: transfer.depositId, municipality_id: ids.ward, created_by: transfer.createdBy.id, idempotency_key: transfer.depositId, request_hash: '', created_at: transfer.createdAt }).execute();
    await insertTransfer(tx, transfer, testPolicy);
    for (const file of files) await insertFile(tx, file);
    for (const [id, text] of texts) await tx.insertInto('texts').values({ id, commitment: '0'.repeat(64), salt: Buffer.alloc(32), text, transfer_id: transfer.id }).execute();
  });
  return { transfer, files, texts };
}
