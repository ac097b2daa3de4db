// Many small files in one request: read whole, within a time and within what the wire allows, then looked at, sealed and kept together. Guarantees: not more is read
// than was announced, plaintext is never on the disk, and nothing of a request that is not whole and well-formed is kept.
import type { Request } from 'express';
import { findSession } from '../../accounts/sessions.ts';
import { isDigestOf } from '../../signatures/request-signature.ts';
import { openBatch } from '../../transfers/batches/batch.ts';
import type { Outcome, SmallFile } from '../../transfers/batches/small-file.ts';
import { TransferRefused } from '../../transfers/refusal.ts';
import type { Call } from '../adapter.ts';
import { admitted, lengthOf } from '../admitted.ts';
import type { AnswerParts } from './parts.ts';
import { problemOf } from '../problem-answer.ts';
import { HttpRefused } from '../refusal.ts';
import { parseStrictJson } from '../strict-json.ts';
import { closeSoon } from '../upload-request.ts';
import { batchHead, type BatchView } from '../wire/batch.ts';
import { BATCH_BYTES, batchMedia } from '../wire/batch-limits.ts';

/** Four megabytes over the slowest line of an office; who drips holds a place of few. */
const BATCH_MS = 120_000;
const LENGTH_BYTES = 4;

/** Answers `addBatch`. Throws what concerns the whole request; what concerns one file is in the answer. */
export async function takeBatch(parts: AnswerParts, call: Call<'addBatch'>): Promise<BatchView> {
  const { session, params, query, request } = call;
  const length = lengthOf(request);
  return admitted(parts.admission.batches, call, length, () => admitted(parts.admission.uploads, call, length, async () => {
    const id = params['id'] ?? '';
    try {
      const batch = await openBatch(parts, session.person, id, query.for);
      const files = readFiles(await readWhole(request, length));
      // Who has signed out while the bytes came has sent nothing that counts.
      if (session.person.unattended === undefined) await findSession(parts, call.token, call.side, call.address);
      return await viewOf(call, id, await batch.take(files));
    } catch (error) {
      closeSoon(request);
      throw error;
    }
  }));
}

async function viewOf({ refusedWithin }: Call<'addBatch'>, id: string, outcomes: readonly Outcome[]): Promise<BatchView> {
  const files: BatchView['files'] = [];
  for (const outcome of outcomes) {
    if ('refused' in outcome) await refusedWithin(outcome.refused);
    files.push('kept' in outcome ? { kept: outcome.kept, refused: null } : { kept: null, refused: problemOf(outcome.refused) });
  }
  return { id, files };
}

/** Throws `HttpRefused` (ENCODING_REFUSED, MEDIA_TYPE_REFUSED, BATCH_REFUSED, BODY_TOO_BIG), `TransferRefused` (UPLOAD_CUT). */
async function readWhole(request: Request, length: number | null): Promise<Buffer> {
  if (request.headers['content-encoding'] !== undefined) throw new HttpRefused('ENCODING_REFUSED');
  if (request.headers['content-type'] !== batchMedia) throw new HttpRefused('MEDIA_TYPE_REFUSED', { expected: batchMedia });
  if (length === null) throw refused('Content-Length');
  if (length > BATCH_BYTES) throw new HttpRefused('BODY_TOO_BIG', { limitBytes: BATCH_BYTES });
  const whole = Buffer.alloc(length);
  const timer = setTimeout(() => request.destroy(), BATCH_MS);
  try {
    let filled = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) throw new Error('expected bytes');
      whole.set(chunk, filled);
      filled += chunk.length;
    }
    if (filled < length) throw new TransferRefused('UPLOAD_CUT');
  } catch {
    throw new TransferRefused('UPLOAD_CUT');
  } finally {
    clearTimeout(timer);
  }
  const digest = request.headers['content-digest'];
  // A signature covers the header; that the header is of these bytes is looked at here.
  if (digest === undefined ? request.headers['signature-input'] !== undefined : typeof digest !== 'string' || !isDigestOf(digest, whole)) throw refused('Content-Digest (sha-256, sha-512) of the body');
  return whole;
}

const refused = (expected: string): HttpRefused => new HttpRefused('BATCH_REFUSED', { expected });

/** Each with bytes of its own, so that they can be given away one by one. Throws `HttpRefused` (BATCH_REFUSED). */
function readFiles(whole: Buffer): SmallFile[] {
  const headBytes = whole.length < LENGTH_BYTES ? 0 : whole.readUInt32BE(0);
  const head = headOf(whole.subarray(LENGTH_BYTES, LENGTH_BYTES + headBytes));
  let at = LENGTH_BYTES + headBytes;
  const files = head.files.map(({ name, size, sha256, key }): SmallFile => {
    const bytes = new Uint8Array(size);
    bytes.set(whole.subarray(at, at + size));
    at += size;
    return { name, bytes, expected: sha256 ?? null, key };
  });
  if (at !== whole.length) throw refused(`${at} bytes, as the head says`);
  if (new Set(files.map(({ key }) => key)).size !== files.length) throw refused('a key for each file');
  whole.fill(0);
  return files;
}

function headOf(bytes: Uint8Array) {
  try {
    const read = batchHead.safeParse(parseStrictJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)));
    if (read.success) return read.data;
  } catch {
    // told below
  }
  throw refused('4 bytes, a head of {files: [{name, size, sha256, key}]} in UTF-8, the files');
}
