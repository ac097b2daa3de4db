// Resumable uploads (tus 1.0) under /api/uploads: the same sessions, origins, scopes and refusals as the multipart route, around the library's protocol.
// Guarantees: of a request only the headers that the protocol names reach the library; another person's upload does not exist.
import { Readable } from 'node:stream';
import { Server } from '@tus/server';
import type { Request, RequestHandler, Response } from 'express';
import { findSession, type Session } from '../../accounts/sessions.ts';
import { AccountRefused } from '../../accounts/refusal.ts';
import type { Person, Side } from '../../accounts/person.ts';
import { mustStillAct } from '../../engagements/unattended/still-acts.ts';
import { isRefused, type Refused } from '../../ledger/refused.ts';
import { newIdentifier, type RandomBytes } from '../../store/identifier.ts';
import type { Uploads } from '../../transfers/uploads/uploads.ts';
import type { Admission } from '../admission.ts';
import { admitted, lengthOf } from '../admitted.ts';
import { clientAddress } from '../client-address.ts';
import { readToken } from '../cookies.ts';
import { enterRefusal, type EnteringParts } from '../entered-refusals.ts';
import { asRefusal, faultProblem, problemOf } from '../problem-answer.ts';
import { HttpRefused } from '../refusal.ts';
import { mustBeInScope } from '../scopes.ts';
import { closeSoon } from '../upload-request.ts';
import { whoAsks } from '../who-asks.ts';
import { parties } from '../wire/readers.ts';
import { uploadsPath } from '../wire/unfinished.ts';
import { mustBeTus, methodOf, type TusMethod } from './tus-request.ts';
import type { Holder, UploadLocks } from './locks.ts';
import { refusalOfStatus, sendTus, sendTusProblem } from './tus-answer.ts';
import { lockerOf, nameOf, UploadStore, type RequestOfUpload } from './upload-store.ts';

const wakeMilliseconds = 60_000;

export interface TusParts {
  readonly uploads: Uploads;
  readonly locks: UploadLocks;
  readonly admission: Admission;
  readonly random: RandomBytes;
  readonly maxFileBytes: number;
}

/** The handler of everything below `uploadsPath`. `origin` is this listener's own: addresses are made from it, never from what a request says. */
export function tusUploads(parts: EnteringParts, tus: TusParts, side: Side, origin: () => string): RequestHandler {
  return (request, response) => parts.atWork.count(answer(parts, { tus, side, origin: origin(), request, response }));
}

async function answer(parts: EnteringParts, { tus, side, origin, request, response }: Omit<Served, 'session' | 'method'>): Promise<void> {
  let session: Session | null = null;
  try {
    response.setHeader('cache-control', 'no-store');
    const method = methodOf(request);
    if (method !== 'OPTIONS') {
      const asking = await whoAsks(parts, request, side);
      session = asking.session;
      parts.patience.mustLast(session.person);
      if (asking.refused !== null) throw asking.refused;
      mustBeAllowed(session);
    }
    mustBeTus(request, method);
    await serve(parts, { tus, side, origin, session, method, request, response });
  } catch (error) {
    await refuse(parts, { side, session, request, response }, error);
  }
}

function mustBeAllowed({ person, mustChangePassword, missingFactor }: Session): void {
  mustBeInScope(person, 'upload');
  if (!parties.some((role) => role === person.role)) throw new HttpRefused('NOT_ALLOWED');
  if (mustChangePassword) throw new AccountRefused('PASSWORD_CHANGE_REQUIRED');
  if (missingFactor === 'required') throw new AccountRefused('SECOND_FACTOR_REQUIRED');
}

interface Served { readonly tus: TusParts; readonly side: Side; readonly origin: string; readonly session: Session | null; readonly method: TusMethod; readonly request: Request; readonly response: Response }

async function serve(parts: EnteringParts, served: Served): Promise<void> {
  const { tus, session, method, request, response } = served;
  const brings = method === 'PATCH' || (method === 'POST' && request.headers['content-type'] !== undefined);
  if (session === null || !brings) await ask(parts, served);
  else await admitted(tus.admission.uploads, { session, address: clientAddress(request), request, response }, lengthOf(request), () => ask(parts, served));
}

