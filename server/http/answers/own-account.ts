// Answers about the own account: where one is signed in, and what happened to it.
import { happeningsOf } from '../../accounts/happenings.ts';
import { endOtherSessions, endOwnSession, ownSessions } from '../../accounts/own-sessions.ts';
import type { Person } from '../../accounts/person.ts';
import type { Answers } from '../adapter.ts';
import { isNewTo, previousSignIn } from '../views/own-account.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'ownSessions' | 'endOwnSession' | 'endOtherSessions' | 'happenings';

export function ownAccountAnswers({ store, clock, enrolment, collection }: AnswerParts): Pick<Answers, Names> {
  const listed = async (person: Person) => ({ sessions: await ownSessions(store.read, person, clock.now()) });
  return {
    ownSessions: ({ session }) => listed(session.person),
    endOwnSession: async ({ session, params, body }) => {
      const id = params['id'] ?? '';
      await endOwnSession(enrolment, session.person, { ...body, id });
      await collection.cut({ occasion: id });
      return listed(session.person);
    },
    endOtherSessions: async ({ session, body }) => {
      await endOtherSessions(enrolment, session.person, body);
      await collection.cut({ person: session.person.id, besides: session.person.occasion });
      return listed(session.person);
    },
    happenings: async ({ session: { person } }) => {
      const previous = await previousSignIn(store.read, person);
      return { happenings: (await happeningsOf(store.read, person.id)).map((one) => ({ ...one, isNew: isNewTo(person, previous, one) })) };
    },
  };
}
