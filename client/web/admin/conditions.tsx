// 取扱条件 as the administrator reads them: each value, whether and from when it can be changed, and what is only assumed.
import type { ConditionView } from '../../../server/http/wire/administration.ts';
import { useWords } from '../app/language.ts';
import { Table } from '../ui/table.tsx';
import { useShown } from './shown-value.ts';

export function Conditions({ conditions }: { readonly conditions: readonly ConditionView[] }) {
  const { t, language } = useWords();
  const shown = useShown();
  return (
    <Table caption={t('engagement.policy')} rows={conditions} keyOf={(row) => row.field} columns={[
      { head: t('changing.field'), names: true, cell: (row) => t(`fields.${row.field}`) },
      { head: t('keeping.conditionValue'), cell: (row) => shown(row.form, row.value) },
      { head: t('keeping.conditionChange'), cell: (row) => (row.takesEffect === null ? t('keeping.fixed') : t('keeping.open', { effect: t(`effects.${row.takesEffect}`) })) },
      ...(conditions.every((row) => row.assumed === null) ? [] : [{ head: t('keeping.note'), cell: (row: ConditionView) => (row.assumed === null ? '' : <span>{t('keeping.assumed')}<span className="block text-dns-14N-130 text-quiet">{row.assumed[language]}</span></span>) }]),
    ]} />
  );
}
