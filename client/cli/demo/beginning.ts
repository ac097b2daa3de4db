// The first parts of the story: keys, deposit, approval, password notice.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeKeyPair, type KeyPair } from '../../opening.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { demoPassphrase, type Stage } from './stage.ts';
import type { Original } from './originals.ts';
import { filesBelow, markerOf, whereFound } from './same-bytes.ts';
import { approve, deposit, draft, makePassword, recordHandover, registerCertificate, submit, upload } from './sending.ts';
import { isRefused } from './someone.ts';
import { sizeInWords, timed } from './story.ts';

/** The two transfers of the story; `small` goes to the firm with GnuPG, where there is one. */
export interface Sent { readonly main: TransferView; readonly small: TransferView | null }

export async function tellKeys({ story, town, time, folders, gnupg }: Stage): Promise<KeyPair> {
  story.part('受託事業者の鍵', 'The contractor\'s key');
  const { result: key, took } = await timed(() => makeKeyPair({ name: '株式会社みどり印刷 印刷室', passphrase: demoPassphrase }, new Date(time.wall())));
  await writeFile(join(folders.midori, 'private-key.asc'), key.privateKey, { mode: 0o600 });
  story.tell(`みどり印刷が自分の端末で鍵を作りました（${took}秒）。秘密鍵は合い言葉で守られ、鍵箱には渡りません。`, 'The firm made its key; the private half never reaches the gateway.');
  const words = await registerCertificate(town, town.tanaka, key.certificate, '印刷室の端末');
  story.hold(words === key.words, `田中さんが電話で読み上げ、佐藤さんが照合しました: ${words}`, 'Fingerprint compared by telephone, in words and digits.');
  if (gnupg !== null) {
    await registerCertificate(town, town.ito, gnupg.certificate, '封入室の端末');
    story.tell(`あおば封入センターは手持ちの ${gnupg.version} で鍵を作り、同じように照合しました。`, 'Another firm made its key with GnuPG.');
  }
  return key;
}

export async function tellDeposit(stage: Stage): Promise<Sent> {
  const { story, town, originals, rows, gnupg, small } = stage;
  story.part('預入', 'Deposit');
  const { id } = await draft(town, town.midori, rows);
  for (const file of originals) await tellUpload(stage, id, file);
  const main = await submit(town, id);
  story.hold(main.state === 'awaiting-approval' && main.fileCount === originals.length, `授受 ${main.number} を預け入れました。${main.fileCount}ファイル、${sizeInWords(main.totalBytes)}。`, 'Deposited; nobody can open it yet.');
  const extra = gnupg === null ? null : await deposit(town, town.aoba, [small], 40);
  await stage.reach('deposited');
  await mustHoldNoPlaintext(stage);
  story.part('承認', 'Approval');
  story.hold(await isRefused(approve(town.sato, main), 'NOT_APPROVER'), '作った本人（佐藤さん）の承認は断られました。', 'Approval by the person who made it is refused.');
  const released = await approve(town.takahashi, main);
  story.hold(released.state === 'released' && released.approval?.by.name === town.takahashi.name, '髙橋さんが送付先・送付内容・添付ファイルを確認し、承認しました。', 'A second person checked destination, content and attachments.');
  const approved = extra === null ? null : await approve(town.takahashi, extra);
  await stage.reach('approved');
  return { main: released, small: approved };
}

async function tellUpload({ story, town }: Stage, depositId: string, file: Original): Promise<void> {
  let told = 0;
  const { result, seconds, took } = await timed(() => upload(town, depositId, file, (sent) => {
    const quarter = Math.floor((sent / file.size) * 4);
    if (file.size < 4_000_000 || quarter <= told || quarter > 3) return;
    told = quarter;
    story.tell(`${file.name}  ${quarter * 25}%`, `${sizeInWords(sent)} sent`);
  }));
  const sealed = result.transfers.map((one) => one.file).find((one) => one.name === file.name);
  story.hold(sealed?.size === file.size, `${file.name} を送りながら封緘しました（${took}秒${file.size < 1_000_000 ? '' : `、毎秒 ${sizeInWords(file.size / seconds)}`}）。SHA-256 ${sealed?.sha256.slice(0, 16) ?? ''}…`, 'sealed while it streamed, and durable');
}

/** The plaintext is nowhere in the gateway's folder, and no sealed body is a file that tells its name. */
async function mustHoldNoPlaintext({ story, town, originals }: Stage): Promise<void> {
  const markers = await Promise.all(originals.map((file) => markerOf(file.path, file.size)));
  const names = originals.map((file) => Buffer.from(file.name));
  const found = await whereFound(town.dataFolder, markers);
  const told = (await whereFound(join(town.dataFolder, 'vault'), names)).length;
  const count = (await filesBelow(town.dataFolder)).length;
  story.hold(found.length === 0 && told === 0, `鍵箱のフォルダーの全${count}ファイルを調べました。平文はどこにもありません。`, 'No plaintext in any file of the gateway.');
}

export async function tellNotice(stage: Stage, sent: Sent, minutes: number): Promise<{ main: string; small: string | null }> {
  const { story, town, time } = stage;
  story.part('パスワード通知', 'Password notice');
  story.hold(await isRefused(town.sato.api.call('addNotice', { body: { transferIds: [sent.main.id] } }), 'SAME_OCCASION'), '預入と同じ機会には、パスワードを作れません。', 'No password on the same occasion as the deposit.');
  story.hold((await town.tanaka.api.call('transfers', {})).total === 0, '受託事業者の画面には、まだ何も出ていません。', 'The contractor sees nothing before the lock exists.');
  time.turn(minutes);
  story.tell(`── 鍵箱の時計を ${minutes}分 進めました（取扱条件の間隔）。佐藤さんがサインインし直します。`, 'The clock is turned forward by the policy\'s gap; a new sign-in.');
  await town.sato.signInAgain();
  const main = await makePassword(town.sato, sent.main.id);
  story.hold(main.password.length === 28, 'パスワード（7組×4文字）は今ここで生まれ、紙で手渡しました。このデモは記録に残しません。', 'The password was born now and handed over on paper; it is written nowhere.');
  await recordHandover(town, main.noticeId, town.tanaka);
  story.hold(await isRefused(town.sato.api.call('renewNotice', { id: main.noticeId }), 'HANDED_OVER'), '手渡しを記録しました。ここから先、鍵箱にパスワードはなく、作り直しもできません。', 'After the hand-over the password exists nowhere in the gateway.');
  const small = sent.small === null ? null : await makePassword(town.sato, sent.small.id);
  if (small !== null) await recordHandover(town, small.noticeId, town.ito);
  await stage.reach('handed-over');
  return { main: main.password, small: small?.password ?? null };
}
