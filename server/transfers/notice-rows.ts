// Password notices in the database: who may see them, and their stored form. A notice names numbers and addressee, never a file, title or count.
import { z } from 'zod';
import { partyOf, type Person } from '../accounts/person.ts';
import type { Tx } from '../store/store.ts';
import { TransferRefused } from './refusal.ts';
import { readTransfer } from './rows.ts';
import type { Transfer } from './transfer.ts';

const person = z.object({ id: z.string(), name: z.string() });
const notice = z.object({
  id: z.string(), municipalityId: z.string(), senderId: z.string(), recipientId: z.string(), engagementId: z.string(), by: person, at: z.string(), round: z.number(),
  transferIds: z.array(z.string()), numbers: z.array(z.string()), calls: z.array(z.object({ at: z.string(), result: z.enum(['absent', 'call-back']), to: person, telephone: z.string() })),
  handedOver: z.object({ method: z.enum(['in-person', 'registered-post', 'oral', 'other']), to: person, at: z.string(), trackingNumber: z.string().nullable(), telephone: z.string().nullable() }).nullable(),
});
export type Notice = z.infer<typeof notice>;

export async function insertNotice(tx: Tx, made: Notice): Promise<void> {
  await tx.insertInto('notices').values({ id: made.id, municipality_id: made.municipalityId, document: JSON.stringify(made), created_at: made.at, handed_over_at: null }).execute();
}

export async function updateNotice(tx: Tx, made: Notice): Promise<void> {
  await tx.updateTable('notices').set({ document: JSON.stringify(made), handed_over_at: made.handedOver?.at ?? null }).where('id', '=', made.id).execute();
}

/** A notice of the person's own party. Throws `TransferRefused` (NOT_FOUND). */
export async function mustFindNotice(tx: Tx, who: Person, id: string): Promise<Notice> {
  const row = await tx.selectFrom('notices').select('document').where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
  const found = row === undefined ? undefined : notice.parse(JSON.parse(row.document));
  if (found === undefined || found.senderId !== partyOf(who)) throw new TransferRefused('NOT_FOUND');
  return found;
}

/** The own party's notices whose hand-over is still to be recorded, newest first; one that opens nothing any more is not among them. */
export async function openNotices(tx: Tx, who: Person): Promise<Notice[]> {
  const rows = await tx.selectFrom('notices').select('document').where('municipality_id', '=', who.municipalityId).where('handed_over_at', 'is', null).orderBy('created_at', 'desc').execute();
  const own = rows.map((row) => notice.parse(JSON.parse(row.document))).filter((found) => found.senderId === partyOf(who));
  const open: Notice[] = [];
  for (const found of own) if ((await openedBy(tx, found)).length > 0) open.push(found);
  return open;
}

/** The transfers that this notice's password still opens: not recalled or expired since, and not under a newer notice. */
export async function openedBy(tx: Tx, found: Notice): Promise<Transfer[]> {
  const transfers = await Promise.all(found.transferIds.map((id) => readTransfer(tx, id)));
  return transfers.filter((transfer) => transfer !== undefined).filter((transfer) => ['released', 'collecting', 'collected'].includes(transfer.state) && transfer.lock?.notice === found.id);
}
