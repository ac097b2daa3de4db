// Coming in, whichever way: from where and with what, and the session under a token that was just made, with its cookie.
import { browserOf } from '../../accounts/browser.ts';
import type { From } from '../../accounts/open-session.ts';
import { findSession } from '../../accounts/sessions.ts';
import type { Call } from '../adapter.ts';
import { writeToken } from '../cookies.ts';
import { sessionView } from '../views/parties.ts';
import type { AnswerParts } from './parts.ts';

export const cameFrom = ({ side, address, request }: Pick<Call<'signIn'>, 'side' | 'address' | 'request'>): From => ({ side, address, browser: browserOf(request.headers['user-agent']) });

export async function opened(parts: Pick<AnswerParts, 'store' | 'clock'>, { side, response }: Pick<Call<'signIn'>, 'side' | 'response'>, token: string) {
  response.setHeader('set-cookie', writeToken(token, side));
  return sessionView(parts.store.read, await findSession(parts, token, side), side);
}

/** After the person's other sign-ins were ended: what they are still sent is cut, and this one goes on under its new token. */
export async function goesOn(parts: Pick<AnswerParts, 'store' | 'clock' | 'collection'>, call: Pick<Call<'changePassword'>, 'session' | 'side' | 'response'>, token: string) {
  const { id, occasion } = call.session.person;
  await parts.collection.cut({ person: id, besides: occasion });
  return opened(parts, call, token);
}
