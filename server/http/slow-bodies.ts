// A body of JSON is small and comes at once: whoever drips one holds a line and its memory for nothing (H 15). Files have their own rules.
import type { RequestHandler } from 'express';

/** A megabyte over the slowest line of an office. */
export const jsonMs = 60_000;

/** Cuts a request whose JSON is not there whole within `ms`. One without a body is not touched: its answer, a download say, may take as long as it takes. */
export function jsonMustCome(ms: number): RequestHandler {
  return (request, _response, next) => {
    // `is` answers null where there is no body at all.
    if (typeof request.is('application/json') === 'string' && !request.complete) {
      const timer = setTimeout(() => request.destroy(), ms);
      const stop = (): void => { clearTimeout(timer); };
      request.once('end', stop).once('close', stop);
    }
    next();
  };
}
