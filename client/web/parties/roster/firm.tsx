// One firm on the roster page: its waiting entries first, then its people, then what is past.
import { useState } from 'react';
import type { FirmRoster, RosterEntryView, RosterPage } from '../../../../server/http/wire/rosters.ts';
import { listed, useWords } from '../../app/language.ts';
import { shortDay } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel, Section } from '../../ui/page.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Day, Period } from '../../ui/when.tsx';
import { EntryActs } from './entry-acts.tsx';
import { History } from './history.tsx';
import { Submit } from './submit.tsx';

const STATES = { waiting: ['wait', 'hourglass'], 'no-account': ['wait', 'person'], coming: ['rest', 'clock'], acting: ['good', 'tick'], returned: ['mind', 'back'], withdrawn: ['rest', 'slash'], ended: ['rest', 'slash'] } as const;
export type Done = (page: RosterPage, words: string) => void;
interface FirmProps { readonly page: RosterPage; readonly firm: FirmRoster; readonly onDone: Done }

export function Firm({ page, firm, onDone }: FirmProps) {
  const { t } = useWords();
  const [submitting, setSubmitting] = useState(false);
  const waiting = firm.entries.filter((one) => one.state === 'waiting');
  const current = firm.entries.filter((one) => ['acting', 'coming', 'no-account'].includes(one.state));
  const done: Done = (next, words) => {
    setSubmitting(false);
    onDone(next, words);
  };
  return (
    <Section title={t('roster.of', { name: firm.party.name })} aside={firm.maySubmit && !submitting && <Button kind={waiting.length === 0 ? 'filled' : 'outline'} onPress={() => setSubmitting(true)}>{t('roster.submit')}</Button>}>
      {firm.principal !== null && <p className="text-quiet">{t('roster.subcontractorOf', { name: firm.principal })}</p>}
      {submitting && <Panel><Submit engagementId={page.engagement.id} firm={firm} onDone={done} onNo={() => setSubmitting(false)} /></Panel>}
      {waiting.length > 0 && <Waiting entries={waiting} onDone={onDone} />}
      <Missing firm={firm} />
      <Untrained page={page} entries={current} />
      {current.length === 0 ? <p>{t('roster.none')}</p> : <Current firm={firm.party.name} page={page} entries={current} onDone={onDone} />}
      <History entries={firm.entries} />
    </Section>
  );
}

function Missing({ firm: { missing, entries } }: { readonly firm: FirmRoster }) {
  const { t } = useWords();
  if (missing.length === 0) return null;
  const first = !entries.some((one) => one.role === 'manager' && one.state === 'acting');
  return <Banner kind="mind" title={t('roster.missing', { roles: listed(missing.map((role) => t(`engagement.roles.${role}`))) })}><p>{t(first ? 'roster.missingFirst' : 'roster.missingMore')}</p></Banner>;
}

function Untrained({ page: { trainedSince }, entries }: { readonly page: RosterPage; readonly entries: readonly RosterEntryView[] }) {
  const { t, language } = useWords();
  const without = [...new Set(entries.filter((one) => one.training?.counts === false).map((one) => one.name))];
  if (trainedSince === null || without.length === 0) return null;
  return <Banner kind="mind" title={t('roster.untrained', { names: listed(without) })}><p>{t('roster.untrainedMore', { since: shortDay(`${trainedSince}T12:00:00+09:00`, language) })}</p></Banner>;
}

function Waiting({ entries, onDone }: { readonly entries: readonly RosterEntryView[]; readonly onDone: Done }) {
  const { t } = useWords();
  return (
    <Panel>
      <h3 className="text-std-18B-160">{t('roster.waiting', { count: entries.length })}</h3>
      <p>{t('roster.waitingMore')}</p>
      <ul className="grid gap-4">
        {entries.map((entry, i) => (
          <li key={entry.id} className="grid gap-3 border-t border-rule pt-4 md:grid-cols-[minmax(0,1fr)_max-content] md:items-center">
            <div className="grid gap-1">
              <p><strong lang="ja">{entry.name}</strong>　{t(`engagement.roles.${entry.role}`)}　<Term entry={entry} />{entry.login !== null && <span className="ml-3 text-quiet">{t('roster.login')} <code>{entry.login}</code></span>}</p>
              <p className="text-quiet">{entry.history[0]?.by} <span lang="ja">{entry.history[0]?.reason}</span></p>
            </div>
            <EntryActs entry={entry} filled={i === 0} onDone={onDone} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Current({ firm, page, entries, onDone }: { readonly firm: string; readonly page: RosterPage; readonly entries: readonly RosterEntryView[]; readonly onDone: Done }) {
  const { t } = useWords();
  const training: Column<RosterEntryView> = { head: t('roster.training'), cell: ({ training: one }) => (one?.counts === true && one.on !== null ? <span>{t('roster.trained')} <Day day={one.on} /></span> : t('roster.notTrained')) };
  return (
    <Table caption={t('roster.of', { name: firm })} rows={entries} keyOf={(row) => row.id} columns={[
      { head: t('engagement.person'), names: true, cell: (row) => row.name },
      { head: t('engagement.role'), cell: (row) => t(`engagement.roles.${row.role}`) },
      { head: t('engagement.since'), cell: (row) => <Term entry={row} /> },
      ...(page.trainedSince === null ? [] : [training]),
      { head: t('list.state'), cell: (row) => <Standing entry={row} /> },
      ...(entries.some((one) => one.may.length > 0) ? [{ head: t('todo.act'), act: true, cell: (row: RosterEntryView) => <EntryActs entry={row} onDone={onDone} /> }] : []),
    ]} />
  );
}

/** Whoever lacks the training is on the roster and still collects nothing. */
function Standing({ entry: { state, training } }: { readonly entry: RosterEntryView }) {
  const { t } = useWords();
  if (state === 'acting' && training?.counts === false) return <Badge tone="mind" icon="warning">{t('roster.cannotCollect')}</Badge>;
  return <Badge tone={STATES[state][0]} icon={STATES[state][1]}>{t(`roster.states.${state}`)}</Badge>;
}

function Term({ entry: { startsOn, endsOn } }: { readonly entry: RosterEntryView }) {
  return <Period from={startsOn} {...(endsOn === null ? {} : { to: endsOn })} />;
}
