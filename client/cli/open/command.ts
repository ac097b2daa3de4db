// `kagibako open`: a person opens what `collect` fetched, with password and key, on this machine; then confirms receipt. Passwords and passphrases come from the
// terminal or from descriptors, never from arguments or the environment. Guarantees its exit code (unattended/ending.ts).
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { OpeningFailed, unlockPrivateKey, type OpeningFailure, type UnlockedKey } from '../../opening.ts';
import { createAsker, type Asker } from '../asking.ts';
import { fetchAs, wrongCertificate, type CertificateFiles } from '../unattended/certified-fetch.ts';
import { isThere } from '../durable.ts';
import { exits, type Exit } from '../unattended/ending.ts';
import { tellEnd } from '../unattended/guarded.ts';
import { createTeller, type Both, type Mouth, type Teller } from '../unattended/telling.ts';
import { confirmReceipt } from './confirming.ts';
import { openInto, readSealed, type SealedFolder } from './plain.ts';

export interface OpenArguments extends CertificateFiles {
  /** A folder that `collect` made. */
  readonly folder: string;
  /** The new folder for the plain files; else beside the sealed one, with `-opened` after its name. */
  readonly into?: string | undefined;
  readonly keys: readonly string[];
  readonly passwordFd?: number | undefined;
  readonly passphraseFd?: number | undefined;
  /** The gateway's OpenPGP certificate as it was had by another way. */
  readonly gatewayCertificate?: string | undefined;
  readonly confirm: boolean;
  readonly login?: string | undefined;
  readonly signInFd?: number | undefined;
  readonly page?: string | undefined;
  readonly quantity?: string | undefined;
}

const quantity = z.coerce.number().int().min(0).max(1_000_000_000).optional();

const WHY: Readonly<Record<OpeningFailure, string>> = {
  PASSWORD_SLIP: 'パスワードの打ち間違いです。まだ何も試していません。通知書と見比べてください。',
  PASSWORD_WRONG: 'このパスワードでは開きません。ファイルは壊れていません。いちばん新しい通知書か確かめてください。',
  PASSPHRASE_WRONG: '鍵のパスフレーズが違います。鍵のファイルは壊れていません。',
  KEY_WRONG: 'この鍵では開きません。登録した鍵のファイルを --key で指定してください。',
  FILE_DAMAGED: 'ファイルが壊れているか、変えられています。何も残していません。',
  SIGNATURE_BAD: '鍵箱の署名が合いません。何も開いていません。使わずに、送り主に連絡してください。',
};

/** Takes the arguments, returns the exit code: 0 opened (and confirmed), 1 not opened or not confirmed. Throws nothing but bugs. */
export async function openCommand(given: OpenArguments, around: Mouth & { readonly signal: AbortSignal }, asker: Asker = createAsker()): Promise<Exit> {
  const teller = createTeller(around);
  try {
    return await openAll({ ...given, counted: quantity.parse(given.quantity) ?? null }, { teller, asker, signal: around.signal });
  } catch (error) {
    if (error instanceof OpeningFailed) {
      const [ja, en]: Both = [WHY[error.code], error.message];
      const slip: Both = error.group === null ? ['', ''] : [`（${error.group}番目のまとまり）`, ` (group ${error.group})`];
      teller.tell('not-opened', { code: error.code }, [`${ja}${slip[0]}`, `${en}${slip[1]}`]);
      return exits.refused;
    }
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      teller.tell('wrong', { message: error.message }, [`読めません。kagibako collect が作ったフォルダーか、指定を確かめてください: ${error.message}`, `cannot be read: expected a folder that "kagibako collect" made: ${error.message}`]);
      return exits.wrong;
    }
    return tellEnd(teller, error);
  }
}

interface Means { readonly teller: Teller; readonly asker: Asker; readonly signal: AbortSignal }

async function openAll(given: OpenArguments & { readonly counted: number | null }, { teller, asker, signal }: Means): Promise<Exit> {
  const folder = resolve(given.folder);
  const target = resolve(given.into ?? `${folder}-opened`);
  const sealed = await readSealed(folder, given.gatewayCertificate === undefined ? null : await readFile(given.gatewayCertificate, 'utf8'));
  const keys = await unlock(given, sealed, asker);
  // Opened before, but not confirmed: opened once is enough.
  if (await isThere(target)) teller.tell('opened-already', { folder: target }, [`もう開いてあります: ${target}`, `opened already: ${target}`]);
  else {
    const password = given.passwordFd === undefined ? await asker.hidden(`授受番号 ${sealed.about.number} のパスワード / password of transfer ${sealed.about.number}`) : await asker.from(given.passwordFd);
    await openInto(sealed, { password, keys, target, signal, onBytes: (file, done, of) => teller.progress(file, done, of) });
    const files = sealed.sealed.manifest.files.map(({ name }) => name);
    teller.tell('opened', { id: sealed.about.id, number: sealed.about.number, folder: target, files }, [`開きました: ${files.length}ファイル → ${target}`, `opened: ${files.length} files in ${target}`]);
  }
  if (!given.confirm) return exits.done;
  const by = await fetchAs(given).catch((error: unknown) => wrongCertificate(teller, error));
  if (by === null) return exits.wrong;
  const confirmed = await confirmReceipt({
    gateway: sealed.about.gateway, asker, teller, keys, login: given.login ?? null, signInFd: given.signInFd ?? null, page: given.page ?? null, quantity: given.counted, by,
  }, sealed);
  return confirmed ? exits.done : exits.refused;
}

/** Each key file with its passphrase. The password form asks for no key; one that is given may still sign the receipt. */
async function unlock({ keys, passphraseFd }: OpenArguments, { sealed }: SealedFolder, asker: Asker): Promise<UnlockedKey[]> {
  if (keys.length === 0 && sealed.manifest.lockForm === 'both') throw new OpeningFailed('KEY_WRONG');
  const unlocked: UnlockedKey[] = [];
  for (const file of keys) {
    const bytes = await readFile(file);
    unlocked.push(await unlockPrivateKey(bytes, passphraseFd === undefined ? await asker.hidden(`鍵のパスフレーズ / passphrase of the key (${file})`) : await asker.from(passphraseFd)));
  }
  return unlocked;
}
