// What a request must be before the library sees it: its method, version, address and media type.
import type { Request } from 'express';
import { HttpRefused } from '../refusal.ts';
import { tusVersion } from './tus-answer.ts';

export type TusMethod = 'OPTIONS' | 'POST' | 'HEAD' | 'PATCH' | 'DELETE';
const methods: readonly TusMethod[] = ['OPTIONS', 'POST', 'HEAD', 'PATCH', 'DELETE'];
const ofUpload: readonly string[] = ['HEAD', 'PATCH', 'DELETE'];

/**
 * The method that counts. X-HTTP-Method-Override (tus 1.0) is taken of a POST alone, for what POST must show of itself it must show too: no reading
 * request becomes one that changes something. A signature covers the method of the line, so a signed request says nothing else.
 * Throws `HttpRefused` (METHOD_NOT_ALLOWED, TUS_REFUSED).
 */
export function methodOf(request: Request): TusMethod {
  const asked = request.headers['x-http-method-override'];
  if (asked !== undefined && (request.method !== 'POST' || request.headers['signature-input'] !== undefined || asked === 'OPTIONS')) throw new HttpRefused('TUS_REFUSED', { expected: 'X-HTTP-Method-Override: POST' });
  const method = methods.find((known) => known === (asked ?? request.method));
  const isCollection = request.path === '/' || request.path === '';
  const allowed = isCollection ? ['OPTIONS', 'POST'] : ['OPTIONS', ...ofUpload];
  if (method === undefined || (!allowed.includes(method) && !(method === 'HEAD' && !isCollection))) throw new HttpRefused('METHOD_NOT_ALLOWED', { allowed });
  return method;
}

/** Throws `HttpRefused` (TUS_VERSION_REFUSED, NOT_FOUND, ENCODING_REFUSED, MEDIA_TYPE_REFUSED). */
export function mustBeTus(request: Request, method: TusMethod): void {
  const { headers } = request;
  if (method === 'OPTIONS') return;
  const came = headers['tus-resumable'];
  if (came !== tusVersion) throw new HttpRefused('TUS_VERSION_REFUSED', { expected: tusVersion, came: typeof came === 'string' ? came.slice(0, 20) : '' });
  // Ids have one form only; another cannot exist (H 48).
  if (ofUpload.includes(method) && !/^\/[0-9a-f]{32}$/.test(request.path)) throw new HttpRefused('NOT_FOUND');
  if (headers['content-encoding'] !== undefined) throw new HttpRefused('ENCODING_REFUSED');
  if (method === 'PATCH' && headers['content-type'] !== 'application/offset+octet-stream') throw new HttpRefused('MEDIA_TYPE_REFUSED', { expected: 'application/offset+octet-stream' });
}
