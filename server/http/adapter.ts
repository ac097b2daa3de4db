// The one route adapter: who asks, may they, is the request as the wire says; then the answer, or a problem document.
// A refusal of a signed-in person that no room has entered yet is entered here (I4); strangers are counted.
import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import type { Side } from '../accounts/person.ts';
import { AccountRefused } from '../accounts/refusal.ts';
import type { Session } from '../accounts/sessions.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Refused } from '../ledger/refused.ts';
import type { Store } from '../store/store.ts';
import { actOf } from './acts.ts';
import type { AtWork } from './at-work.ts';
import { clientAddress } from './client-address.ts';
import { readToken } from './cookies.ts';
import { enterRefusal, toldTo, type EnteringParts } from './entered-refusals.ts';
import { asRefusal, faultProblem, problemOf, sendProblem } from './problem-answer.ts';
import { HttpRefused } from './refusal.ts';
import { mustBeInScope } from './scopes.ts';
import { parseStrictJson } from './strict-json.ts';
import { whoAsks } from './who-asks.ts';
import type { Route } from './wire/route.ts';
import { routes, type RouteName, type Routes } from './wire/routes.ts';

type Shape<R, K extends string> = R extends Record<K, infer S extends z.ZodType> ? z.output<S> : undefined;
type Signed<R> = R extends { roles: 'anyone' } ? Session | null : Session;
/** What a route answers: the shape of the wire, or bytes that it writes to the response itself. */
export type Answer<R> = R extends { answer: infer A } ? (A extends z.ZodType ? z.input<A> : undefined) : never;

export interface Call<N extends RouteName> {
  readonly session: Signed<Routes[N]>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Shape<Routes[N], 'query'>;
  readonly body: Shape<Routes[N], 'body'>;
  readonly side: Side;
  readonly address: string;
  readonly token: string | undefined;
  readonly idempotencyKey: string;
  /** To be told of each refusal that the answer itself tells of, entered already: they count like others (H 104). */
  readonly refusedWithin: (refused: Refused) => Promise<void>;
  readonly request: Request;
  readonly response: Response;
}
export type Answers = { readonly [N in RouteName]: (call: Call<N>) => Promise<Answer<Routes[N]>> };

export interface AdapterParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Told of everything that is being answered. */
  readonly atWork: AtWork;
  readonly stranger: (kind: 'sign-in-failed' | 'refused', side: Side, address: string) => void;
  /** Told a bug with the number that the answer shows. */
  readonly fault: (id: string, error: unknown) => void;
}

/** A router with every route of this side; other methods on its paths answer 405, other paths 404. */
export function adapt(parts: EnteringParts, side: Side, answers: Answers): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const allowed = new Map<string, string[]>();
  for (const name of Object.keys(routes).filter(isRouteName)) {
    const route: Route = routes[name];
    if (!route.sides.includes(side)) continue;
    allowed.set(route.path, [...(allowed.get(route.path) ?? []), route.method]);
  }
  // Fixed paths first: /ledger/export is no entry named "export".
  const isOpen = (path: string): number => Number(path.includes(':'));
  for (const [path, methods] of [...allowed].sort(([one], [other]) => isOpen(one) - isOpen(other))) {
    router.all(path, async (request, response, next) => {
      const name = Object.keys(routes).filter(isRouteName).find((known) => routes[known].path === path && routes[known].method === request.method && (routes[known].sides as readonly Side[]).includes(side));
      if (name === undefined) {
        response.setHeader('allow', methods.join(', '));
        next(new HttpRefused('METHOD_NOT_ALLOWED', { allowed: methods }));
      } else await parts.atWork.count(serve(parts, side, answers, name, request, response));
    });
  }
  return router;
}

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name);
}

