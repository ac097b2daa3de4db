// The typed client that browser, command line and tests share. It knows what server/http/wire says and nothing else.
import type { z } from 'zod';
import { problem, type Problem } from '../server/http/wire/problem.ts';
import { routes, type RouteName, type Routes } from '../server/http/wire/routes.ts';

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

/** `base` is the origin (empty in the browser); `fetch` carries the cookies. */
export function createApi({ base, fetch }: { base: string; fetch: Fetch }): Api {
  const address = (name: RouteName, params: Readonly<Record<string, unknown>> = {}): string =>
    `${base}/api/v1${routes[name].path.replace(/:([a-zA-Z]+)/g, (_, key: string) => encodeURIComponent(String(params[key])))}`;
  return {
    address,
    call: async (name, given) => {
      const response = await fetch(address(name, given) + queryOf(given.query), requestOf(name, given));
      if (!response.ok) throw new Refused(await readProblem(response));
      // The answer was parsed by the schema of this very route; the compiler cannot follow the look-up by name.
      return (await readAnswer(name, response)) as Json<Routes[typeof name]>;
    },
  };
}

function queryOf(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') pairs.set(key, String(value));
  return pairs.size === 0 ? '' : `?${pairs.toString()}`;
}

function requestOf(name: RouteName, given: { body?: unknown; idempotencyKey?: string; headers?: Record<string, string>; signal?: AbortSignal }): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', ...given.headers };
  if (given.body !== undefined) headers['content-type'] = 'application/json';
  if (given.idempotencyKey !== undefined) headers['idempotency-key'] = given.idempotencyKey;
  const init: RequestInit = { method: routes[name].method, headers };
  if (given.body !== undefined) init.body = JSON.stringify(given.body);
  if (given.signal !== undefined) init.signal = given.signal;
  return init;
}

async function readAnswer(name: RouteName, response: Response): Promise<unknown> {
  const { answer } = routes[name];
  if ('media' in answer) return response;
  if (response.status === 204) return {};
  return answer.parse(await response.json());
}

/** Reads a problem document; an answer that is none (a proxy's page, a cut line) becomes OUTCOME_UNKNOWN. */
export async function readProblem(response: { status: number; json(): Promise<unknown> }): Promise<Problem> {
  const parsed = problem.safeParse(await response.json().catch(() => undefined));
  return parsed.success ? parsed.data : {
    type: 'about:blank', title: 'OUTCOME_UNKNOWN', status: response.status, code: 'OUTCOME_UNKNOWN',
    detail: { ja: '結果をまだ確かめられません。もう一度押さなくてもかまいません。', en: 'The outcome is not known yet. No need to press again.' },
  };
}
