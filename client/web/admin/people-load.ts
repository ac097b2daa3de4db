// The people with the sections and contractors they belong to: what every page about people loads.
import type { AccountView, ContractorView, SectionView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useLoad, type Load } from '../app/loading.ts';

export interface People { readonly accounts: readonly AccountView[]; readonly sections: readonly SectionView[]; readonly contractors: readonly ContractorView[] }

export function usePeople(): Load<People> {
  return useLoad('people', async (): Promise<People> => {
    const [accounts, sections, contractors] = await Promise.all([api.call('accounts', {}), api.call('sections', {}), api.call('contractors', {})]);
    return { accounts, sections, contractors };
  });
}

/** The name of the section or contractor that a person belongs to; '' for auditors and administrators. */
export function placeOf(account: AccountView, { sections, contractors }: People): string {
  return [...sections, ...contractors].find(({ id }) => id === (account.sectionId ?? account.contractorId))?.name ?? '';
}