async function serve(parts: EnteringParts, side: Side, answers: Answers, name: RouteName, request: Request, response: Response): Promise<void> {
  const route: Route = routes[name];
  let session: Session | null = null;
  try {
    const token = readToken(request.headers.cookie, side);
    const asking = route.roles === 'anyone' ? null : await whoAsks(parts, request, side);
    session = asking?.session ?? null;
    // Signing out is never refused to anybody.
    if (session !== null && name !== 'signOut') parts.patience.mustLast(session.person);
    if (asking?.refused && name !== 'signOut') throw asking.refused;
    if (session !== null) mustBeAllowed(name, session);
    // The call is built from the schemas of this very route; the compiler cannot follow the look-up by name.
    const answer = answers[name] as (call: unknown) => Promise<unknown>;
    const result = await answer({
      session, side, token, request, response, params: readParams(request), query: readQuery(route, request), body: readBody(route, request),
      address: clientAddress(request), idempotencyKey: readIdempotencyKey(route, request), refusedWithin: async (refused: Refused) => { if (session !== null) await enterRefusal(parts, session.person, actOf(name, request.method), refused); },
    });
    if ('media' in route.answer) return;
    if (route.status === 204) response.status(204).end();
    else response.status(route.status).json(route.answer.parse(result));
  } catch (error) {
    await refuse(parts, { side, name, session, request, response }, error);
  }
}

/** Refusals of these are failed sign-ins of strangers. */
const signsIn: readonly RouteName[] = ['signIn', 'secondStep', 'passkeySignIn'];

function mustBeAllowed(name: RouteName, session: Session): void {
  const route: Route = routes[name];
  mustBeInScope(session.person, name);
  if (!route.roles.includes(session.person.role)) throw new HttpRefused('NOT_ALLOWED');
  if (session.mustChangePassword && route.beforePasswordChange !== true) throw new AccountRefused('PASSWORD_CHANGE_REQUIRED');
  if (session.missingFactor === 'required' && route.beforeEnrolment !== true && route.beforePasswordChange !== true) throw new AccountRefused('SECOND_FACTOR_REQUIRED');
}

function readParams(request: Request): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [key, given] of Object.entries(request.params)) {
    const value: unknown = Array.isArray(given) ? given.join('/') : given;
    // The places of the tree's tiles are the only ids of several parts.
    if (Array.isArray(given) && typeof value === 'string' && /^(?:x\d{3}\/)*\d{3}(?:\.p\/\d{1,3})?$/.test(value)) {
      params[key] = value;
      continue;
    }
    // An id (or the day that names a week) of another form cannot exist; it is answered like one that does not.
    if (typeof value !== 'string' || !/^(?:[0-9a-f]{1,64}|\d{4}-\d{2}-\d{2})$/.test(value)) throw new HttpRefused('NOT_FOUND');
    params[key] = value;
  }
  return params;
}

function readQuery(route: Route, request: Request): unknown {
  const repeated = Object.entries(request.query).find(([, value]) => typeof value !== 'string');
  if (repeated !== undefined) throw new HttpRefused('INVALID_REQUEST', { fields: repeated[0].slice(0, 40) });
  if (route.query === undefined) return undefined;
  return check(route.query, request.query);
}

function readBody(route: Route, request: Request): unknown {
  if (route.body === undefined) return undefined;
  const text: unknown = request.body;
  if (typeof text !== 'string') throw new HttpRefused('MEDIA_TYPE_REFUSED', { expected: 'application/json' });
  return check(route.body, parseStrictJson(text));
}

/** Parses by the wire's schema; names the fields that are wrong, never what stood in them. */
function check(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 5).map((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => key.slice(0, 40)).join(', ') : issue.path.join('.') || 'body'));
  throw new HttpRefused('INVALID_REQUEST', { fields: fields.join(', ') });
}

function readIdempotencyKey(route: Route, request: Request): string {
  if (route.idempotent !== true) return '';
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) throw new HttpRefused('IDEMPOTENCY_KEY_MISSING');
  return key;
}

interface Failed { readonly side: Side; readonly name: RouteName; readonly session: Session | null; readonly request: Request; readonly response: Response }

async function refuse(parts: EnteringParts, failed: Failed, error: unknown): Promise<void> {
  const refusal = asRefusal(error);
  const { id, problem } = refusal === undefined ? faultProblem() : { id: '', problem: problemOf(toldTo(failed.session, refusal)) };
  if (refusal === undefined) parts.fault(id, error);
  else await enter(parts, failed, refusal);
  sendProblem(failed.response, problem);
}

async function enter(parts: EnteringParts, { side, name, session, request }: Failed, refusal: Refused): Promise<void> {
  if (session !== null) await enterRefusal(parts, session.person, actOf(name, request.method), refusal);
  else if (!refusal.entered) parts.stranger(signsIn.includes(name) || refusal.code.startsWith('SIGNATURE_') ? 'sign-in-failed' : 'refused', side, clientAddress(request));
}
