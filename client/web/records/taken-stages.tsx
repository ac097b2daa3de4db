// What was recorded, stage by stage: who, when, which entry of the ledger. A corrected stage shows its newest version; the older ones are folded away.
import { useState } from 'react';
import type { FieldView, RecordView, TakenStageView } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { go } from '../app/place.ts';
import { Button, Link } from '../ui/button.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { When } from '../ui/when.tsx';
import { RecordForm } from './form/record-form.tsx';
import { ShownValues } from './shown-values.tsx';
import { versionsOf, type Versions } from './versions.ts';
import { useRoot, useSaid } from './words-of.ts';

interface StagesProps { readonly record: RecordView; readonly onDone: (record: RecordView) => void; readonly onReload: () => void }

export function TakenStages({ record, onDone, onReload }: StagesProps) {
  return (
    <div className="grid gap-6 print:block">
      {versionsOf(record.stages).map((versions) => <Stage key={versions.now.seq} versions={versions} record={record} onDone={onDone} onReload={onReload} />)}
    </div>
  );
}

function Stage({ versions: { now, older }, record, onDone, onReload }: StagesProps & { readonly versions: Versions }) {
  const { t } = useWords();
  const said = useSaid();
  const [correcting, setCorrecting] = useState(false);
  const title = said(now.title);
  return (
    <section className="grid gap-4 rounded-12 border border-rule p-4 md:p-6 print:mb-6 print:block print:rounded-none print:border-0 print:border-t print:p-0 print:pt-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-std-20B-150"><Foreign>{title}</Foreign></h2>
        <TakenBy stage={now} />
      </div>
      {now.corrects !== null && <p className="text-mind"><Foreign>{t('records.corrected', { reason: now.reason ?? '' })}</Foreign></p>}
      {correcting
        ? <Correction stage={now} record={record} onReload={onReload} onDone={(next) => { setCorrecting(false); onDone(next); }} onCancel={() => setCorrecting(false)} />
        : <ShownValues fields={now.fields} values={now.values} attachments={record.attachments} />}
      {older.length > 0 && <Older stages={older} record={record} />}
      {now.mayCorrect && !correcting && <div className="screen-only"><Button kind="plain" aria-label={t('records.correctNamed', { title })} onPress={() => setCorrecting(true)}>{t('records.correct')}</Button></div>}
    </section>
  );
}

function TakenBy({ stage }: { readonly stage: TakenStageView }) {
  const { t } = useWords();
  const root = useRoot();
  const entry = t('detail.entry', { index: stage.entry });
  return <p className="text-quiet"><Foreign>{stage.by}</Foreign>　<When at={stage.at} />　<span className="whitespace-nowrap">{root === '' ? entry : <Link to={`/audit/ledger/${stage.entry}`}>{entry}</Link>}</span></p>;
}

function Older({ stages, record }: { readonly stages: readonly TakenStageView[]; readonly record: RecordView }) {
  const { t } = useWords();
  return (
    <details>
      <summary className="min-h-11 w-fit cursor-pointer py-2 text-act underline underline-offset-3">{t('records.older', { count: stages.length })}</summary>
      <ol className="grid gap-4 border-l-4 border-rule pl-4">
        {stages.map((stage) => <li key={stage.seq} className="grid gap-3"><TakenBy stage={stage} /><ShownValues fields={stage.fields} values={stage.values} attachments={record.attachments} /></li>)}
      </ol>
    </details>
  );
}

const REASON = 'reason of the correction';

/** A new version of the stage that names the old one and the reason; the old one is kept. */
function Correction({ stage, record, onDone, onReload, onCancel }: StagesProps & { readonly stage: TakenStageView; readonly onCancel: () => void }) {
  const { t } = useWords();
  const running = useAct();
  const label = t('records.reason');
  const reason: FieldView = { kind: 'line', id: REASON, label: { ja: label, en: label }, support: null, optional: false, when: null };
  return (
    <>
      <p className="screen-only">{t('records.correctMore')}</p>
      <RecordForm prefix={`correct-${stage.seq}`} fields={[...stage.fields, reason]} values={stage.values} attachments={record.attachments} act={t('records.correctNow')} filled={record.next.length === 0} running={running} confirms={false} onCancel={onCancel}
        onSend={async ({ [REASON]: why, ...values }) => {
          onDone(await api.call('correctStage', { id: record.id, body: { seq: stage.seq, values, reason: typeof why === 'string' ? why : '', seen: record.stages.length } }));
          go(`/records/${record.id}`, { replace: true, done: t('records.correctedDone') });
        }}>
        {running.problem?.code === 'CHANGED_MEANWHILE' && <div><Button onPress={onReload}>{t('act.reload')}</Button></div>}
      </RecordForm>
    </>
  );
}
