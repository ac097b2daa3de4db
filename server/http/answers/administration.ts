// Answers for administrators: people, sections, contractors, engagements, rosters; of their own municipality only.
import { addAccount, addContractor, addSection, disableAccount, resetPassword } from '../../accounts/people.ts';
import type { Person } from '../../accounts/person.ts';
import { addEngagement, ownEngagement } from '../../engagements/engagements.ts';
import { EngagementRefused } from '../../engagements/refusal.ts';
import { addRosterEntry, removeRosterEntry } from '../../engagements/roster.ts';
import type { Answers } from '../adapter.ts';
import { accountView, engagementView, rosterView } from '../views/parties.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'sections' | 'addSection' | 'contractors' | 'addContractor' | 'accounts' | 'addAccount' | 'resetPassword' | 'disableAccount' | 'presets' | 'addEngagement' | 'addRosterEntry' | 'removeRosterEntry';

export function administrationAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store } = parts;
  return {
    sections: ({ session }) => store.read.selectFrom('sections').select(['id', 'name', 'telephone']).where('municipality_id', '=', session.person.municipalityId).orderBy('name').execute(),
    addSection: ({ session, body }) => addSection(parts, session.person, body),
    contractors: ({ session }) => store.read.selectFrom('contractors').select(['id', 'name', 'address', 'page']).where('municipality_id', '=', session.person.municipalityId).orderBy('name').execute(),
    addContractor: ({ session, body }) => addContractor(parts, session.person, body),
    accounts: async ({ session }) => (await store.read.selectFrom('accounts').selectAll().where('municipality_id', '=', session.person.municipalityId).orderBy('name').execute()).map(accountView),
    addAccount: async ({ session, body }) => shown(await addAccount(parts, session.person, body)),
    resetPassword: async ({ session, params }) => shown(await resetPassword(parts, session.person, params['id'] ?? '')),
    disableAccount: async ({ session, params }) => {
      const id = params['id'] ?? '';
      const account = await disableAccount(parts, session.person, id);
      await parts.collection.cut({ person: id });
      return accountView(account);
    },
    presets: async ({ session }) => {
      const ward = await store.read.selectFrom('municipalities').select('name').where('id', '=', session.person.municipalityId).executeTakeFirstOrThrow();
      return parts.presets(ward.name).map((preset) => ({ ...preset, items: [...preset.items], forms: preset.forms.map((form) => ({ ...form })), assumptions: preset.assumptions.map((one) => ({ ...one })) }));
    },
    addEngagement: async ({ session, body }) => engagementView(await addEngagement(parts, session.person, body), session.person, parts.clock.now()),
    addRosterEntry: async ({ session, params, body }) => rosterEntry(parts, session.person, params['id'] ?? '', await addRosterEntry(parts, session.person, params['id'] ?? '', body)),
    removeRosterEntry: async ({ session, params }) => {
      const id = params['id'] ?? '';
      const engagement = await removeRosterEntry(parts, session.person, id);
      const entry = await rosterEntry(parts, session.person, engagement, id);
      await parts.collection.cut({ person: entry.person.id });
      return entry;
    },
  };
}

const shown = ({ account, initial }: Awaited<ReturnType<typeof addAccount>>) => ({ account: accountView(account), initial });

async function rosterEntry({ store }: AnswerParts, who: Person, engagementId: string, id: string) {
  const engagement = await ownEngagement(store.read, who, engagementId);
  const entry = engagement.roster.find((one) => one.id === id);
  if (entry === undefined) throw new EngagementRefused('NOT_FOUND');
  return rosterView(entry);
}
