// One file in one multipart request, straight into the sealing pipeline through multer with our own storage: plaintext is never
// on the disk. What the engine took is kept only after the whole request turned out to be well-formed; until then it can be dropped.
import multer from 'multer';
import type { Request, Response } from 'express';
import { isRefused } from '../ledger/refused.ts';
import type { TakenFile, Upload } from '../transfers/upload.ts';
import { TransferRefused } from '../transfers/refusal.ts';
import { asRefusal } from './problem-answer.ts';
import { HttpRefused } from './refusal.ts';
import { FirstHead, sentName } from './sent-name.ts';

/** Boundaries and part headers around the one file; what is longer than the file's limit and this is refused as it comes. */
const framingBytes = 64 * 1024;
/** A refused sender hears the answer before the line is closed on it. */
const graceMilliseconds = 5_000;

/** Reads the request's one file into `upload` and makes it part of the draft. Throws; then nothing of it is left. */
export async function receiveFile(upload: Upload, request: Request, response: Response): Promise<void> {
  mustBeMultipart(request);
  const head = new FirstHead();
  request.on('data', (piece: Buffer) => head.take(piece));
  const engine = new SealingEngine(upload, head);
  try {
    // The parser tells of an error only when the whole request has come, be it ten gigabytes: a refusal does not wait for that (H 12).
    mustBeThere(request);
    await firstOf(parse(engine, request, response), engine.failure, tooLong(request, upload.maxFileBytes));
    await engine.keep();
  } catch (error) {
    await engine.giveUp();
    closeSoon(request);
    const cause = engine.refusal ?? error;
    throw request.readableAborted || isCut(cause) ? new TransferRefused('UPLOAD_CUT') : cause;
  }
}

/** A line that closed while it was looked at who asks says so no more: the parser would wait for ever, and the request keep its place (H 94). */
function mustBeThere(request: Request): void {
  if (request.destroyed) throw new TransferRefused('UPLOAD_CUT');
}

function mustBeMultipart(request: Request): void {
  const type = request.headers['content-type'] ?? '';
  if (request.headers['content-encoding'] !== undefined) throw new HttpRefused('ENCODING_REFUSED');
  if (!/^multipart\/form-data\s*(?:;|$)/i.test(type)) throw new HttpRefused('MEDIA_TYPE_REFUSED', { expected: 'multipart/form-data' });
  const boundary = /boundary="?([^";]*)"?/i.exec(type)?.[1] ?? '';
  if (boundary.length === 0 || boundary.length > 70) throw new HttpRefused('MULTIPART_REFUSED', { expected: 'boundary, 1-70' });
}

async function firstOf(parsed: Promise<void>, ...failures: Promise<never>[]): Promise<void> {
  for (const outcome of [parsed, ...failures]) outcome.catch(() => undefined);
  await Promise.race([parsed, ...failures]);
}

const cuts = ['Unexpected end of form', 'Request aborted', 'Request closed'];

/** How many bytes of one upload may wait before the parser, and how many behind it, while a piece is sealed and written. */
const lineBytes = 256 * 1024;

function isCut(error: unknown): boolean {
  return error instanceof Error && (cuts.includes(error.message) || ('code' in error && error.code === 'ECONNRESET'));
}

// Names come as the bytes that were sent: browsers send UTF-8, old programs Shift_JIS. One file, no fields, for the draft carries
// the facts: one field is let through to be refused as what it is, a second stops the parser. Sizes are counted by the upload
// itself, which refuses at the limit; multer's own limit would let the engine end well on a truncated file.
function parse(engine: SealingEngine, request: Request, response: Response): Promise<void> {
  // With the parser's own 16 KiB the line would be stopped and started again for every packet. (The two marks are not in multer's types yet.)
  const marks = { highWaterMark: lineBytes, fileHwm: lineBytes };
  const middleware = multer({
    ...marks, storage: engine, defParamCharset: 'latin1', preservePath: true,
    limits: { files: 1, fields: 1, parts: 1, fieldNameSize: 100, fieldSize: 1, headerPairs: 20, fieldNestingDepth: 1, fieldArrayIndexLimit: 0 },
  }).single('file');
  return new Promise((resolve, reject) => {
    middleware(request, response, (error: unknown) => {
      if (error !== undefined && error !== null) reject(asMalformed(error));
      else if (holdsFields(request.body)) reject(new HttpRefused('MULTIPART_REFUSED', { expected: 'one part named file' }));
      else resolve();
    });
  });
}

const holdsFields = (body: unknown): boolean => typeof body === 'object' && body !== null && Object.keys(body).length > 0;

/** The parser's own complaints are plain Errors ("Malformed part header"): the sender's fault, not a bug of ours. */
function asMalformed(error: unknown): Error {
  if (error instanceof multer.MulterError || isRefused(error) || (error instanceof Error && isCut(error))) return error;
  return new HttpRefused('MULTIPART_REFUSED', { expected: 'one part named file' });
}

/** Refuses as soon as more has come than any request of this draft may hold. */
function tooLong(request: Request, maxFileBytes: number): Promise<never> {
  return new Promise((_, reject) => {
    let came = 0;
    request.on('data', (chunk: Buffer) => {
      came += chunk.length;
      if (came > maxFileBytes + framingBytes) reject(new TransferRefused('FILE_TOO_BIG', { limitBytes: maxFileBytes }));
    });
  });
}

/** What still comes is thrown away for a while, so that the sender reads the answer and not a broken line; then the line is closed. */
export function closeSoon(request: Request): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), graceMilliseconds);
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
}

class SealingEngine implements multer.StorageEngine {
  readonly #upload: Upload;
  readonly #head: FirstHead;
  #work: Promise<unknown> = Promise.resolve();
  #given: TakenFile | undefined;
  #closed = false;
  #fail: (error: unknown) => void = () => undefined;
  /** Why the upload took no more, once `giveUp` has come through. The parser, left without a reader, may complain of the form before this is known. */
  refusal: Error | undefined;
  /** Rejects with what the upload threw, as soon as it did. */
  readonly failure: Promise<never>;
  constructor(upload: Upload, head: FirstHead) {
    this.#upload = upload;
    this.#head = head;
    this.failure = new Promise((_, reject) => (this.#fail = reject));
  }

  _handleFile(_request: Request, file: Express.Multer.File, done: (error?: unknown, info?: Partial<Express.Multer.File>) => void): void {
    if (this.#closed || this.#given !== undefined) {
      done(new HttpRefused('MULTIPART_REFUSED', { expected: 'one part named file' }));
      return;
    }
    this.#work = this.#upload.take(this.#head.name() ?? sentName(file.originalname), file.stream).then((taken) => {
      this.#given = taken;
      done(null, {});
    }, (error: unknown) => {
      if (error instanceof Error && asRefusal(error) !== undefined) this.refusal = error;
      this.#fail(error);
      done(error);
    });
  }

  // The request went wrong after the file: `giveUp` drops what was taken, once, when everything has come to rest.
  _removeFile(_request: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  /** Makes the file part of the draft. From here it answers for itself: what is committed is never dropped. */
  async keep(): Promise<void> {
    const taken = this.#given;
    if (taken === undefined) throw new HttpRefused('MULTIPART_REFUSED', { expected: 'one part named file' });
    this.#given = undefined;
    await taken.keep();
  }

  /** Takes no more, waits until the file in hand has come to its end, well or badly, and drops it. */
  async giveUp(): Promise<void> {
    this.#closed = true;
    await this.#work;
    await this.#given?.drop();
    this.#given = undefined;
  }
}
