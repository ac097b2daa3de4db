// The people with the sections and contractors they belong to, and what waits for a second administrator: what every page about people loads.
import type { AccountView, ContractorView, SectionView } from '../../../server/http/wire/administration.ts';
import type { RequestView } from '../../../server/http/wire/two-person.ts';
import { api } from '../app/api.ts';
import { useLoad, type Load } from '../app/loading.ts';

export interface People { readonly accounts: readonly AccountView[]; readonly sections: readonly SectionView[]; readonly contractors: readonly ContractorView[]; readonly requests: readonly RequestView[] }

export function usePeople(): Load<People> {
  return useLoad('people', async (): Promise<People> => {
    const [accounts, sections, contractors, requests] = await Promise.all([api.call('accounts', {}), api.call('sections', {}), api.call('contractors', {}), api.call('requests', {})]);
    return { accounts, sections, contractors, requests };
  });
}

/** The name of the section or contractor that a person belongs to; '' for auditors and administrators. */
export function placeOf(account: AccountView, { sections, contractors }: People): string {
  return [...sections, ...contractors].find(({ id }) => id === (account.sectionId ?? account.contractorId))?.name ?? '';
}
