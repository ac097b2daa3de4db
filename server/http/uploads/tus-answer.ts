// Answers of the upload protocol: what the library says in its own headers, refusals as everywhere else: a problem document with a stable code.
import type { Response } from 'express';
import type { Refused } from '../../ledger/refused.ts';
import type { UploadStanding } from '../../transfers/uploads/uploads.ts';
import { TransferRefused } from '../../transfers/refusal.ts';
import { sendProblem } from '../problem-answer.ts';
import { HttpRefused } from '../refusal.ts';
import type { Problem } from '../wire/problem.ts';

export const tusVersion = '1.0.0';

/** What the library threw or answered, by its status: never its own words. */
export function refusalOfStatus(status: number): Refused | undefined {
  switch (status) {
    case 404: return new HttpRefused('NOT_FOUND');
    case 409: return new HttpRefused('UPLOAD_OFFSET_DIFFERS');
    case 410: return new TransferRefused('UPLOAD_GONE');
    case 412: return new HttpRefused('TUS_VERSION_REFUSED', { expected: tusVersion, came: '' });
    case 413: return new TransferRefused('UPLOAD_TOO_LONG');
    case 400: case 403: case 501: return new HttpRefused('TUS_REFUSED', { expected: 'tus 1.0.0' });
    default: return undefined;
  }
}

const passed = ['location', 'upload-offset', 'upload-length', 'upload-metadata', 'tus-resumable', 'tus-version', 'tus-extension', 'tus-max-size'];

/** Writes what the library answered. What is whole is told in the body, with 200 in place of 204; what is not, until when it is kept. */
export function sendTus(response: Response, said: globalThis.Response, standing: UploadStanding | null): void {
  // Its CORS headers are not for us: nobody but our own pages asks.
  for (const name of passed) {
    const value = said.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  const isHead = response.req.method === 'HEAD';
  if (standing !== null && isHead) response.setHeader('upload-metadata', standing.metadata);
  if (standing !== null && standing.kept === null) response.setHeader('upload-expires', new Date(standing.expiresAt).toUTCString());
  if (standing?.kept && !isHead) response.status(said.status === 204 ? 200 : said.status).json(standing.kept);
  else response.status(said.status).end();
}

/** A refusal, with what the protocol wants of every answer. */
export function sendTusProblem(response: Response, problem: Problem): void {
  if (!response.headersSent) response.setHeader('tus-resumable', tusVersion);
  if (!response.headersSent && problem.status === 412) response.setHeader('tus-version', tusVersion);
  sendProblem(response, problem);
}
