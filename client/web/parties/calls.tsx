// 電話連絡 (4-3): the calls about a sending, the form that records one, and the sendings in which nobody was reached yet.
import { useState } from 'react';
import type { SendingWithoutCall } from '../../../server/http/wire/confirmations.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { clock, instantInJapan, isoDay } from '../text/dates.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { MomentField } from '../ui/moment-field.tsx';
import { Loaded, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { RESULTS } from './notice/handover-form.ts';

/** On the page of a sending, for the ward: whether it is 送付完了, and its calls. */
export function CallsOfTransfer({ transfer, onRecorded }: { readonly transfer: TransferView; readonly onRecorded: () => void }) {
  const { t } = useWords();
  const loaded = useLoad(transfer.id, async () => {
    const [calls, open] = await Promise.all([api.call('calls', { id: transfer.id }), api.call('sendingsWithoutCall', {})]);
    return { calls, missing: open.find((one) => one.transfer.id === transfer.id) ?? null };
  });
  const recorded = (): void => {
    loaded.reload();
    onRecorded();
  };
  return (
    <Loaded of={loaded}>
      {({ calls, missing }) => (calls.length === 0 && missing === null ? null : (
        <Section title={t('calls.title')}>
          <p className="flex flex-wrap items-center gap-2">{t('calls.sending')} <Badge tone={transfer.sending === 'complete' ? 'good' : 'wait'} icon={transfer.sending === 'complete' ? 'tick' : 'clock'}>{t(`calls.states.${transfer.sending}`)}</Badge></p>
          {calls.length === 0 ? <p>{t('calls.none')}</p> : (
            <Table caption={t('calls.title')} rows={calls} keyOf={(call) => call.id} columns={[
              { head: t('calls.at'), names: true, cell: (call) => <When at={call.at} short /> }, { head: t('calls.caller'), cell: (call) => call.caller }, { head: t('calls.to'), cell: (call) => call.to },
              { head: t('calls.telephone'), cell: (call) => call.telephone }, { head: t('calls.result'), cell: (call) => t(`notice.results.${call.result}`) },
            ]} />
          )}
          {missing !== null && <CallForm sending={missing} onDone={recorded} />}
        </Section>
      ))}
    </Loaded>
  );
}

function CallForm({ sending, onDone }: { readonly sending: SendingWithoutCall; readonly onDone: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const now = new Date().toISOString();
  const last = sending.calls.at(-1);
  const [typed, setTyped] = useState<{ to: string; telephone: string; result: (typeof RESULTS)[number]; day: string; time: string }>({ to: sending.people.length === 1 ? sending.people[0]?.id ?? '' : '', telephone: last?.telephone ?? '', result: 'talked', day: isoDay(now), time: clock(now) });
  const [tried, setTried] = useState(false);
  const at = instantInJapan(typed.day, typed.time);
  const lacks = (value: string): string | null => (tried && value.trim() === '' ? t('calls.missing') : null);
  const record = (): void => {
    setTried(true);
    if (at === null || typed.to === '' || typed.telephone.trim() === '') return;
    act.run(async () => {
      await api.call('addCall', { id: sending.transfer.id, body: { to: typed.to, at, telephone: typed.telephone.trim(), result: typed.result } });
      onDone();
    });
  };
  return (
    <div className="screen-only grid max-w-[48rem] gap-6">
      <ProblemBanner problem={act.problem} />
      <Select id="call-to" label={t('calls.to')} value={typed.to} onChange={(to) => setTyped({ ...typed, to })} error={lacks(typed.to)} blank={t('contents.pick')} options={sending.people.map((person) => ({ value: person.id, label: t('notice.fromRoster', { name: person.name }) }))} />
      <div className="flex flex-wrap items-start gap-4">
        <TextField id="call-telephone" label={t('calls.telephone')} value={typed.telephone} onChange={(telephone) => setTyped({ ...typed, telephone })} error={lacks(typed.telephone)} width="middle" inputMode="tel" maxLength={40} autoComplete="off" />
        <Select id="call-result" label={t('calls.result')} value={typed.result} onChange={(result) => setTyped({ ...typed, result: RESULTS.find((one) => one === result) ?? 'talked' })} options={RESULTS.map((value) => ({ value, label: t(`notice.results.${value}`) }))} />
      </div>
      <MomentField id="call-day" label={t('calls.at')} day={typed.day} time={typed.time} error={tried && at === null ? t('calls.missing') : null} onChange={(moment) => setTyped({ ...typed, ...moment })} />
      <div><Button busy={act.busy} onPress={record}>{t('calls.recordNow')}</Button></div>
    </div>
  );
}

/** The open list: nothing while every sending has its call. */
export function SendingsWithoutCall() {
  const { t } = useWords();
  const loaded = useLoad('sendings-without-call', () => api.call('sendingsWithoutCall', {}));
  const rows = loaded.value ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('calls.open')}>
      <p>{t('calls.openMore')}</p>
      <Table caption={t('calls.open')} rows={rows} keyOf={(row) => row.transfer.id} columns={[
        { head: t('list.number'), names: true, cell: (row) => <Link to={`/transfers/${row.transfer.id}`}>{row.transfer.number}</Link> }, { head: t('transfer.recipient'), cell: (row) => row.recipient },
        { head: t('calls.at'), cell: (row) => { const last = row.calls.at(-1); return last === undefined ? t('calls.none') : <span><When at={last.at} short /> {t(`notice.results.${last.result}`)}</span>; } },
        { head: t('todo.act'), act: true, cell: (row) => <Link to={`/transfers/${row.transfer.id}`} kind="outline" label={t('todo.actFor', { act: t('calls.record'), number: row.transfer.number })}>{t('calls.record')}</Link> },
      ]} />
    </Section>
  );
}
