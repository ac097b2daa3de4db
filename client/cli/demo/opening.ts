// The middle of the story: the contractor collects, opens with key and password, and every byte is compared.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { openSealed } from '../../collecting.ts';
import { makeKeyPair, OpeningFailed, unlockPrivateKey, type KeyPair } from '../../opening.ts';
import { generatePassword } from '../../../server/sealing/password.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { collect, openAll, type Collected } from './desk.ts';
import { demoPassphrase, type Stage } from './stage.ts';
import { isSame } from './same-bytes.ts';
import { sizeInWords, timed } from './story.ts';

interface Given { readonly transfer: TransferView; readonly password: string; readonly key: KeyPair }

export async function tellCollection({ story, town, time, folders, originals, reach }: Stage, { transfer, password, key }: Given): Promise<Collected> {
  story.part('受取と開封', 'Collecting and opening');
  await town.tanaka.signInAgain();
  const { result: collected, took } = await timed(() => collect(town.tanaka, transfer, join(folders.midori, 'collected')));
  story.hold(collected.manifest.number === transfer.number, `田中さんが受け取りました（${sizeInWords(collected.bytes)}、${took}秒）。明細の署名は鍵箱のものです。`, 'Collected; the manifest is signed by the gateway.');
  const opener = await unlockPrivateKey(key.privateKey, demoPassphrase);
  const foreign = await makeKeyPair({ name: '別の会社', passphrase: demoPassphrase }, new Date(time.wall()));
  story.hold(await failsWith('PASSWORD_WRONG', openSealed(collected, generatePassword(randomBytes), [opener])), '鍵だけ（違うパスワード）では開きません。', 'The key without the password opens nothing.');
  story.hold(await failsWith('KEY_WRONG', openSealed(collected, password, [await unlockPrivateKey(foreign.privateKey, demoPassphrase)])), 'パスワードだけ（別の会社の鍵）では開きません。', 'The password without the key opens nothing.');
  const sessionKey = await openSealed(collected, password, [opener]);
  const opened = await timed(() => openAll(collected, sessionKey, join(folders.midori, 'opened')));
  sessionKey.fill(0);
  story.tell(`鍵とパスワードの両方で開きました（${opened.took}秒）。開いたのは受託事業者の机の上で、鍵箱ではありません。`, 'Opened with both, at the contractor\'s desk.');
  for (const [at, file] of originals.entries()) {
    story.hold(await isSame(file.path, opened.result[at] ?? ''), `${file.name}: ${file.size.toLocaleString('en')}バイトすべて原本と同じです。`, 'every byte is the original\'s');
  }
  await reach('opened');
  return collected;
}

async function failsWith(code: OpeningFailed['code'], opening: Promise<Uint8Array>): Promise<boolean> {
  return opening.then(() => false, (error: unknown) => error instanceof OpeningFailed && error.code === code);
}

/** The same for a firm that has nothing of ours, by the recipe that people are shown. */
export async function tellGnuPg({ story, town, time, folders, gnupg, small }: Stage, transfer: TransferView | null, password: string | null): Promise<void> {
  story.part('GnuPG で開く', 'Opening with GnuPG, a foreign program');
  if (gnupg === null || transfer === null || password === null) {
    story.tell('この端末に gpg がないので、この部分は行っていません。Debian では apt-get install gnupg で入ります。', 'NOT DONE: there is no gpg on this machine.');
    return;
  }
  await town.ito.signInAgain();
  const collected = await collect(town.ito, transfer, join(folders.aoba, 'collected'));
  story.hold(await gnupg.verifies(collected), `gpg --verify manifest.json.asc: 鍵箱の署名です（${gnupg.version}）。`, 'gpg confirms the gateway\'s signature.');
  const into = join(folders.aoba, 'opened');
  await mkdir(into);
  const { result: opened, took } = await timed(() => gnupg.open(collected, password, into));
  story.hold(await isSame(small.path, opened[0] ?? ''), `gpg -d lock.pgp、cat、gpg -d の手順で開き、${small.size.toLocaleString('en')}バイトすべて原本と同じです（${took}秒）。`, 'Opened by the recipe of server/sealing/FORMAT.md, every byte equal.');
  const { digest } = await town.ito.api.call('transfer', { id: transfer.id });
  const statement = await (await town.ito.api.call('receiptStatement', { id: transfer.id })).text();
  await writeFile(join(folders.aoba, 'statement.json'), statement);
  const signature = await gnupg.sign(join(folders.aoba, 'statement.json'), new Date(time.wall()));
  await writeFile(join(folders.aoba, 'statement.json.asc'), signature);
  const confirmed = await town.ito.api.call('confirm', { id: transfer.id, body: { quantity: transfer.quantity, opened: true, digest, receipt: { statement, signature } } });
  story.hold(confirmed.state === 'confirmed', 'gpg --detach-sign で受領の申告に署名し、受領を確認しました。', 'The receipt was signed with gpg.');
}
