// A sending by a carried medium, as the stories need it: written on another occasion than its password, handed over, opened from the disc.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openSealed } from '../../collecting.ts';
import { unlockPrivateKey, verifyManifest } from '../../opening.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { japanTime } from '../demo/clock.ts';
import { openAll } from '../demo/desk.ts';
import { comes, keepPaper, type PaperStage } from './desk.ts';
import { passphrase, type Firm, type Section } from './town.ts';

export interface ByMedium { readonly section: Section; readonly firm: Firm; readonly reason: 'line-down' | 'no-line'; readonly noticeAt: string; readonly writtenAt: string; readonly toldAt: string }

/** From a waiting transfer to the files opened from the disc. Returns the password's notice and the paths of the opened files. */
export async function sendByMedium(stage: PaperStage, sent: Pick<TransferView, 'id' | 'number' | 'quantity'>, { section, firm, reason, noticeAt, writtenAt, toldAt }: ByMedium): Promise<string[]> {
  const { town, story } = stage;
  const { clerk } = section;
  await clerk.api.call('useMedia', { id: sent.id, body: { reason } });
  story.tell(`${clerk.name}さんが${sent.number}を媒体での授受に切り替えました（${reason === 'line-down' ? '回線障害' : '事業者が回線に非対応'}）。`, 'Switched to a carried medium, with the reason.');
  await comes(stage, noticeAt);
  const notice = await clerk.api.call('addNotice', { body: { transferIds: [sent.id] } });
  await comes(stage, writtenAt);
  await clerk.api.call('writeMedium', { id: sent.id });
  const disc = join(stage.folder, `媒体_${sent.number}`);
  await unpack(new Uint8Array(await (await clerk.api.call('medium', { id: sent.id })).arrayBuffer()), disc);
  await keepPaper(stage, `媒体ラベル_${sent.number}`, await clerk.api.call('mediumLabel', { id: sent.id }));
  const now = (): string => new Date(town.time.wall()).toISOString();
  await clerk.api.call('handOverMedium', { id: sent.id, body: { to: firm.manager.id, at: now(), method: 'in-person', count: 1 } });
  story.tell(`媒体を書き出し、${firm.manager.name}さんに手渡しました（${japanTime(town.time.wall())}）。パスワード通知書は媒体に入っていません。`, 'Written and handed over; the notice travels apart.');
  await comes(stage, toldAt);
  await clerk.api.call('handover', { id: notice.notice.id, body: { method: 'in-person', to: firm.manager.id, at: now() } });
  story.tell(`別の機会に、パスワード通知書を${firm.manager.name}さんに手渡しました。`, 'The password notice, on another occasion.');
  return openDisc(stage, firm, sent, disc, notice.password);
}

async function openDisc({ town, story, folder }: PaperStage, firm: Firm, sent: Pick<TransferView, 'id' | 'number' | 'quantity'>, disc: string, password: string): Promise<string[]> {
  const gateway = await firm.handler.api.call('gatewayCertificates', {});
  const manifestBytes = await readFile(join(disc, 'manifest.json'));
  const signature = await readFile(join(disc, 'manifest.json.asc'), 'utf8');
  const sealed = { manifestBytes, signature, manifest: await verifyManifest(manifestBytes, signature, gateway), lock: new Uint8Array(await readFile(join(disc, 'lock.pgp'))) };
  const sessionKey = await openSealed(sealed, password, [await unlockPrivateKey(firm.key.privateKey, passphrase)]);
  const opened = await openAll({ ...sealed, folder: disc }, sessionKey, join(folder, '受け取った側の机', sent.number, 'opened'), (file) => join(disc, file.body));
  sessionKey.fill(0);
  const { digest } = await firm.handler.api.call('transfer', { id: sent.id });
  await firm.handler.api.call('confirm', { id: sent.id, body: { quantity: sent.quantity, opened: true, digest } });
  story.tell(`${firm.handler.name}さんが媒体から開き、${sent.quantity}の受領を確認しました（${japanTime(town.time.wall())}）。`, 'Opened from the disc, and confirmed.');
  return opened;
}

/** Writes the entries of an archive whose parts are stored as they are (APPNOTE 4.3), as an office PC unpacks it onto a disc. */
async function unpack(archive: Uint8Array, disc: string): Promise<void> {
  await mkdir(disc, { recursive: true });
  const bytes = Buffer.from(archive);
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, nameLength, extra, comment, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = basename(bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8'));
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (name !== '') await writeFile(join(disc, name), bytes.subarray(from, from + size));
    at += 46 + nameLength + extra + comment;
  }
}
