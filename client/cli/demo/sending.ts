// The ward's side of the demo: keys confirmed by telephone, deposit, approval, password notice.
import { createReadStream } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { takenFileView, type DepositView, type TakenFileView, type TransferView } from '../../../server/http/wire/transfers.ts';
import { uploadFile } from '../upload.ts';
import type { Original } from './originals.ts';
import type { Someone } from './someone.ts';
import type { Firm, Town } from './town.ts';

/** The firm registers its certificate; the clerk enters the words that were read out on the telephone. Returns those words. */
export async function registerCertificate(town: Pick<Town, 'sato'>, owner: Someone, certificate: string, label: string): Promise<string> {
  const registered = await owner.api.call('addCertificate', { body: { certificate, label } });
  await town.sato.api.call('confirmCertificate', { id: registered.id, body: { fingerprint: registered.words } });
  return registered.words;
}

/** Drafts a deposit of print data for one firm. */
export async function draft(town: Pick<Town, 'sato' | 'engagement'>, firm: Firm, quantity: number): Promise<DepositView> {
  const form = town.engagement.forms.find((one) => one.name.startsWith('納入通知書'));
  if (form === undefined) throw new Error('expected the form 納入通知書 in preset S1');
  return town.sato.api.call('addDeposit', {
    idempotencyKey: randomBytes(16).toString('hex'), body: { engagementId: town.engagement.id, formId: form.id, recipientIds: [firm.id], quantity },
  });
}

/** Uploads files one by one; `progress` is told the bytes of this file that were sent. */
export async function upload({ sato }: Pick<Town, 'sato'>, depositId: string, file: Original, progress: (sent: number) => void = () => undefined): Promise<TakenFileView> {
  return takenFileView.parse(await uploadFile({
    address: sato.api.address('addFile', { id: depositId }), headers: sato.line.headers(), name: file.name, chunks: createReadStream(file.path, { highWaterMark: 1 << 18 }), progress,
  }));
}

/** Submits a deposit of one recipient and returns its transfer. */
export async function submit({ sato }: Pick<Town, 'sato'>, depositId: string): Promise<TransferView> {
  const [transfer] = (await sato.api.call('submit', { id: depositId })).transfers;
  if (transfer === undefined) throw new Error('expected one transfer for the one recipient');
  return transfer;
}

/** The whole of a small deposit. */
export async function deposit(town: Pick<Town, 'sato' | 'engagement'>, firm: Firm, files: readonly Original[], quantity: number): Promise<TransferView> {
  const { id } = await draft(town, firm, quantity);
  for (const file of files) await upload(town, id, file);
  return submit(town, id);
}

/** The second person ticks destination, content and attachments of exactly what lies there. */
export async function approve(who: Someone, transfer: Pick<TransferView, 'id' | 'digest'>): Promise<TransferView> {
  return who.api.call('approve', { id: transfer.id, body: { destination: true, content: true, attachments: true, digest: transfer.digest } });
}

/** Makes the password of one transfer. The caller signed in anew and let the gap pass. */
export async function makePassword(who: Someone, transferId: string): Promise<{ noticeId: string; password: string }> {
  const shown = await who.api.call('addNotice', { body: { transferIds: [transferId] } });
  return { noticeId: shown.notice.id, password: shown.password };
}

/** Records the hand-over in person: from here the password is nowhere in the gateway. */
export async function recordHandover(town: Pick<Town, 'sato' | 'time'>, noticeId: string, to: Someone): Promise<void> {
  await town.sato.api.call('handover', { id: noticeId, body: { method: 'in-person', to: to.id, at: new Date(town.time.wall()).toISOString() } });
}
