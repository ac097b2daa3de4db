// A body of JSON is small and comes at once: whoever drips one holds a line and its memory for nothing (H 15). Files have their own rules.
import type { RequestHandler } from 'express';

/** A megabyte over the slowest line of an office. */
export const jsonMs = 60_000;

/** Cuts a request whose JSON is not there whole within `ms`. */
export function jsonMustCome(ms: number): RequestHandler {
  return (request, _response, next) => {
    if (request.is('application/json') !== false && !request.complete) {
      const timer = setTimeout(() => request.destroy(), ms);
      const stop = (): void => { clearTimeout(timer); };
      request.once('end', stop).once('close', stop);
    }
    next();
  };
}
