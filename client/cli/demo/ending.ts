// The last parts of the story: receipt and confirmation, wipe, verification of the ledger.
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SignedDocument, TransferView } from '../../../server/http/wire/transfers.ts';
import { verifyDetached } from '../../../server/sealing/gateway-signature.ts';
import { unlockPrivateKey, type KeyPair } from '../../opening.ts';
import { signStatement } from '../../receipt.ts';
import { verifyCommand } from '../verify.ts';
import type { Collected } from './desk.ts';
import { demoPassphrase, type Stage } from './stage.ts';
import { filesBelow, whereFound } from './same-bytes.ts';
import { isRefused } from './someone.ts';
import { sizeInWords, timed } from './story.ts';

export async function tellConfirmation(stage: Stage, { id }: TransferView, key: KeyPair): Promise<void> {
  const { story, town, rows, folders } = stage;
  story.part('受領確認', 'Confirmation');
  const { digest } = await town.tanaka.api.call('transfer', { id });
  const statement = await (await town.tanaka.api.call('receiptStatement', { id })).text();
  const statementSignature = await signStatement(statement, await unlockPrivateKey(key.privateKey, demoPassphrase));
  for (const [name, text] of [['statement.json', statement], ['statement.json.asc', statementSignature]] as const) await writeFile(join(folders.midori, name), text);
  const confirmed = await town.tanaka.api.call('confirm', { id, body: { quantity: rows, opened: true, digest, receipt: { statement, signature: statementSignature } } });
  story.hold(confirmed.state === 'confirmed', `田中さんが自分の鍵で申告に署名し、${rows.toLocaleString('en')}件の受領を確認しました。`, 'Signed with the recipient\'s own key, and confirmed.');
  const receipt = await keepSigned(stage, folders.midori, 'receipt', await town.tanaka.api.call('receipt', { id }));
  const signed = await verifyDetached(Buffer.from(statement), statementSignature, key.certificate).then(() => true, () => false);
  story.hold(signed, '申告 statement.json の署名は田中さんの鍵のものです（gpg --verify でも確かめられます）。', 'The recipient\'s own signature holds over the statement.');
  story.hold(receipt, '受領書 receipt.json と鍵箱の署名、台帳に載っている証明 receipt.proof を受け取りました。', 'Signed receipt, with the proof that the ledger holds it.');
  const records = await town.sato.api.call('confirmationRecords', { id });
  await writeFile(join(folders.ward, 'confirmation-records.json'), JSON.stringify(records, null, 2));
  story.hold(records.length === 2 && records.every((record) => record.contractorConfirmed !== null), `確認書 ${records.map((record) => record.label).join('、')}（データとパスワード）に両者の確認が入りました。`, 'Both confirmation records bear both sides.');
  await stage.reach('confirmed');
}

/** Keeps a signed document as three files; true if the gateway's signature over it holds. */
async function keepSigned({ town }: Stage, folder: string, name: string, { document, signature, proof }: SignedDocument): Promise<boolean> {
  await writeFile(join(folder, `${name}.json`), document);
  await writeFile(join(folder, `${name}.json.asc`), signature);
  await writeFile(join(folder, `${name}.proof`), proof);
  const certificate = await (await town.sato.api.call('gatewayCertificate', {})).text();
  return verifyDetached(Buffer.from(document), signature, certificate).then(() => true, () => false);
}

