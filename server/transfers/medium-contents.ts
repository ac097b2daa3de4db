// What lies on a medium: sealed bodies, the lock, the manifest with the gateway's signature, its certificate, and instructions. Never a password
// (1-14), and no name of a file: whoever finds the disc reads its directory and its manifest without any key, and names can be citizens' (A.4, 4).
import { createHash } from 'node:crypto';
import type { Engagement } from '../engagements/engagement.ts';
import type { Part } from '../documents/zip.ts';
import type { Vault } from '../vault/vault.ts';
import { howToOpen } from './how-to-open.ts';
import { manifestOf } from './manifest.ts';
import type { SealedFile, Transfer } from './transfer.ts';

export interface MediumOf {
  readonly transfer: Transfer;
  readonly engagement: Engagement;
  readonly files: readonly SealedFile[];
  readonly names: ReadonlyMap<string, string>;
  readonly municipality: string;
}
export interface MediumTools {
  readonly vault: Vault;
  /** The gateway's certificate, armoured, and its detached signature. */
  readonly certificate: string;
  readonly sign: (bytes: Uint8Array) => Promise<string>;
}

const numbered = (at: number): string => String(at + 1).padStart(2, '0');

/** The name of a body on the medium, by its place among the files. */
export const bodyName = (at: number): string => `${numbered(at)}.body`;

/** The name under which the file is opened: the transfer's number, its place and its ending. Nothing of the name that the sender gave it. */
function plainName({ transfer, names }: MediumOf, file: SealedFile, at: number): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(names.get(file.nameText) ?? '')?.[0] ?? '';
  return `${transfer.number}_${numbered(at)}${ending.toLowerCase()}`;
}

/** The manifest as it stands on the medium: the canonical bytes, with plain names. Throws `TransferRefused` (ALREADY_WIPED). */
export function mediumManifest(found: MediumOf): Uint8Array {
  const plain = new Map(found.files.map((file, at) => [file.nameText, plainName(found, file, at)]));
  return manifestOf({ ...found, names: plain, files: found.files.map((file, at) => ({ ...file, id: bodyName(at) })) });
}

/** The parts of the archive, below a folder named by the transfer's number. Throws when the stored lock is not the one that was written. */
export async function mediumParts(found: MediumOf, { vault, certificate, sign }: MediumTools): Promise<Part[]> {
  const { transfer, files } = found;
  const { lock } = transfer;
  if (lock?.id === null || lock?.id === undefined) throw new Error('expected a lock for a medium');
  const lockBytes = await vault.readLock(lock.id);
  if (createHash('sha256').update(lockBytes).digest('hex') !== lock.sha256) throw new Error('expected the lock as it was written; the stored file differs');
  const manifest = mediumManifest(found);
  const text = (name: string, words: string): Part => ({ name, bytes: Buffer.from(words) });
  const parts: Part[] = [
    text('HOW-TO-OPEN.txt', howToOpen({ ...found, opened: files.map((file, at) => ({ body: bodyName(at), name: plainName(found, file, at) })) })),
    { name: 'manifest.json', bytes: manifest }, text('manifest.json.asc', await sign(manifest)), text('gateway.asc', certificate), { name: 'lock.pgp', bytes: lockBytes },
    ...files.map((file, at): Part => ({ name: bodyName(at), size: file.bodySize, open: () => vault.readBody(mustHave(file.bodyId)) })),
  ];
  return parts.map((part) => ({ ...part, name: `${transfer.number}/${part.name}` }));
}

function mustHave(bodyId: string | null): string {
  if (bodyId === null) throw new Error('expected a body in the vault');
  return bodyId;
}
