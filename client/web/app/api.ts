// The one typed client of the application, and what it notices on the way: a session that ended.
import { createApi, Refused } from '../../api.ts';
import type { Problem } from '../../../server/http/wire/problem.ts';

const ended = new Set<() => void>();
/** Calls `watch` when the gateway no longer knows this session. Returns how to stop. */
export function onSessionEnded(watch: () => void): () => void {
  ended.add(watch);
  return () => ended.delete(watch);
}

export function sessionEnded(): void {
  for (const watch of ended) watch();
}

export const api = createApi({
  base: '',
  fetch: async (input, init) => {
    const response = await fetch(input, { ...init, credentials: 'same-origin', cache: 'no-store' });
    if (response.status === 401 && !input.endsWith('/api/v1/session') && !input.endsWith('/session/password')) sessionEnded();
    return response;
  },
});

const offline: Problem = {
  type: 'about:blank', title: 'OFFLINE', status: 0, code: 'OFFLINE',
  detail: {
    ja: '通信できません。つながるまで操作は受け付けません。ネットワークの接続を確かめて、もう一度お試しください。',
    en: 'No connection. Nothing can be done until it is back. Check the network and try again.',
  },
};
const fault: Problem = {
  type: 'about:blank', title: 'OUTCOME_UNKNOWN', status: 0, code: 'OUTCOME_UNKNOWN',
  detail: {
    ja: '結果をまだ確かめられません。画面を読み込み直して、状態を確かめてください。同じ操作は二重に行いません。',
    en: 'The outcome is not known yet. Reload the page to see the state. Nothing is done twice.',
  },
};

/** What to show for whatever was thrown: the gateway's own sentence, or that the line is down. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Refused) return thrown.problem;
  return thrown instanceof TypeError ? offline : fault;
}
