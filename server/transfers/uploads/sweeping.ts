// Uploads that nobody goes on with, and those whose draft is none any more: removed by the clock. What was not whole is entered as what the sender's act came to.
import { parseTransfer } from '../rows.ts';
import { subjectOfEntry } from '../register.ts';
import { TransferRefused } from '../refusal.ts';
import type { Tx } from '../../store/store.ts';
import type { LiveUploads } from './live-uploads.ts';
import type { StoredUpload } from './upload-row.ts';
import type { UploadsParts } from './uploads.ts';

const atOnce = 50;

type Remove = (row: StoredUpload, inside: (tx: Tx) => Promise<void>) => Promise<void>;

/** Does what is due now. While the clock cannot be trusted nothing expires (H 78). */
export async function sweep({ store, clock, ledger, suspended }: Pick<UploadsParts, 'store' | 'clock' | 'ledger' | 'suspended'>, live: LiveUploads, remove: Remove): Promise<void> {
  const rows = await store.read.selectFrom('uploads').innerJoin('transfers', 'transfers.id', 'uploads.transfer_id').selectAll('uploads').select(['transfers.state', 'transfers.document'])
    .where((where) => where.or([where('uploads.expires_at', '<=', clock.now()), where('transfers.state', '!=', 'draft')])).limit(atOnce).execute();
  for (const { state, document, ...row } of rows) {
    if (state === 'draft' && suspended()) continue;
    const running = live.get(row.id);
    if (running?.busy === true) {
      // Whoever is sending hears it with the next bytes, and removes it.
      running.stopped = state === 'draft' ? null : new TransferRefused('WRONG_STATE', { state });
      continue;
    }
    await remove(row, async (tx) => {
      if (row.file_sha256 !== null) return;
      await ledger.append(tx, { ...subjectOfEntry(parseTransfer(document)), at: clock.now(), act: 'add-file', result: 'refused', code: 'UPLOAD_ABANDONED', actor: { system: true }, facts: { size: row.length, offset: row.offset } });
    });
  }
}
