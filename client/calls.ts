// The typed client without the schemas: what a call looks like, and how a refusal is read. Whoever makes one says how answers are checked,
// so that a program parses by the schemas of the wire, and a page needs no more than their shapes.
import type { z } from 'zod';
import type { Problem } from '../server/http/wire/problem.ts';
import type { RouteName, Routes } from '../server/http/wire/routes.ts';

type Json<T> = T extends { answer: infer A } ? (A extends z.ZodType ? z.infer<A> : Response) : never;
type Body<T> = T extends { body: infer B extends z.ZodType } ? { body: z.input<B> } : { body?: undefined };
type Query<T> = T extends { query: infer Q extends z.ZodType } ? { query?: z.input<Q> } : { query?: undefined };
type Params<P> = P extends `${string}:${infer Name}/${infer Rest}` ? Record<Name, string> & Params<`/${Rest}`> : P extends `${string}:${infer Name}` ? Record<Name, string> : unknown;
type Given<N extends RouteName> = Params<Routes[N]['path']> & Body<Routes[N]> & Query<Routes[N]> & { idempotencyKey?: string; headers?: Record<string, string>; signal?: AbortSignal };

/** The gateway refused; `problem` carries the code and a sentence in each language. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(refusal: Problem) {
    super(`${refusal.code}: ${refusal.detail.en}`);
    this.name = 'Refused';
    this.problem = refusal;
  }
}

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;
export interface Api {
  /** Calls a route by name. Returns the parsed answer, or the raw `Response` where the route answers bytes. Throws `Refused`. */
  call<N extends RouteName>(name: N, given: Given<N>): Promise<Json<Routes[N]>>;
  /** The address of a route, for uploads and links. */
  address(name: RouteName, params?: Readonly<Record<string, unknown>>): string;
}

/** What a call must know of its route before the answer comes. `bytes`: the answer is no JSON. */
export interface Address { readonly method: string; readonly path: string; readonly bytes: boolean }

export interface CallParts {
  /** The origin; empty in the browser. */
  readonly base: string;
  /** Carries the cookies. */
  readonly fetch: Fetch;
  readonly addresses: Readonly<Record<RouteName, Address>>;
  /** Returns `value` if it is what the route answers; throws otherwise. */
  readonly check: (name: RouteName, value: unknown) => unknown;
}

export function createCalls({ base, fetch, addresses, check }: CallParts): Api {
  const address = (name: RouteName, params: Readonly<Record<string, unknown>> = {}): string =>
    `${base}/api/v1${addresses[name].path.replace(/:([a-zA-Z]+)/g, (_, key: string) => encodeURIComponent(String(params[key])))}`;
  return {
    address,
    call: async (name, given) => {
      const response = await fetch(address(name, given) + queryOf(given.query), requestOf(addresses[name].method, given));
      if (!response.ok) throw new Refused(await readProblem(response));
      const answer: unknown = addresses[name].bytes ? response : response.status === 204 ? {} : await check(name, await response.json());
      // The answer was checked by the shape of this very route; the compiler cannot follow the look-up by name.
      return answer as Json<Routes[typeof name]>;
    },
  };
}

function queryOf(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') pairs.set(key, String(value));
  return pairs.size === 0 ? '' : `?${pairs.toString()}`;
}

function requestOf(method: string, given: { body?: unknown; idempotencyKey?: string; headers?: Record<string, string>; signal?: AbortSignal }): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', ...given.headers };
  if (given.body !== undefined) headers['content-type'] = 'application/json';
  if (given.idempotencyKey !== undefined) headers['idempotency-key'] = given.idempotencyKey;
  const init: RequestInit = { method, headers };
  if (given.body !== undefined) init.body = JSON.stringify(given.body);
  if (given.signal !== undefined) init.signal = given.signal;
  return init;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Whether this is a problem document of ours: what a page shows of it, and the code. */
export function isProblem(value: unknown): value is Problem {
  return isRecord(value) && typeof value['code'] === 'string' && typeof value['status'] === 'number' && typeof value['title'] === 'string'
    && isRecord(value['detail']) && typeof value['detail']['ja'] === 'string' && typeof value['detail']['en'] === 'string' && (value['facts'] === undefined || isRecord(value['facts']));
}

/** Reads a problem document; an answer that is none (a proxy's page, a cut line) becomes OUTCOME_UNKNOWN. */
export async function readProblem(response: { status: number; json(): Promise<unknown> }): Promise<Problem> {
  const body = await response.json().catch(() => undefined);
  return isProblem(body) ? body : {
    type: 'about:blank', title: 'OUTCOME_UNKNOWN', status: response.status, code: 'OUTCOME_UNKNOWN',
    detail: { ja: '結果をまだ確かめられません。もう一度押さなくてもかまいません。', en: 'The outcome is not known yet. No need to press again.' },
  };
}
