// What every request must show before a route is looked for: the host it was meant for and, if it changes anything or asks the API, that it
// comes from our own pages (CSRF, H 47). A GET of the API may count as a collection or give a paper its number (ASVS 3.5.3).
import type { Request, RequestHandler } from 'express';
import { HttpRefused } from './refusal.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

const asksApi = ({ path }: Request): boolean => /^\/api(?:\/|$)/i.test(path);

/** `origin` is this listener's own, as browsers write it. Requests that change something must name it; no header means no. */
export function guard(origin: () => string): RequestHandler {
  return (request, _response, next) => {
    const own = origin();
    if (request.headers.host !== new URL(own).host) throw new HttpRefused('HOST_REFUSED');
    const site = request.headers['sec-fetch-site'];
    if (!reading.has(request.method)) {
      if (request.headers.origin !== own || (site !== undefined && site !== 'same-origin')) throw new HttpRefused('ORIGIN_REFUSED');
    } else if (asksApi(request) && site !== undefined && site !== 'same-origin' && site !== 'none') throw new HttpRefused('ORIGIN_REFUSED');
    next();
  };
}
