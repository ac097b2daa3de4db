// Whose turn it is, and what this reader may record next: one form, or a choice between several, the expected one first.
import { useState } from 'react';
import type { OpenStageView, RecordView } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { go } from '../app/place.ts';
import { Button } from '../ui/button.tsx';
import { ToggleChip } from '../ui/filter-chip.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { DueDay } from './badges.tsx';
import { RecordForm } from './form/record-form.tsx';
import { useSaid, useTurn } from './words-of.ts';

const HEADING = 'next-stage';

/** The first thing under the title: who acts next and by when; from here the reader gets to the form below the document. */
export function TurnBox({ record }: { readonly record: RecordView }) {
  const { t } = useWords();
  const turnOf = useTurn();
  if (record.state === 'closed') return null;
  const stage = record.next.find(({ expected }) => expected) ?? record.next[0];
  return (
    <section aria-label={t('detail.next')} className={`screen-only flex flex-wrap items-center justify-between gap-4 rounded-12 border-2 p-4 md:p-6 ${record.mine ? 'border-act' : 'border-rule'}`}>
      <p className="grid gap-1"><strong className="text-std-18B-160"><Foreign>{turnOf(record.turn, record.mine, record.contractor?.name ?? null)}</Foreign></strong>{record.dueOn !== null && <span>{t('records.dueOn')} <DueDay day={record.dueOn} /></span>}</p>
      {stage !== undefined && <Button onPress={() => { const heading = document.getElementById(HEADING); heading?.scrollIntoView(); heading?.focus(); }}>{t('records.toForm')}</Button>}
    </section>
  );
}

interface NextProps { readonly record: RecordView; readonly onDone: (record: RecordView) => void; readonly onReload: () => void }

export function NextStages({ record, onDone, onReload }: NextProps) {
  const { t } = useWords();
  const said = useSaid();
  const [chosen, choose] = useState<string | null>(null);
  const stage = record.next.find((one) => one.stage === chosen) ?? record.next.find(({ expected }) => expected) ?? record.next[0];
  if (stage === undefined) return null;
  return (
    <section className="screen-only grid gap-4 rounded-12 border-2 border-act p-4 md:p-6">
      {record.next.length > 1 && <div role="group" aria-label={t('records.choose')} className="flex flex-wrap gap-3">{record.next.map((one) => <ToggleChip key={one.stage} on={one === stage} onChange={() => choose(one.stage)}>{said(one.title)}</ToggleChip>)}</div>}
      <h2 id={HEADING} tabIndex={-1} className="text-std-20B-150"><Foreign>{said(stage.title)}</Foreign></h2>
      {stage.dueOn !== null && stage.dueOn !== record.dueOn && <p>{t('records.dueOn')} <DueDay day={stage.dueOn} /></p>}
      <NextStage key={`${stage.stage} ${record.stages.filter((taken) => taken.stage === stage.stage).length}`} stage={stage} record={record} onDone={onDone} onReload={onReload} />
    </section>
  );
}

/** After the record was changed by another the form stays as it was filled in, until the reader loads the record anew. */
function NextStage({ stage, record, onDone, onReload }: NextProps & { readonly stage: OpenStageView }) {
  const { t } = useWords();
  const said = useSaid();
  const running = useAct();
  return (
    <RecordForm prefix={stage.stage} fields={stage.fields} values={stage.values} attachments={record.attachments} act={said(stage.act)} running={running}
      onSend={async (values) => {
        onDone(await api.call('addStage', { id: record.id, body: { stage: stage.stage, values, seen: record.stages.length } }));
        go(`/records/${record.id}`, { replace: true, done: t('records.recorded') });
      }}>
      {running.problem?.code === 'CHANGED_MEANWHILE' && <div><Button onPress={onReload}>{t('act.reload')}</Button></div>}
    </RecordForm>
  );
}
