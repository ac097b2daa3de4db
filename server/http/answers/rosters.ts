// Answers about rosters: submitting, accepting, taking off.
import type { Person } from '../../accounts/person.ts';
import { ownEngagement } from '../../engagements/engagements.ts';
import { accountRequests, waitingRosters } from '../../engagements/roster-rows.ts';
import { decideRosterEntry, endRosterEntry, submitRosterEntry } from '../../engagements/roster-submission.ts';
import type { Answers } from '../adapter.ts';
import { rosterPage } from '../views/rosters.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'roster' | 'submitRosterEntry' | 'decideRosterEntry' | 'endRosterEntry' | 'waitingRosters' | 'accountRequests';

export function rosterAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store } = parts;
  const page = async (who: Person, engagementId: string) => rosterPage(store.read, await ownEngagement(store.read, who, engagementId), who, parts.clock.now());
  return {
    roster: ({ session, params }) => page(session.person, params['id'] ?? ''),
    submitRosterEntry: async ({ session, params, body }) => {
      await submitRosterEntry(parts, session.person, params['id'] ?? '', body);
      return page(session.person, params['id'] ?? '');
    },
    decideRosterEntry: async ({ session, params, body }) => page(session.person, await decideRosterEntry(parts, session.person, params['id'] ?? '', body)),
    endRosterEntry: async ({ session, params, body }) => {
      const { engagementId, accountId } = await endRosterEntry(parts, session.person, params['id'] ?? '', body.reason);
      if (accountId !== null) await parts.collection.cut({ person: accountId });
      return page(session.person, engagementId);
    },
    waitingRosters: ({ session }) => waiting(parts, session.person),
    accountRequests: ({ session }) => accountRequests(store.read, session.person),
  };
}

async function waiting({ store }: AnswerParts, who: Person) {
  const rows = await waitingRosters(store.read, who);
  const firms = rows.length === 0 ? [] : await store.read.selectFrom('contractors').select(['id', 'name', 'address', 'tile']).where('id', 'in', rows.map((row) => row.contractorId)).execute();
  return rows.map((row) => ({
    engagement: { id: row.engagementId, title: row.title }, count: row.count, since: row.since,
    contractor: { kind: 'contractor' as const, telephone: null, id: row.contractorId, name: '', address: null, tile: 0, ...firms.find((firm) => firm.id === row.contractorId) },
  }));
}
