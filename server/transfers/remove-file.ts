// A file leaves a draft: the rows first, in every transfer of the deposit that holds it, then the bodies. A crash between leaves bodies
// that no row names; `resume` sweeps them.
import type { Ledger } from '../ledger/ledger.ts';
import { actorOf, type Person } from '../accounts/person.ts';
import type { Tx } from '../store/store.ts';
import { changeFiles } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { mustFindDeposit } from './register.ts';
import { parseInspection } from './rows.ts';

/** Throws `TransferRefused` (NOT_FOUND, NOT_SENDER, WRONG_STATE). */
export async function removeFile(parts: Pick<StepParts, 'store' | 'register' | 'vault'> & { readonly ledger: Ledger }, who: Person, depositId: string, uploadId: string): Promise<void> {
  const every = (await mustFindDeposit(parts.store.read, who, depositId)).map((transfer) => transfer.id);
  const holding = await parts.store.read.selectFrom('files').select('transfer_id').where('transfer_id', 'in', every).where('upload_id', '=', uploadId).execute();
  const ids = every.filter((id) => holding.some((row) => row.transfer_id === id));
  if (ids.length === 0) throw new TransferRefused('NOT_FOUND');
  const bodies: string[] = [];
  await parts.register.change(who, 'remove-file', ids, async (tx, transfer) => {
    const row = await find(tx, transfer.id, uploadId);
    return changeFiles(who, { act: 'remove-file', facts: { sha256: row.sha256, size: row.size } });
  }, async (tx, { after, now }) => {
    const row = await find(tx, after.id, uploadId);
    if (row.body_id !== null) bodies.push(row.body_id);
    await tx.deleteFrom('files').where('id', '=', row.id).execute();
    const columns = parseInspection(row.inspection)?.columnsText ?? null;
    await parts.ledger.wipeTexts(tx, { at: now, actor: actorOf(who), municipality: after.municipalityId, engagement: after.engagementId, transfer: after.id, textIds: columns === null ? [row.name_text] : [row.name_text, columns] });
  });
  for (const body of bodies) await parts.vault.wipeBody(body);
}

async function find(tx: Tx, transferId: string, uploadId: string) {
  const row = await tx.selectFrom('files').selectAll().where('transfer_id', '=', transferId).where('upload_id', '=', uploadId).executeTakeFirst();
  if (row === undefined) throw new TransferRefused('NOT_FOUND');
  return row;
}
