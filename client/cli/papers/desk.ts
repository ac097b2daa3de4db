// What the stories do again and again: let days go by, keep records, send and receive files, keep papers. Each act goes through the API.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { openSealed } from '../../collecting.ts';
import { unlockPrivateKey, type KeyPair } from '../../opening.ts';
import type { RecordView, ValuesView } from '../../../server/http/wire/records.ts';
import { takenFileView, type TransferView } from '../../../server/http/wire/transfers.ts';
import { uploadFile } from '../upload.ts';
import { japanTime } from '../demo/clock.ts';
import { collect, openAll } from '../demo/desk.ts';
import type { Someone } from '../demo/someone.ts';
import type { Story } from '../demo/story.ts';
import { passphrase, type PaperTown } from './town.ts';

export interface PaperStage { readonly town: PaperTown; readonly story: Story; readonly folder: string; /** Numbers the papers in the order in which they come. */ papers: number }

/** Turns the clock forward to a moment in Japan, `2020-07-10T10:00`; everybody signs in anew, as they do each morning. Throws Error for a moment that has passed. */
export async function comes(stage: PaperStage, moment: string): Promise<void> {
  const { town, story } = stage;
  const minutes = (Date.parse(`${moment}:00.000+09:00`) - town.time.wall()) / 60_000;
  if (minutes < 0) throw new Error(`expected a moment after ${japanTime(town.time.wall())}, ${moment} came`);
  town.time.turn(minutes);
  await town.running.gateway.tick();
  for (const one of town.everyone) await one.signInAgain();
  story.tell(`── ${japanTime(town.time.wall())} になりました。`, `It is ${moment} in Japan.`);
}

export interface About { readonly contractorId?: string; readonly transferId?: string }

/** Begins a record with what the gateway fills in and what the person adds. Throws `Refused`. */
export async function begin({ town }: PaperStage, who: Someone, kind: string, about: About, values: ValuesView = {}): Promise<RecordView> {
  const subject = { kind, engagementId: town.engagement.id, ...about };
  const prepared = await who.api.call('prepareRecord', { body: subject });
  return who.api.call('addRecord', { idempotencyKey: randomBytes(16).toString('hex'), body: { ...subject, values: { ...prepared.values, ...values } } });
}

/** Takes the next stage of a record. Throws Error when the stage is not offered to this person, `Refused` otherwise. */
export async function take(_stage: PaperStage, who: Someone, id: string, stage: string, values: ValuesView = {}): Promise<RecordView> {
  const record = await who.api.call('record', { id });
  const offered = record.next.find((one) => one.stage === stage);
  if (offered === undefined) throw new Error(`expected the stage ${stage} of ${record.title.ja} to be offered to ${who.name}; offered are ${record.next.map((one) => one.stage).join(', ') || 'none'}`);
  return who.api.call('addStage', { id, body: { stage, values: { ...offered.values, ...values }, seen: record.stages.length } });
}

/** Keeps an attachment for a record: a small PDF or CSV of the story. */
export async function attach(who: Someone, name: string, bytes: Uint8Array): Promise<string> {
  const answer = await uploadFile({ address: who.api.address('addAttachment', {}), headers: who.line.headers(), name, chunks: once(bytes) });
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') return answer.id;
  throw new Error('expected the attachment that was kept');
}

export interface Sending {
  readonly from: Someone;
  /** The second person, where the policy asks for one. */
  readonly approver?: Someone;
  readonly form: string;
  readonly to: { readonly id: string; readonly name: string };
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly quantity: number;
}

