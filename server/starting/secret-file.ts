// A secret that the operator gives as a file, never in the environment, where every program of the same user and each report of a crash shows it (ASVS 13.3.1).
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { StartRefused } from './start-checks.ts';

/** `isCredential`: systemd put it where this unit alone can read it, and tells so by an access list, which shows as reading by the group. */
export interface SecretFile { readonly path: string; readonly isCredential: boolean }

/** Longer than any password that a server takes. */
const MOST_BYTES = 4096;

/** Returns the file's one line. Throws `StartRefused`: SECRET_MISSING, SECRET_OPEN where others than the owner may read or change it, SECRET_UNUSABLE for what is not one line of text. Never tells what stands in it. */
export async function readSecret(setting: string, file: SecretFile): Promise<string> {
  // Not waiting for whoever writes: a pipe of this name must not hold the start up.
  const handle = await open(file.path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    throw new StartRefused('SECRET_MISSING', `${setting} のファイルを読めません: ${file.path}。置き場所と持ち主を確かめてください。 / the file of this secret cannot be read; check where it is and whose it is`, { cause });
  });
  try {
    await mustBeClosed(handle, setting, file);
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(MOST_BYTES + 1), 0, MOST_BYTES + 1, 0);
    const secret = buffer.toString('utf8', 0, bytesRead).replace(/\r?\n$/, '');
    buffer.fill(0);
    if (bytesRead > MOST_BYTES || !/^[^\p{Cc}\uFFFD]+$/u.test(secret)) throw new StartRefused('SECRET_UNUSABLE', `${setting} のファイルは、1行の文字だけにしてください: ${file.path}。 / this file must hold one line of text and nothing else`);
    return secret;
  } finally {
    await handle.close();
  }
}

/** As keys are held: the own user's or root's, and no others may read it. Looked at through the opened file, so that it is the one that is read. */
async function mustBeClosed(handle: FileHandle, setting: string, { path, isCredential }: SecretFile): Promise<void> {
  const found = await handle.stat();
  if (!found.isFile()) throw new StartRefused('SECRET_UNUSABLE', `${setting} は普通のファイルにしてください: ${path}。 / not a regular file`);
  const isOwn = found.uid === 0 || found.uid === process.getuid?.() || process.getuid === undefined;
  if (isOwn && (found.mode & (isCredential ? 0o037 : 0o077)) === 0) return;
  throw new StartRefused('SECRET_OPEN', `ほかの利用者が読める、又は持ち主の違う秘密のファイルです: ${path}。鍵箱の利用者のものにして chmod 600 にしてください。 / a secret that others may read or own: give it to the gateway's user and chmod 600`);
}
