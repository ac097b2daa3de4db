// 変更の記録: what was done to one object, from the ledger, newest first; each field before and after, who and why.
import { useState } from 'react';
import type { z } from 'zod';
import type { HistoryEntry, historyKind, Value } from '../../../server/http/wire/administration.ts';
import { useActName } from '../app/act-names.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Loaded, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { useShown } from './shown-value.ts';

interface HistoryProps { readonly kind: z.infer<typeof historyKind>; readonly id: string }

export function History({ kind, id }: HistoryProps) {
  const { t } = useWords();
  const act = useAct();
  const newest = useLoad(`${kind} ${id}`, () => api.call('history', { query: { kind, id } }));
  const [older, setOlder] = useState<{ entries: readonly HistoryEntry[]; next: number | null } | null>(null);
  const next = older === null ? newest.value?.next ?? null : older.next;
  const more = (): void => act.run(async () => {
    if (next === null) return;
    const page = await api.call('history', { query: { kind, id, before: next } });
    setOlder({ entries: [...older?.entries ?? [], ...page.entries], next: page.next });
  });
  return (
    <Section title={t('past.title')}>
      <Loaded of={newest}>{({ entries }) => (entries.length === 0 ? <p>{t('past.none')}</p> : <Entries entries={[...entries, ...older?.entries ?? []]} />)}</Loaded>
      <ProblemBanner problem={act.problem} />
      {next !== null && <div><Button busy={act.busy} onPress={more}>{t('past.more')}</Button></div>}
    </Section>
  );
}

function Entries({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const { t } = useWords();
  const named = useActName();
  return (
    <Table caption={t('past.title')} rows={entries} keyOf={(row) => String(row.entry)} columns={[
      { head: t('past.when'), cell: (row) => <span className="md:whitespace-nowrap"><When at={row.at} short /><span className="block text-quiet">{t('past.entry', { entry: row.entry })}</span></span> },
      { head: t('past.what'), names: true, cell: (row) => <span><span className="block">{named(row.act)}</span>{row.changes.map((change) => <Changed key={change.field} change={change} />)}</span> },
      { head: t('past.who'), cell: (row) => row.by },
      { head: t('past.reason'), cell: (row) => row.reason ?? <span className="text-quiet">{t('changing.none')}</span> },
    ]} />
  );
}

function Changed({ change }: { readonly change: HistoryEntry['changes'][number] }) {
  const { t } = useWords();
  const shown = useShown();
  const text = (value: Value): string => shown(change.form, value);
  return <span className="block text-std-16N-170"><Foreign>{t('past.change', { field: t(`fields.${change.field}`), before: text(change.before), after: text(change.after) })}</Foreign></span>;
}
