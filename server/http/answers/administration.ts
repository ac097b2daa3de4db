// Answers for administrators about people, sections and contractors; of their own municipality only.
import { changeContractor, changeSection } from '../../accounts/change-party.ts';
import { changePerson, endsSessions } from '../../accounts/change-person.ts';
import { readsAlike } from '../../engagements/likeness.ts';
import { addAccount, addContractor, addSection, disableAccount, type MadeAccount } from '../../accounts/people.ts';
import type { Person } from '../../accounts/person.ts';
import { giveAccount } from '../../engagements/roster-submission.ts';
import type { AccountRow } from '../../store/schema.ts';
import type { Answers } from '../adapter.ts';
import { accountView, changeAnswer, contractorView, sectionView } from '../views/administration.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'alikeContractors' | 'sections' | 'addSection' | 'changeSection' | 'contractors' | 'addContractor' | 'changeContractor' | 'accounts' | 'addAccount' | 'changeAccount' | 'disableAccount';

export function administrationAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, operation } = parts;
  return {
    sections: async ({ session }) => (await store.read.selectFrom('sections').select(['id', 'name', 'telephone', 'networks']).where('municipality_id', '=', session.person.municipalityId).orderBy('name').execute()).map(sectionView),
    addSection: async ({ session, body }) => sectionView({ ...await addSection(parts, session.person, body), networks: '[]' }),
    changeSection: async ({ session, params, body }) => changeAnswer(await changeSection(parts, session.person, params['id'] ?? '', body), { kind: 'party' }),
    contractors: async ({ session }) => (await store.read.selectFrom('contractors').select(['id', 'name', 'address', 'page', 'tile', 'networks', 'client_certificates']).where('municipality_id', '=', session.person.municipalityId).orderBy('name').execute()).map((row) => contractorView(row, operation.address('contractor'))),
    alikeContractors: async ({ session, body }) => {
      const rows = await store.read.selectFrom('contractors').select(['id', 'name', 'address']).where('municipality_id', '=', session.person.municipalityId).orderBy('name').orderBy('id').execute();
      return rows.filter(({ name }) => readsAlike(name, body.name));
    },
    addContractor: async ({ session, body }) => contractorView({ ...await addContractor(parts, session.person, body), networks: '[]', client_certificates: '[]' }, operation.address('contractor')),
    changeContractor: async ({ session, params, body }) => changeAnswer(await changeContractor(parts, session.person, params['id'] ?? '', body), { kind: 'party' }),
    ...accountAnswers(parts),
  };
}

function accountAnswers(parts: AnswerParts): Pick<Answers, 'accounts' | 'addAccount' | 'changeAccount' | 'disableAccount'> {
  const { store } = parts;
  return {
    accounts: async ({ session }) => (await store.read.selectFrom('accounts').selectAll().where('municipality_id', '=', session.person.municipalityId).orderBy('name').execute()).map(accountView),
    addAccount: async ({ session, body }) => shown(parts, session.person, await addAccount(parts, session.person, body, async (tx, account) => {
      if (body.rosterId !== undefined) await giveAccount(tx, session.person, body.rosterId, account);
    })),
    changeAccount: async ({ session, params, body }) => {
      const id = params['id'] ?? '';
      const made = await changePerson(parts, session.person, id, body);
      if (made.entry !== null && endsSessions(made.changes)) await parts.collection.cut({ person: id });
      return changeAnswer(made, { kind: 'person' });
    },
    disableAccount: async ({ session, params }) => {
      const id = params['id'] ?? '';
      const account = await disableAccount(parts, session.person, id);
      await parts.collection.cut({ person: id });
      return accountView(account);
    },
  };
}

/** The account with its initial password and the address where the person signs in: on the printed sheet it must be whole. */
async function shown(parts: AnswerParts, who: Person, { account, initial }: MadeAccount) {
  return { account: accountView(account), initial, signInAt: await signInAddress(parts, who, account) };
}

/** Where a person signs in: the whole address. */
export async function signInAddress({ store, operation }: AnswerParts, who: Person, account: AccountRow): Promise<string> {
  if (account.contractor_id === null) return operation.address('ward');
  const firm = await store.read.selectFrom('contractors').selectAll().where('id', '=', account.contractor_id).where('municipality_id', '=', who.municipalityId).executeTakeFirstOrThrow();
  return contractorView(firm, operation.address('contractor')).pageAddress;
}
