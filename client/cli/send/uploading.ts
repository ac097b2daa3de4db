// One file of a sending on its way up. The one place that knows how files are uploaded.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { LineCut } from '../../fetching.ts';
import { Refused } from '../../api.ts';
import type { Caller } from '../unattended/line.ts';
import { hasCode } from '../unattended/durable.ts';
import { uploadFile } from '../upload.ts';

export interface FileToSend {
  readonly depositId: string;
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** Of the plain file, hexadecimal: the gateway's own is held against it. */
  readonly sha256: string;
}

/** Sends the file whole. Resolves when the gateway has it, sealed and durable. Throws `Refused`, `LineCut`, and what reading the file throws. */
export async function uploadOne({ api, sign }: Pick<Caller, 'api' | 'sign'>, file: FileToSend, onBytes: (sent: number) => void): Promise<void> {
  const address = api.address('addFile', { id: file.depositId });
  try {
    await uploadFile({ address, headers: { ...await sign('POST', address) }, name: file.name, chunks: createReadStream(file.path, { highWaterMark: 1 << 18 }), progress: onBytes });
  } catch (error) {
    if (error instanceof Refused || hasCode(error, 'ENOENT', 'EACCES', 'EIO', 'EISDIR')) throw error;
    throw new LineCut();
  }
}

/** SHA-256 of a file, hexadecimal. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