async function ask(parts: EnteringParts, { tus, side, origin, session, method, request, response }: Served): Promise<void> {
  const holder: Holder = { lastByte: parts.clock.millis(), isComplete: () => request.complete, cut: () => request.destroy() };
  let failed: unknown;
  const asked: RequestOfUpload | null = session === null ? null : { who: session.person, metadata: one(request, 'upload-metadata'), chunks: watched(parts, { side, request, holder, who: session.person }), isAnnouncement: method === 'POST', standing: null };
  const server = new Server({
    path: uploadsPath, datastore: asked === null ? new UploadStore(tus.uploads, nobody) : new UploadStore(tus.uploads, asked), locker: lockerOf(tus.locks, holder, method === 'DELETE' || method === 'POST'),
    namingFunction: () => nameOf(tus.uploads, asked ?? nobody, () => newIdentifier(tus.random)), generateUrl: (_request, { id }) => `${origin}${uploadsPath}/${id}`, ...(method === 'OPTIONS' ? { maxSize: tus.maxFileBytes } : {}),
    onResponseError: (_request, error) => {
      failed = error;
      return undefined;
    },
  });
  const said = await server.handleWeb(new Request(`${origin}${request.originalUrl.replace(/\?.*$/s, '')}`, { method, headers: headersOf(request) }));
  if (said.status >= 400) throw errorOf(failed, said.status);
  sendTus(response, said, asked?.standing ?? null);
}

/** The library's own errors carry a status; whatever else was thrown is ours. */
function errorOf(failed: unknown, status: number): Error {
  if (failed instanceof Error && !('status_code' in failed)) return failed;
  return refusalOfStatus(status) ?? new Error(`tus answered ${status}`, { cause: failed });
}

/** Only OPTIONS is answered to nobody, and that asks the store for nothing but its extensions. */
const nobody: RequestOfUpload = {
  get who(): never {
    throw new AccountRefused('NOT_SIGNED_IN');
  },
  metadata: undefined, chunks: Readable.from([]), isAnnouncement: false, standing: null,
};

const handed = ['tus-resumable', 'upload-length', 'upload-defer-length', 'upload-offset', 'upload-metadata', 'upload-concat', 'content-type', 'content-length'] as const;

function headersOf(request: Request): Headers {
  const headers = new Headers();
  for (const name of handed) {
    const value = one(request, name);
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

function one({ headers }: Request, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

interface Sending { readonly side: Side; readonly request: Request; readonly holder: Holder; readonly who: Person }

/** The request's bytes. While they come the session counts as alive; one that has ended lets no more of them in, and does not let the last of them count. */
async function* watched(parts: EnteringParts, { side, request, holder, who }: Sending): AsyncGenerator<Uint8Array> {
  const token = request.headers['signature-input'] === undefined ? readToken(request.headers.cookie, side) : undefined;
  const mustStillBe = async (): Promise<void> => {
    if (token === undefined) await mustStillAct(parts.store.read, who, parts.clock.now());
    else await findSession(parts, token, side, clientAddress(request));
  };
  let seen = holder.lastByte;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!(chunk instanceof Uint8Array)) throw new Error('expected bytes');
    holder.lastByte = parts.clock.millis();
    if (holder.lastByte - seen >= wakeMilliseconds) {
      seen = holder.lastByte;
      await mustStillBe();
    }
    yield chunk;
  }
  await mustStillBe();
}

interface Failed { readonly side: Side; readonly session: Session | null; readonly request: Request; readonly response: Response }

async function refuse(parts: EnteringParts, { side, session, request, response }: Failed, error: unknown): Promise<void> {
  // Nobody hears the answer to a line that was cut, and nothing was refused: the upload goes on from where it is.
  if (isRefused(error) && error.code === 'UPLOAD_CUT') {
    request.destroy();
    return;
  }
  const refusal: Refused | undefined = asRefusal(error);
  const { id, problem } = refusal === undefined ? faultProblem() : { id: '', problem: problemOf(refusal) };
  if (refusal === undefined) parts.fault(id, error);
  else if (session !== null) await entered(parts, session.person, refusal);
  else if (!refusal.entered) parts.stranger('refused', side, clientAddress(request));
  closeSoon(request);
  sendTusProblem(response, problem);
}

/** Enters it; a ledger that has no room left for that is told of in the program's log, and the sender still hears why. */
async function entered(parts: EnteringParts, person: Person, refusal: Refused): Promise<void> {
  await enterRefusal(parts, person, 'add-file', refusal).catch((error: unknown) => {
    if (asRefusal(error)?.code !== 'STORAGE_FULL') throw error;
    parts.fault(faultProblem().id, error);
  });
}
