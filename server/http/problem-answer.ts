// From what was thrown to a problem document (RFC 9457). A bug answers a bland 500 with a number for the telephone.
import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import multer from 'multer';
import { isRefused, type Refused, type RefusalFact } from '../ledger/refused.ts';
import { SealingFailed } from '../sealing/failure.ts';
import { isNoRoom } from '../transfers/uploads/of-machine.ts';
import { phrase } from './phrase.ts';
import { HttpRefused } from './refusal.ts';
import { refusalText } from './refusals.ts';
import type { Problem } from './wire/problem.ts';

/** What was thrown, as a refusal; undefined for a bug. */
export function asRefusal(error: unknown): Refused | undefined {
  if (isRefused(error)) return error;
  if (isNoRoom(error)) return new HttpRefused('STORAGE_FULL');
  // The machine's trouble, not the sender's and no bug: the thread ended, mostly for want of memory, and the next file gets another.
  if (error instanceof SealingFailed && error.code === 'THREAD_LOST') return new HttpRefused('SEALING_STOPPED');
  if (error instanceof multer.MulterError) return fromMulter(error);
  if (isBodyError(error)) return fromBodyParser(error);
  return undefined;
}

/** The document for a refusal. */
export function problemOf(refusal: Refused): Problem {
  const text = refusalText(refusal.code);
  return build(refusal.code, text, refusal.facts);
}

/** The document for a bug: no detail leaves, only a number that stands in the program's log too. */
export function faultProblem(): { problem: Problem; id: string } {
  const id = randomBytes(4).toString('hex').toUpperCase();
  return { id, problem: build('FAULT', refusalText('FAULT'), { id }) };
}

/** Seconds after which to come back, where an answer says so (Retry-After): as the refusal itself tells, else a while for what is busy and a little more for who asked too often. */
function secondsToWait({ status, facts }: Problem): number | null {
  const asked = facts?.['retryAfterSeconds'];
  if (typeof asked === 'number') return asked;
  if (status === 423 || status === 503) return 5;
  return status === 429 ? 6 : null;
}

/** Writes the document with its status, and when to come back. An answer that has begun cannot say it any more: its line is cut. */
export function sendProblem(response: Response, problem: Problem): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const wait = secondsToWait(problem);
  if (wait !== null) response.setHeader('retry-after', String(wait));
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

function build(code: string, text: { status: number; ja: string; en: string }, facts: Readonly<Record<string, RefusalFact>>): Problem {
  return {
    type: `urn:kagibako:problem:${code}`, title: code, status: text.status, code,
    detail: { ja: phrase(text.ja, facts, 'ja'), en: phrase(text.en, facts, 'en') },
    ...(Object.keys(facts).length === 0 ? {} : { facts: { ...facts } }),
  };
}

function fromMulter(error: multer.MulterError): Refused {
  switch (error.code) {
    case 'LIMIT_FIELD_KEY': case 'LIMIT_FIELD_VALUE': case 'LIMIT_PART_COUNT': case 'LIMIT_FIELD_COUNT': return new HttpRefused('MULTIPART_TOO_BIG', { expected: 'one part named file' });
    default: return new HttpRefused('MULTIPART_REFUSED', { expected: 'one part named file' });
  }
}

function isBodyError(error: unknown): error is { type: string; limit?: number } {
  return typeof error === 'object' && error !== null && 'type' in error && typeof error.type === 'string' && 'status' in error;
}

function fromBodyParser(error: { type: string; limit?: number }): Refused {
  if (error.type === 'entity.too.large') return new HttpRefused('BODY_TOO_BIG', error.limit === undefined ? {} : { limitBytes: error.limit });
  if (error.type === 'encoding.unsupported') return new HttpRefused('ENCODING_REFUSED');
  return new HttpRefused('INVALID_REQUEST', { fields: 'body' });
}
