// The one typed client of the application, and what it notices on the way: a session that ended, a line that is down.
import { createCalls, Refused, type Api, type Fetch } from '../../calls.ts';
import type { Problem } from '../../../server/http/wire/problem.ts';
import type { RouteName } from '../../../server/http/wire/routes.ts';
import { lineDown, lineUp } from './line.ts';
import { fits, type Shape } from './shape.ts';
import { addresses, first } from './wire.ts';

const ended = new Set<() => void>();
/** Calls `watch` when the gateway no longer knows this session. Returns how to stop. */
export function onSessionEnded(watch: () => void): () => void {
  ended.add(watch);
  return () => ended.delete(watch);
}

export function sessionEnded(): void {
  for (const watch of ended) watch();
}

/** The page was built for another gateway than the one that answers now. */
class Outdated extends Error {
  constructor(name: string) {
    super(`the answer of ${name} has not the shape that this page expects; load the page anew`);
  }
}

async function shapeOf(name: RouteName): Promise<Shape | undefined> {
  return first[name] ?? (await import('./wire-shapes.ts')).rest[name];
}

let touched = Date.now();
/** When the gateway was last asked, with success, for something that keeps the session alive; by this device's clock, in ms. */
export function touchedAt(): number {
  return touched;
}

/** The client on another line, as an upload is: answers are checked all the same. */
export function callsBy(fetch: Fetch): Api {
  return createCalls({
    base: '', addresses, fetch,
    check: async (name, value) => {
      const shape = await shapeOf(name);
      if (shape === undefined || !fits(shape, value)) throw new Outdated(name);
      return value;
    },
  });
}

export const api = callsBy(async (input, init) => {
  const asked = Date.now();
  try {
    const response = await fetch(input, { ...init, credentials: 'same-origin', cache: 'no-store' });
    lineUp();
    if (response.ok && !input.startsWith('/api/v1/gateway')) touched = asked;
    if (response.status === 401 && !input.endsWith('/api/v1/session') && !input.endsWith('/session/password') && !input.endsWith('/session/second-factor') && !input.endsWith('/session/passkey')) sessionEnded();
    return response;
  } catch (thrown) {
    if (thrown instanceof TypeError) lineDown();
    throw thrown;
  }
});

const own = (code: string, ja: string, en: string): Problem => ({ type: 'about:blank', title: code, status: 0, code, detail: { ja, en } });

export const offline = own('OFFLINE',
  '通信できません。つながるまで操作は受け付けません。ネットワークの接続を確かめて、もう一度お試しください。',
  'No connection. Nothing can be done until it is back. Check the network and try again.');
const unknown = own('OUTCOME_UNKNOWN',
  '結果をまだ確かめられません。画面を読み込み直して、状態を確かめてください。同じ操作は二重に行いません。',
  'The outcome is not known yet. Reload the page to see the state. Nothing is done twice.');
const outdated = own('PAGE_OUTDATED',
  'この画面は古くなっています。鍵箱が新しくなったためです。ブラウザーの再読み込みボタンで読み込み直してください。',
  'This page is out of date. The gateway was renewed. Load the page anew with the browser’s reload button.');

/** What to show for whatever was thrown: the gateway's own sentence, or that the line is down. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Refused) return thrown.problem;
  if (thrown instanceof Outdated) return outdated;
  return thrown instanceof TypeError ? offline : unknown;
}
