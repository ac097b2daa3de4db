// One file in one multipart request, straight into the sealing pipeline through multer with our own storage: plaintext is never
// on the disk. What the engine took is kept only after the whole request turned out to be well-formed; until then it can be dropped.
import multer from 'multer';
import type { Request, Response } from 'express';
import type { TakenFile, Upload } from '../transfers/upload.ts';
import { TransferRefused } from '../transfers/refusal.ts';
import { HttpRefused } from './refusal.ts';

/** Reads the request's one file into `upload` and makes it part of the draft. Throws; then nothing of it is left. */
export async function receiveFile(upload: Upload, request: Request, response: Response): Promise<void> {
  if (request.headers['content-encoding'] !== undefined) throw new HttpRefused('ENCODING_REFUSED');
  if (!/^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '')) throw new HttpRefused('MEDIA_TYPE_REFUSED', { expected: 'multipart/form-data' });
  const boundary = /boundary="?([^";]*)"?/i.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
  if (boundary.length === 0 || boundary.length > 70) throw new HttpRefused('MULTIPART_REFUSED', { expected: 'boundary, 1-70' });
  const engine = new SealingEngine(upload);
  try {
    await parse(engine, request, response);
    if (engine.taken === undefined) throw new HttpRefused('MULTIPART_REFUSED', { expected: 'one part named file' });
    await engine.taken.keep();
  } catch (error) {
    await engine.settled();
    if (engine.taken !== undefined && !engine.kept) await engine.taken.drop();
    throw request.readableAborted || isCut(error) ? new TransferRefused('UPLOAD_CUT') : error;
  }
}

function isCut(error: unknown): boolean {
  return error instanceof Error && (error.message === 'Unexpected end of form' || error.message === 'Request aborted' || ('code' in error && error.code === 'ECONNRESET'));
}

// Names are read as UTF-8. One file, no fields: the draft carries the facts. Sizes are counted by the upload itself, which
// refuses at the limit; multer's own limit would let the engine end well on a truncated file.
function parse(engine: SealingEngine, request: Request, response: Response): Promise<void> {
  const middleware = multer({
    storage: engine, defParamCharset: 'utf8', preservePath: true,
    limits: { files: 1, fields: 0, parts: 1, fieldNameSize: 100, fieldSize: 1, headerPairs: 20, fieldNestingDepth: 1, fieldArrayIndexLimit: 0 },
  }).single('file');
  return new Promise((resolve, reject) => {
    // multer hands on whatever a stream threw; it is an Error in every case that is ours.
    middleware(request, response, (error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('expected an Error from the multipart parser'));
    });
  });
}

class SealingEngine implements multer.StorageEngine {
  readonly #upload: Upload;
  #work: Promise<unknown> = Promise.resolve();
  taken: TakenFile | undefined;
  kept = false;
  constructor(upload: Upload) {
    this.#upload = upload;
  }

  _handleFile(_request: Request, file: Express.Multer.File, done: (error?: unknown, info?: Partial<Express.Multer.File>) => void): void {
    this.#work = this.#upload.take(file.originalname, file.stream).then((taken) => {
      this.taken = { drop: () => taken.drop(), keep: async () => { this.kept = true; await taken.keep(); } };
      done(null, {});
    }, (error: unknown) => done(error));
  }

  // The request went wrong after the file: `receiveFile` drops what was taken, once, when everything has come to rest.
  _removeFile(_request: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  /** Waits until the file in hand has come to its end, well or badly. */
  async settled(): Promise<void> {
    await this.#work;
  }
}
