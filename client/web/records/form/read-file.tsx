// Rows read from a CSV file: the gateway reads the file and stores nothing; its rows come after those that stand already. With any trouble no row
// comes, and each trouble says where it stands, what was expected and what came.
import { useRef, useState } from 'react';
import type { PrintLogRows } from '../../../../server/http/wire/print-log.ts';
import type { FieldView } from '../../../../server/http/wire/records.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { count } from '../../text/amounts.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { useSaid } from '../words-of.ts';
import { filledRows, rowOf } from './draft.ts';
import { useRecordEngagement } from './engagement.ts';
import type { ChangeRows } from './rows-field.tsx';

type Trouble = PrintLogRows['troubles'][number];
/** Bytes; the file goes in base64 within a request of 1 MiB. */
const largest = 600_000;
type Found = { readonly name: string } & ({ readonly of: 'rows'; readonly count: number } | { readonly of: 'troubles'; readonly troubles: readonly Trouble[] } | { readonly of: 'too-large' });

async function base64Of(file: File): Promise<string> {
  return btoa(Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
}

export function ReadFile({ field, change }: { readonly field: Extract<FieldView, { kind: 'rows' }>; readonly change: ChangeRows }) {
  const { t } = useWords();
  const engagementId = useRecordEngagement();
  const input = useRef<HTMLInputElement>(null);
  const running = useAct();
  const [found, setFound] = useState<Found | null>(null);
  const read = (file: File): void => running.run(async () => {
    setFound(file.size === 0 || file.size > largest ? { of: 'too-large', name: file.name } : null);
    if (file.size === 0 || file.size > largest) return;
    const { rows, troubles } = await api.call('readPrintLog', { body: { engagementId, file: await base64Of(file) } });
    if (troubles.length > 0) {
      setFound({ of: 'troubles', name: file.name, troubles });
      return;
    }
    change((before) => [...filledRows(before), ...rows.map((row) => rowOf(field.columns, row))]);
    setFound({ of: 'rows', name: file.name, count: rows.length });
  });
  return (
    <div className="mt-3 grid gap-3">
      <input ref={input} type="file" accept=".csv,text/csv" hidden onChange={(event) => { Array.from(event.target.files ?? []).forEach(read); event.target.value = ''; }} />
      <div className="flex flex-wrap items-center gap-4"><Button busy={running.busy} onPress={() => input.current?.click()}>{t('recordForm.read.choose')}</Button><span className="text-quiet">{t('recordForm.read.more')}</span></div>
      <ProblemBanner problem={running.problem} />
      {found !== null && <Outcome found={found} />}
    </div>
  );
}

function Outcome({ found }: { readonly found: Found }) {
  const { t } = useWords();
  const said = useSaid();
  if (found.of === 'rows') return <Banner kind="good" focus title={t('recordForm.read.done', { file: found.name, count: found.count })} />;
  if (found.of === 'too-large') return <Banner kind="stop" focus title={t('recordForm.read.refused', { file: found.name })}>{t('recordForm.read.tooLarge', { bytes: count(largest) })}</Banner>;
  return (
    <Banner kind="stop" focus title={t('recordForm.read.refused', { file: found.name })}>
      <p>{t('recordForm.read.mend', { count: found.troubles.length })}</p>
      <div className="mt-2">
        <Table<Trouble> caption={t('recordForm.read.troubles')} rows={found.troubles} keyOf={(one) => `${one.row} ${one.column} ${one.came} ${one.expected.en}`} columns={[
          { head: t('recordForm.rows.number'), right: true, names: true, cell: (one) => count(one.row) },
          { head: t('recordForm.read.column'), cell: (one) => <span lang="ja">{one.column === '' ? '—' : one.column}</span> },
          { head: t('recordForm.read.expected'), cell: (one) => said(one.expected) },
          { head: t('recordForm.read.came'), cell: (one) => (one.came === '' ? t('recordForm.read.empty') : one.came) },
        ]} />
      </div>
    </Banner>
  );
}
