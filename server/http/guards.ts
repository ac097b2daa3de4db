// What every request must show before a route is looked for: the host it was meant for and, if it changes anything, that it
// comes from our own pages (CSRF, H 47).
import type { RequestHandler } from 'express';
import { HttpRefused } from './refusal.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `origin` is this listener's own, as browsers write it. Requests that change something must name it; no header means no. */
export function guard(origin: () => string): RequestHandler {
  return (request, _response, next) => {
    const own = origin();
    if (request.headers.host !== new URL(own).host) throw new HttpRefused('HOST_REFUSED');
    if (!reading.has(request.method)) {
      const site = request.headers['sec-fetch-site'];
      if (request.headers.origin !== own || (site !== undefined && site !== 'same-origin')) throw new HttpRefused('ORIGIN_REFUSED');
    }
    next();
  };
}
