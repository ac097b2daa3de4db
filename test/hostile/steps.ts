// The first half of the journey in single calls, for tests that begin in the middle of it.
import { randomBytes } from 'node:crypto';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { draftFor, upload, type Someone, type Town } from '../town.ts';

type Parties = Pick<Town, 'engagement' | 'time'> & { readonly sato: Someone; readonly takahashi: Someone };

/** Deposits one file for each recipient and has it approved. Returns the transfers as they are then, in the order of `recipientIds`. */
export async function released(town: Parties, recipientIds: string[], files: readonly Uint8Array[] = [randomBytes(2_000)]): Promise<TransferView[]> {
  const draft = await draftFor(town.sato, town, { recipientIds });
  for (const [index, bytes] of files.entries()) await upload(town.sato, draft.id, `noufu_${index + 1}.csv`, bytes);
  const { transfers } = await town.sato.api.call('submit', { id: draft.id });
  const approved = await Promise.all(transfers.map(({ id, digest }) => town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } })));
  return recipientIds.map((recipient) => approved.find((one) => one.recipient.id === recipient)).filter((one) => one !== undefined);
}

/** Lets the gap pass, signs `again` in anew, and makes the password of each transfer. */
export async function noticed(town: Parties, transfers: readonly TransferView[], again: () => Promise<void>, minutes = 61): Promise<{ transfer: TransferView; password: string; notice: string }[]> {
  town.time.advance(minutes);
  await again();
  const made: { transfer: TransferView; password: string; notice: string }[] = [];
  for (const { id } of transfers) {
    const { password, notice } = await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    made.push({ transfer: await town.sato.api.call('transfer', { id }), password, notice: notice.id });
  }
  return made;
}

/** A released transfer to the town's firm with its lock, and its people signed in. */
export async function collectable(town: Town, files?: readonly Uint8Array[]): Promise<{ transfer: TransferView; password: string; notice: string }> {
  for (const who of [town.sato, town.takahashi]) await who.signInAgain();
  const [made] = await noticed(town, await released(town, [town.firm.id], files), async () => {
    for (const who of [town.sato, town.takahashi, town.tanaka]) await who.signInAgain();
  });
  if (made === undefined) throw new Error('expected one transfer');
  return made;
}
