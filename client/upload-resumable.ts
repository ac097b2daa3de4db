// One file on its way up by tus 1.0, over a line that may be cut: it goes on from the byte that the gateway has acknowledged, by itself, until the file is
// whole or the line stays down. Page and command share it; what differs between them is the source of the bytes and what makes a request somebody's.
import { DetailedError, Upload, type HttpRequest, type HttpResponse } from 'tus-js-client';
import { isProblem, readProblem, Refused } from './calls.ts';
import { askedFor, LineCut, retryAfter } from './fetching.ts';
import { PAUSES } from './resuming.ts';
import { passes, wait } from './trying-again.ts';

/** A file of this many bytes or fewer goes up in the very request that announces it: ten thousand small files are ten thousand requests, not twenty. */
export const IN_ONE_REQUEST = 4 * 1024 * 1024;
/** A line that took no byte for so long is a line that is cut, whatever the operating system still hopes. */
const SILENT_MS = 60_000;

/** Where the bytes are; `slice` gives them from `start` to before `end`, as a body that the line takes, with its `size` in bytes. */
export interface UploadSource {
  readonly size: number;
  /** `broken` hears of a source that fails later, while it is being read. Rejects where it fails at once: the file was changed or is gone. */
  slice(start: number, end: number, broken: (error: unknown) => void): Promise<{ readonly size: number }>;
  /** Lets go of what a slice holds open. */
  close(): void;
}

/** What the gateway knows of an upload whose answer was lost: it still takes it at `address`, or it is done; null when it knows nothing of it. */
export type Known = { readonly address: string } | { readonly answer: unknown } | null;

type Signature = Readonly<Record<string, string>>;