/** Draft, files, deposit and the second person's three checks. Returns the transfer as the sender sees it. */
export async function send({ town, story }: PaperStage, { from, approver, form, to, files, quantity }: Sending): Promise<TransferView> {
  const found = town.engagement.forms.find((one) => one.name === form);
  if (found === undefined) throw new Error(`expected the form ${form} in ${town.paper}`);
  const draft = await from.api.call('addDeposit', { idempotencyKey: randomBytes(16).toString('hex'), body: { engagementId: town.engagement.id, formId: found.id, recipientIds: [to.id], quantity } });
  for (const { name, bytes } of files) takenFileView.parse(await uploadFile({ address: from.api.address('addFile', { id: draft.id }), headers: from.line.headers(), name, chunks: once(bytes) }));
  const [sent] = (await from.api.call('submit', { id: draft.id })).transfers;
  if (sent === undefined) throw new Error('expected one transfer for the one recipient');
  story.tell(`${from.name}さんが「${form}」${quantity}${found.unit}を${to.name}あてに預け入れました（${sent.number}）。`, 'Deposited, sealed.');
  if (sent.state !== 'awaiting-approval' || approver === undefined) return sent;
  const approved = await approver.api.call('approve', { id: sent.id, body: { destination: true, content: true, attachments: true, digest: sent.digest } });
  story.tell(`${approver.name}さんが送付先・送付内容・添付ファイルの3つを確認して承認しました。`, 'A second person made the three checks.');
  return approved;
}

export interface Told { readonly method: 'in-person' | 'registered-post' | 'oral'; readonly to: Someone; readonly trackingNumber?: string; readonly telephone?: string; readonly result?: 'talked' | 'absent' | 'call-back' }

/** The password is born and told, on another occasion. Returns it for the recipient's hand. */
export async function tellPassword({ town, story }: PaperStage, who: Someone, transfer: Pick<TransferView, 'id' | 'number'>, { to, ...told }: Told): Promise<string> {
  const shown = await who.api.call('addNotice', { body: { transferIds: [transfer.id] } });
  await who.api.call('handover', { id: shown.notice.id, body: { ...told, to: to.id, at: new Date(town.time.wall()).toISOString() } });
  const how = told.method === 'oral' ? '電話で口頭' : told.method === 'registered-post' ? `簡易書留（${told.trackingNumber ?? ''}）` : '手渡し';
  story.tell(`${who.name}さんが別の機会に、${to.name}さんへ${how}でパスワードを知らせ、記録しました。`, 'The password was told on another occasion, and recorded.');
  return shown.password;
}

/** Collects, opens with key and password at the recipient's own desk, and confirms. Returns the paths of the opened files. */
export async function receive({ town, story, folder }: PaperStage, who: Someone, transfer: Pick<TransferView, 'id' | 'number' | 'quantity'>, { password, key }: { password: string; key: KeyPair }): Promise<string[]> {
  const desk = join(folder, '受け取った側の机', transfer.number);
  await mkdir(desk, { recursive: true });
  const collected = await collect(who, transfer, join(desk, 'collected'));
  const sessionKey = await openSealed(collected, password, [await unlockPrivateKey(key.privateKey, passphrase)]);
  const opened = await openAll(collected, sessionKey, join(desk, 'opened'));
  sessionKey.fill(0);
  const { digest } = await who.api.call('transfer', { id: transfer.id });
  await who.api.call('confirm', { id: transfer.id, body: { quantity: transfer.quantity, opened: true, digest } });
  story.tell(`${who.name}さんが受け取り、鍵とパスワードで開き、${transfer.quantity}の受領を確認しました（${transfer.number}）。`, `Collected, opened and confirmed at ${japanTime(town.time.wall())}.`);
  return opened;
}

/** Keeps a paper in the folder of documents, numbered as they come. */
export async function keepPaper(stage: PaperStage, name: string, answer: Response): Promise<void> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') throw new Error(`expected a PDF of ${name}`);
  const papers = join(stage.folder, '書類');
  await mkdir(papers, { recursive: true });
  stage.papers += 1;
  await writeFile(join(papers, `${String(stage.papers).padStart(2, '0')}_${name}.pdf`), bytes);
}

/** The paper of a record, as its page offers it. */
export async function printRecord(stage: PaperStage, who: Someone, { id, title, label }: Pick<RecordView, 'id' | 'title' | 'label'>): Promise<void> {
  await keepPaper(stage, `${title.ja}_${label}`, await who.api.call('recordDocument', { id }));
}

/** A CSV as an office keeps it: UTF-8 with its mark, commas, CRLF. The stories use no value that would need quotes. */
export const csvOf = (heads: readonly string[], rows: readonly (readonly string[])[]): Uint8Array => Buffer.from(`\ufeff${[heads, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`);

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
