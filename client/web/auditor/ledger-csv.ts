// The ledger's rows as a CSV file, in the words of the page.
import { useCallback } from 'react';
import type { LedgerRow } from '../../../server/http/wire/ledger.ts';
import { useActName, useReasonName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { clockWithSeconds, isoDay } from '../text/dates.ts';
import { csvOf } from './csv.ts';

export function useLedgerCsv(): (rows: readonly LedgerRow[]) => Blob {
  const { t } = useWords();
  const nameOf = useActName();
  const reasonOf = useReasonName();
  return useCallback((rows) => csvOf(
    [t('ledger.index'), t('ledger.at'), t('ledger.actor'), t('ledger.act'), t('list.number'), t('ledger.contractor'), t('ledger.engagement'), t('ledger.result')],
    rows.map((row) => [row.index, `${isoDay(row.at)} ${clockWithSeconds(row.at)}`, row.actor, nameOf(row.act), row.transferNumber ?? '', row.contractor ?? '', row.engagement ?? '', row.result === 'done' ? t('ledger.done') : t('ledger.refusedWith', { reason: reasonOf(row.code) })]),
  ), [t, nameOf, reasonOf]);
}