export async function tellWipe(stage: Stage, { transfer, collected, minutes }: { transfer: TransferView; collected: Collected; minutes: number }): Promise<void> {
  const { story, town, time, folders } = stage;
  const { id } = transfer;
  story.part('消去', 'Wipe');
  await town.running.gateway.tick();
  const before = await town.sato.api.call('transfer', { id });
  story.hold(before.copy === 'kept', '確認のあとも、決めた時間が過ぎるまでは消しません（まちがいに気付くため）。', 'Not before its time.');
  time.turn(minutes);
  story.tell(`── 鍵箱の時計を ${minutes}分（1日と1分）進めました。`, 'The clock is turned forward past the policy\'s 24 hours.');
  const { took } = await timed(() => town.running.gateway.tick());
  await town.sato.signInAgain();
  await town.tanaka.signInAgain();
  const wiped = await town.sato.api.call('transfer', { id });
  story.hold(wiped.state === 'wiped' && wiped.whoCanOpen === 'nobody-any-more', `鍵箱が自分の写しを消しました（${took}秒）。ファイル名も消えています。`, 'The gateway wiped its copy, and the file names with it.');
  story.hold(wiped.files.every((file) => file.name === null), '台帳には件名もファイル名も残りません。', 'No name is left.');
  story.hold(await isRefused(town.tanaka.api.call('lock', { id }), 'ALREADY_WIPED'), 'もう受け取れません。', 'It can no longer be collected.');
  await mustBeGone(stage, collected);
  story.hold(await keepSigned(stage, folders.auditor, 'wipe-certificate', await town.sato.api.call('wipeCertificate', { id })), `消去証明書 wipe-certificate.json に鍵箱の署名があります。`, 'The wipe certificate is signed.');
  await stage.reach('wiped');
}

/** Looks for the very bytes that were collected. */
async function mustBeGone({ story, town }: Stage, { lock, manifest, folder }: Collected): Promise<void> {
  const bodies = await Promise.all(manifest.files.map((file) => readFile(join(folder, `${file.name}.body`))));
  const markers = [Buffer.from(lock.subarray(-48)), ...bodies.map((body) => body.subarray(-48))];
  const names = manifest.files.map((file) => Buffer.from(file.name));
  const found = await whereFound(town.dataFolder, [...markers, ...names]);
  const left = await filesBelow(join(town.dataFolder, 'vault'));
  story.hold(found.length === 0 && left.length === 0, `保管庫は空です。鍵箱の全${(await filesBelow(town.dataFolder)).length}ファイルに、本体も錠もファイル名もありません。`, 'The vault is empty; neither body, lock nor file name is in any file of the gateway.');
}

export async function tellAudit(stage: Stage): Promise<void> {
  const { story, town, folders } = stage;
  story.part('台帳の検証', 'Verifying the ledger');
  await town.auditor.signInAgain();
  const file = join(folders.auditor, 'ledger.jsonl');
  const { body } = await town.auditor.api.call('ledgerExport', {});
  if (body === null) throw new Error('expected the ledger in the answer');
  await pipeline(Readable.fromWeb(body), createWriteStream(file));
  const text = await readFile(file, 'utf8');
  const witness = join(folders.midori, 'receipt.proof');
  const { vkey } = town.running.gateway.ledger;
  await writeFile(join(folders.auditor, 'ledger.vkey'), `${vkey}\n`);
  const lines: string[] = [];
  const { result: code, took } = await timed(() => verifyCommand({ file, vkey, checkpoints: [witness] }, (line) => lines.push(line)));
  story.hold(code === 0, `監査人が書き出した台帳（${sizeInWords(Buffer.byteLength(text))}）を、鍵箱なしで検証しました（${took}秒）。${lines.find((line) => line.startsWith('判定')) ?? ''}`, 'Verified offline, with the contractor\'s receipt as a witness.');
  story.tell(`同じことを手で: npm run kagibako -- verify ${file} --vkey "$(cat ${join(folders.auditor, 'ledger.vkey')})" --checkpoint ${witness}`, 'The same by hand.');
  story.hold(await isTamperingFound(text, vkey), '写しの「髙橋 健」を1か所だけ書き換えると、検証は改ざんを見つけます。', 'One name changed in a copy, and the verification finds it.');
}

/** A forger changes who approved, in a copy that is thrown away. */
async function isTamperingFound(text: string, vkey: string): Promise<boolean> {
  const place = text.lastIndexOf('髙橋 健');
  if (place < 0) return false;
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-forged-'));
  try {
    const forged = join(folder, 'ledger.jsonl');
    await writeFile(forged, `${text.slice(0, place)}佐藤 恵${text.slice(place + '髙橋 健'.length)}`);
    return (await verifyCommand({ file: forged, vkey }, () => undefined)) === 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
