// A person of the demo: signed in over the real listener with a cookie of their own, as a browser would be.
import { randomBytes } from 'node:crypto';
import { createApi, Refused, type Api } from '../../api.ts';
import { createSignedFetch, type SignedFetch } from '../signed-fetch.ts';

export interface Someone {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  /** The sign-in password, shown when the portal is left up; for this made-up person only. */
  readonly password: string;
  readonly api: Api;
  readonly line: SignedFetch;
  /** Another occasion; also needed when the clock was turned past the end of the session. */
  signInAgain(): Promise<void>;
}

export interface Arrival {
  readonly account: { readonly id: string; readonly name: string };
  readonly initial: { readonly login: string; readonly password: string };
  /** The contractor's page, for people of a contractor. */
  readonly page?: string;
}

/** Signs in with the one-time password and chooses a password of one's own, as everybody must. */
export async function arrive(origin: string, { account, initial, page }: Arrival): Promise<Someone> {
  const line = createSignedFetch(origin);
  const api = createApi({ base: origin, fetch: line.fetch });
  const place = page === undefined ? {} : { page };
  const password = `demo-${randomBytes(8).toString('hex').replace(/(.{4})(?=.)/g, '$1-')}`;
  await api.call('signIn', { body: { login: initial.login, password: initial.password, ...place } });
  await api.call('changePassword', { body: { current: initial.password, next: password } });
  const signInAgain = async (): Promise<void> => {
    await api.call('signIn', { body: { login: initial.login, password, ...place } });
  };
  return { id: account.id, name: account.name, login: initial.login, password, api, line, signInAgain };
}

/** True if the gateway refuses with exactly this code. Anything else that goes wrong is thrown. */
export async function isRefused(call: Promise<unknown>, code: string): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    if (error instanceof Refused) return error.problem.code === code;
    throw error;
  }
}
