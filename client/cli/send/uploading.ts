// One file of a sending on its way up. The one place that knows how files are uploaded: in parts that go on after a cut, and in a later run.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SourceBroken } from '../../upload-resumable.ts';
import type { Caller } from '../unattended/line.ts';
import { sendFile, SentOtherBytes } from '../send-file.ts';
import type { UploadMemory } from '../upload-memory.ts';
import { NotSendable } from './not-sendable.ts';

export interface FileToUpload {
  readonly depositId: string;
  readonly path: string;
  readonly name: string;
  /** Of the plain file, hexadecimal: the gateway's own is held against it. */
  readonly sha256: string;
}

export interface Uploading {
  readonly caller: Pick<Caller, 'api' | 'sign' | 'origin'>;
  /** Where uploads that were begun are remembered. */
  readonly memory: UploadMemory;
  readonly onBytes: (sent: number) => void;
  readonly onCut: (sent: number, asked: number) => void;
  readonly signal: AbortSignal;
}

/** Sends the file whole. Resolves when the gateway has it, sealed and durable. Throws `Refused`, `LineCut`, `NotSendable` where it changes meanwhile, and what reading the file throws. */
export async function uploadOne(file: FileToUpload, { caller, ...line }: Uploading): Promise<void> {
  try {
    await sendFile(file, { ...caller, ...line });
  } catch (error) {
    if (!(error instanceof SourceBroken || error instanceof SentOtherBytes)) throw error;
    throw new NotSendable('FILE_CHANGED', '送っている間にファイルが変わりました。書き終わってから、もう一度置いてください。', 'the file changed while it was being sent: put it there again once it is finished');
  }
}

/** SHA-256 of a file, hexadecimal. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
