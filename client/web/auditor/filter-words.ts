// A search of the ledger in words, for lists of kept searches and of extracts.
import { useCallback } from 'react';
import type { z } from 'zod';
import type { auditChoices } from '../../../server/http/wire/audit.ts';
import type { StoredFilter } from '../../../server/http/wire/log-search.ts';
import { useActName, useReasonName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { shortDay } from '../text/dates.ts';

export function useFilterWords(choices: z.infer<typeof auditChoices>): (filter: StoredFilter) => string {
  const { t, language } = useWords();
  const [nameOf, reasonOf] = [useActName(), useReasonName()];
  return useCallback((filter) => {
    const told = [
      filter.from === undefined ? null : `${t('ledger.from')} ${shortDay(filter.from, language)}`, filter.to === undefined ? null : `${t('ledger.to')} ${shortDay(filter.to, language)}`, filter.person ?? null,
      filter.number === undefined ? null : `${t('searching.number')} ${filter.number}`, filter.transfer === undefined ? null : t('ledger.oneTransfer'), filter.act?.map(nameOf).join(t('filter.or')) ?? null,
      filter.result === undefined ? null : t(filter.result === 'done' ? 'ledger.done' : 'ledger.refused'), filter.code === undefined ? null : reasonOf(filter.code),
      filter.contractor === undefined ? null : choices.contractors.find(({ id }) => id === filter.contractor)?.name ?? null, filter.engagement === undefined ? null : choices.engagements.find(({ id }) => id === filter.engagement)?.title ?? null,
    ].filter((part) => part !== null);
    return told.length === 0 ? t('searching.every') : told.join(' / ');
  }, [t, language, nameOf, reasonOf, choices]);
}
