// The contractor's desk: what was collected, sealed, as files; and what was opened from them. Opened files are plaintext, and belong here only.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fetchSealed, type Sealed } from '../../collecting.ts';
import { openBody } from '../../opening.ts';
import { downloadBody } from '../download.ts';
import type { Manifest } from '../../../server/sealing/manifest.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import type { Someone } from './someone.ts';

export interface Collected extends Sealed {
  readonly folder: string;
  readonly bytes: number;
}

/** Where a file of the manifest lies, sealed. Only the last part of its name counts: no name leads elsewhere. */
export const bodyOf = (folder: string, name: string): string => join(folder, `${basename(name)}.body`);

/** Collects manifest, signature, lock, bodies and the gateway's certificate into a folder. Nothing is opened; what a cut left goes on from there. Throws `Refused`, `LineCut`, `OpeningFailed`. */
export async function collect({ api, line }: Pick<Someone, 'api' | 'line'>, transfer: Pick<TransferView, 'id'>, folder: string): Promise<Collected> {
  await mkdir(folder, { recursive: true });
  const gatewayCertificate = await (await api.call('gatewayCertificate', {})).text();
  const sealed = await fetchSealed(api, transfer, gatewayCertificate);
  await writeFile(join(folder, 'gateway.asc'), gatewayCertificate);
  await writeFile(join(folder, 'manifest.json'), sealed.manifestBytes);
  await writeFile(join(folder, 'manifest.json.asc'), sealed.signature);
  await writeFile(join(folder, 'lock.pgp'), sealed.lock);
  let bytes = 0;
  for (const file of sealed.manifest.files) {
    await downloadBody({ address: api.address('body', { id: transfer.id, fileId: file.body }), fetch: line.fetch, file, path: bodyOf(folder, file.name) });
    bytes += file.bodySize;
  }
  return { ...sealed, folder, bytes };
}

/** Opens what lies in the folder, offline; `sealedAs` says where each body lies. A file gets its name only when every byte of it was checked. Returns the paths. Throws `OpeningFailed`. */
export async function openAll({ manifest, folder }: Pick<Collected, 'manifest' | 'folder'>, sessionKey: Uint8Array, into: string, sealedAs = (file: Manifest['files'][number]): string => bodyOf(folder, file.name)): Promise<string[]> {
  await mkdir(into, { recursive: true });
  const opened: string[] = [];
  for (const file of manifest.files) {
    const path = join(into, basename(file.name));
    const body = Readable.toWeb(createReadStream(sealedAs(file), { highWaterMark: 1 << 18 }));
    try {
      await pipeline(Readable.fromWeb(openBody(body, { sessionKey, format: manifest.bodyFormat, lockForm: manifest.lockForm, file })), createWriteStream(`${path}.part`));
    } catch (error) {
      // What was written so far was not authenticated.
      await rm(`${path}.part`, { force: true });
      throw error;
    }
    await rename(`${path}.part`, path);
    opened.push(path);
  }
  return opened;
}
