// Answers about what takes two administrators: who asked, who decides, and the initial password for who approved.
import { askAdministrator, askAdministratorAgain, namedIn } from '../../accounts/administrators.ts';
import { approveRequest, refuseRequest } from '../../accounts/deciding.ts';
import type { Person } from '../../accounts/person.ts';
import { askReset } from '../../accounts/resets.ts';
import { endsAt, hindrance, requestsOf, stateOf, type TwoPersonRequest } from '../../accounts/two-person.ts';
import type { Answers } from '../adapter.ts';
import { accountView } from '../views/administration.ts';
import type { RequestView } from '../wire/two-person.ts';
import { signInAddress } from './administration.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'requests' | 'askReset' | 'askAdministrator' | 'askAdministratorAgain' | 'approveRequest' | 'refuseRequest';

export function requestAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, clock } = parts;
  return {
    requests: async ({ session }) => {
      const found = await requestsOf(store.read, session.person.municipalityId, clock.now());
      return Promise.all(found.map((request) => requestView(parts, session.person, request)));
    },
    askReset: async ({ session, params, body }) => requestView(parts, session.person, await askReset(parts, session.person, params['id'] ?? '', body)),
    askAdministrator: async ({ session, body }) => requestView(parts, session.person, await askAdministrator(parts, session.person, body)),
    askAdministratorAgain: async ({ session, params, body }) => requestView(parts, session.person, await askAdministratorAgain(parts, session.person, params['id'] ?? '', body)),
    approveRequest: async ({ session, params, body }) => {
      const { request, account, initial } = await approveRequest({ ...parts, factorTries: parts.enrolment.factorTries }, session.person, params['id'] ?? '', body);
      await parts.collection.cut({ person: account.id });
      return { request: await requestView(parts, session.person, request), account: accountView(account), initial, signInAt: await signInAddress(parts, session.person, account) };
    },
    refuseRequest: async ({ session, params }) => requestView(parts, session.person, await refuseRequest(parts, session.person, params['id'] ?? '')),
  };
}

async function requestView({ store, clock }: AnswerParts, who: Person, request: TwoPersonRequest): Promise<RequestView> {
  const { read } = store;
  const [named, now] = [async (id: string) => ({ id, name: (await read.selectFrom('accounts').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '' }), clock.now()];
  const reason = await read.selectFrom('texts').select('text').where('id', '=', `${request.entry}:reason`).executeTakeFirst();
  const state = stateOf(request, now);
  const mayApprove = state === 'waiting' && await hindrance(read, who, request, now) === null;
  return {
    id: request.id, about: await aboutOf({ store }, request), what: request.what, reason: reason?.text ?? null, askedBy: await named(request.askedBy), askedAt: request.askedAt, validUntil: endsAt(request), state,
    decidedBy: request.decidedBy === null ? null : await named(request.decidedBy), decidedAt: request.decidedAt,
    may: state === 'waiting' ? [...(mayApprove ? ['approve' as const] : []), 'refuse'] : [],
  };
}

async function aboutOf({ store }: Pick<AnswerParts, 'store'>, request: TwoPersonRequest): Promise<RequestView['about']> {
  if (request.accountId === null) return { id: null, ...(await namedIn(store.read, request) ?? { name: null, login: null }) };
  const { id, name, login } = await store.read.selectFrom('accounts').select(['id', 'name', 'login']).where('id', '=', request.accountId).executeTakeFirstOrThrow();
  return { id, name, login };
}
