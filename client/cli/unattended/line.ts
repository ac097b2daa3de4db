// The line to the gateway as a terminal (端末): every request signed with its key. One place for both unattended commands; no password is ever read here.
import { createApi, type Api, type Fetch } from '../../api.ts';
import { LineCut } from '../../fetching.ts';
import { terminalLine } from '../../terminal-line.ts';

export interface Caller {
  /** Of the gateway's listener. */
  readonly origin: string;
  readonly api: Api;
  /** A request of this terminal. Throws `LineCut` where the gateway is not reached. */
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** Headers that make a request of another maker this terminal's. */
  readonly sign: (method: string, address: string, headers?: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>;
}

/** `origin` of the gateway's listener, the terminal's private key file, the time in milliseconds, and who makes the requests. Throws `TerminalKeyRefused`. */
export async function callAs(origin: string, keyFile: string, now: () => number, by?: Fetch): Promise<Caller> {
  const line = await terminalLine(origin, keyFile, now, by);
  const fetch: Caller['fetch'] = (address, init) => line.fetch(address, init).catch(() => {
    throw new LineCut();
  });
  return { origin, fetch, api: createApi({ base: origin, fetch }), sign: (method, address, headers) => line.sign(method, address, headers) };
}
