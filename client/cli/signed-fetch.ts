// fetch for programs: keeps the session cookie of one person and names the origin, as a browser would.
import type { Fetch } from '../api.ts';

export interface SignedFetch {
  readonly fetch: Fetch;
  /** The headers that make a request this person's. */
  headers(): Record<string, string>;
}

/** A fetch for one person at the gateway `base` (an origin); `begun` is the cookie of a session that goes on, `by` makes the requests. */
export function createSignedFetch(base: string, begun?: string, by: Fetch = fetch): SignedFetch {
  let cookie = begun;
  const headers = (): Record<string, string> => ({ origin: base, ...(cookie === undefined ? {} : { cookie }) });
  return {
    headers,
    fetch: async (input, init) => {
      const response = await by(input, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers() }, redirect: 'error' });
      const given = response.headers.getSetCookie().at(-1)?.split(';')[0];
      if (given !== undefined) cookie = given.endsWith('=') ? undefined : given;
      return response;
    },
  };
}