export interface Uploading {
  readonly source: UploadSource;
  /** Where uploads are created. */
  readonly endpoint: string;
  /** What the gateway is told of the file: filename, depositId and the rest, as text. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The address of an upload that was begun before; it is asked how far it is. */
  readonly begun?: string | undefined;
  /** What makes a request this person's or this terminal's; asked before each, with the headers that say what it does. */
  readonly sign?: (method: string, address: string, headers: Readonly<Record<string, string>>) => Signature | Promise<Signature>;
  /** Looks up what became of it where only the answer was lost, so that nothing is sent twice. */
  readonly find: () => Promise<Known>;
  /** Bytes handed to the line so far; after a cut it falls back to what was acknowledged. */
  readonly onBytes: (sent: number) => void;
  /** Going on is tried after a pause. `asked`: milliseconds that a busy gateway asks to wait; 0 where the line is cut. */
  readonly onCut: (sent: number, asked: number) => void;
  /** The upload has an address, to be remembered for a later run. */
  readonly onAddress: (address: string) => void;
  readonly signal: AbortSignal;
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The file itself could not be read any more: it was changed, or is gone. */
export class SourceBroken extends Error {
  constructor(cause: unknown) {
    super('The file was changed or cannot be read any more; choose it anew.', { cause });
    this.name = 'SourceBroken';
  }
}

interface Course { address: string | null; acknowledged: number; sent: number; tries: number }
type Outcome = { readonly answer: unknown } | { readonly failed: unknown };

/**
 * Sends the file and returns what the gateway answered when it was whole, parsed. Throws `Refused` when the gateway says no, `LineCut` when the line stays
 * down through all pauses, `SourceBroken`, and an `AbortError` when `signal` stops it: what arrived then waits at the gateway until `discardUpload`, or until it is swept.
 */
export async function uploadResumable(given: Uploading): Promise<unknown> {
  const course: Course = { address: given.begun ?? null, acknowledged: -1, sent: 0, tries: 0 };
  try {
    for (;;) {
      const outcome = await attempt(given, course);
      given.signal.throwIfAborted();
      if ('answer' in outcome && outcome.answer !== null) return outcome.answer;
      // The whole file is there, but the answer went down with the line.
      const known = 'answer' in outcome ? await lookUp(given, course) : await afterFailure(given, course, outcome.failed);
      if (known !== null) return known.answer;
    }
  } finally {
    given.source.close();
  }
}

/** Removes an unfinished upload at the gateway. One that is gone already is no error. Throws `Refused`, `LineCut`. */
export async function discardUpload(address: string, sign?: Uploading['sign']): Promise<void> {
  await Upload.terminate(address, { retryDelays: null, onBeforeRequest: (request) => signed(request, sign) }).catch((thrown: unknown) => {
    if (!isGone(statusOf(thrown))) throw refusalIn(thrown) ?? new LineCut();
  });
}

/** One request for the whole rest (two for a large file that begins): to the end of the file, or to the first thing that goes wrong. */
function attempt({ source, endpoint, metadata, sign, signal, onAddress, onBytes }: Uploading, course: Course): Promise<Outcome> {
  return new Promise((resolve) => {
    let watch: ReturnType<typeof setTimeout> | undefined;
    let isFirst = true;
    const end = (outcome: Outcome): void => {
      clearTimeout(watch);
      signal.removeEventListener('abort', stop);
      resolve(outcome);
    };
    const leave = (failed: unknown): void => {
      void upload.abort();
      end({ failed });
    };
    const stop = (): void => leave(signal.reason);
    const upload = new Upload(new Blob([]), {
      metadata, uploadSize: source.size, retryDelays: null, storeFingerprintForResuming: false, fingerprint: () => Promise.resolve(''),
      // An address that is not known any more must not be replaced unasked: the file may be whole, and its answer lost.
      ...(course.address === null ? { endpoint } : { uploadUrl: course.address }), uploadDataDuringCreation: source.size <= IN_ONE_REQUEST,
      fileReader: { openFile: () => Promise.resolve({ size: source.size, close: () => undefined, slice: (start, before) => sliceOf(source, start, before, leave) }) },
      onBeforeRequest: (request) => signed(request, sign),
      onUploadUrlAvailable: () => {
        if (upload.url !== null && upload.url !== course.address) onAddress(upload.url);
        course.address = upload.url;
      },
      onProgress: (sent) => {
        clearTimeout(watch);
        // Behind the last byte the gateway scans and seals: that silence is no cut.
        if (sent < source.size) watch = setTimeout(() => leave(new LineCut()), SILENT_MS);
        // The first that is told is what the gateway has acknowledged.
        if (isFirst && sent > course.acknowledged) Object.assign(course, { acknowledged: sent, tries: 0 });
        isFirst = false;
        course.sent = sent;
        onBytes(sent);
      },
      onSuccess: ({ lastResponse }) => end({ answer: bodyOf(lastResponse) }),
      onError: (failed) => end({ failed }),
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else upload.start();
  });
}

async function sliceOf(source: UploadSource, start: number, end: number, leave: (failed: unknown) => void): Promise<{ value: { readonly size: number }; done: boolean }> {
  try {
    return { value: await source.slice(start, end, (error) => leave(new SourceBroken(error))), done: end >= source.size };
  } catch (error) {
    leave(new SourceBroken(error));
    throw error;
  }
}

/** Waits, and says from where it goes on; or what the gateway answered, where only the answer was lost. Throws what no waiting mends. */
async function afterFailure(given: Uploading, course: Course, failed: unknown): Promise<{ readonly answer: unknown } | null> {
  if (failed instanceof SourceBroken) throw failed;
  const status = statusOf(failed);
  // A file that was whole with the request that announced it needs no address: the answer may come without one.
  const answer = status >= 200 && status < 300 ? bodyOf(responseOf(failed)) : null;
  if (answer !== null) return { answer };
  const refusal = refusalIn(failed);
  const isLine = failed instanceof LineCut || passes(status, refusal);
  const isLost = isGone(status) && course.address !== null;
  if (!isLine && !isLost) throw refusal ?? new Refused(await readProblem({ status, json: () => Promise.reject(new Error('no problem document')) }));
  const header = responseOf(failed)?.getHeader('retry-after');
  await waitFor(given, course, retryAfter(header), askedFor(status, header));
  return course.address === null || isLost ? await lookUp(given, course, true) : null;
}

/** Asks what became of it. `mayBegin`: where the gateway knows nothing, it is begun anew. */
async function lookUp(given: Uploading, course: Course, mayBegin = false): Promise<{ readonly answer: unknown } | null> {
  const known = await given.find().catch((thrown: unknown) => {
    if (thrown instanceof Refused && !passes(thrown.problem.status, thrown)) throw thrown;
    return undefined;
  });
  if (known !== null && known !== undefined && 'answer' in known) return known;
  if (known === null && !mayBegin) throw new Refused(await readProblem({ status: 0, json: () => Promise.reject(new Error('no answer')) }));
  if (known === undefined) {
    // Nothing is begun anew before it is known what became of the old.
    await waitFor(given, course, 0, 0);
    return await lookUp(given, course, mayBegin);
  }
  course.acknowledged = Math.min(course.acknowledged, 0);
  course.address = known?.address ?? null;
  return null;
}

/** Waits before the next try; `asked` milliseconds where the gateway itself asked for patience, which is no sign of a line that is down; `busy` as `onCut` tells it. Throws `LineCut` after the last. */
async function waitFor({ onCut, signal, pause = wait }: Uploading, course: Course, asked: number, busy: number): Promise<void> {
  const milliseconds = asked > 0 ? asked : PAUSES[course.tries];
  if (milliseconds === undefined) throw new LineCut();
  if (asked === 0) course.tries += 1;
  onCut(course.sent, busy);
  await pause(milliseconds, signal);
  signal.throwIfAborted();
}

async function signed(request: HttpRequest, sign: Uploading['sign']): Promise<void> {
  // A refusal is read by programs and pages alike.
  request.setHeader('accept', 'application/json');
  if (sign === undefined) return;
  for (const [name, value] of Object.entries(await sign(request.getMethod(), request.getURL(), said(request)))) request.setHeader(name, value);
}

/** What the request says besides its address: a signature covers it. */
const said = (request: HttpRequest): Record<string, string> =>
  Object.fromEntries(['Upload-Offset', 'Upload-Length', 'Upload-Defer-Length', 'Upload-Metadata', 'Upload-Concat'].flatMap((name) => {
    const value: string | undefined = request.getHeader(name);
    return value === undefined ? [] : [[name.toLowerCase(), value]];
  }));

const isGone = (status: number): boolean => status === 404 || status === 410;

const responseOf = (thrown: unknown): HttpResponse | null => (thrown instanceof DetailedError ? thrown.originalResponse : null);
const statusOf = (thrown: unknown): number => responseOf(thrown)?.getStatus() ?? 0;

function refusalIn(thrown: unknown): Refused | null {
  const problem = bodyOf(responseOf(thrown));
  return isProblem(problem) ? new Refused(problem) : null;
}

function bodyOf(response: HttpResponse | null): unknown {
  try {
    return response === null ? null : JSON.parse(response.getBody());
  } catch {
    return null;
  }
}
