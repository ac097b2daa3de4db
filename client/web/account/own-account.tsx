// サインインの状況: where one is signed in, each of which can be ended with the password, and what happened to the account (ASVS 7.5.2, 6.3.5, 6.3.7).
import { useState } from 'react';
import type { HappeningView, OwnSession } from '../../../server/http/wire/own-account.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { AskAgain } from './ask-again.tsx';

export default function OwnAccount() {
  const { t } = useWords();
  const happened = useLoad('happenings', () => api.call('happenings', {}));
  return (
    <Page title={t('own.title')}>
      <Sessions onEnded={happened.reload} />
      <Section title={t('own.happened')}>
        <p className="max-w-[40em]">{t('own.happenedMore')}</p>
        <Loaded of={happened}>{({ happenings }) => (happenings.length === 0 ? <p>{t('own.nothing')}</p> : <Happenings rows={happenings} />)}</Loaded>
        <div><Link to="/me/sign-in" kind="outline">{t('display.toSignIn')}</Link></div>
      </Section>
    </Page>
  );
}

function useDevice(): (session: OwnSession) => string {
  const { t } = useWords();
  return ({ browser, system }) => t('own.device', { browser: t(`own.browsers.${browser}`), system: t(`own.systems.${system}`) });
}

/** `ending`: one session, all others, or nothing is asked about. */
function Sessions({ onEnded }: { readonly onEnded: () => void }) {
  const { t } = useWords();
  const device = useDevice();
  const sessions = useLoad('own sessions', () => api.call('ownSessions', {}));
  const [ending, setEnding] = useState<OwnSession | 'others' | null>(null);
  const [ended, setEnded] = useState(false);
  const end = async (password: string): Promise<void> => {
    if (ending === null) return;
    sessions.put(ending === 'others' ? await api.call('endOtherSessions', { body: { password } }) : await api.call('endOwnSession', { id: ending.id, body: { password } }));
    setEnding(null);
    setEnded(true);
    onEnded();
  };
  return (
    <Section title={t('own.sessions')}>
      {ended && <Banner kind="good" title={t('own.ended')} focus onClose={() => setEnded(false)} />}
      <Loaded of={sessions}>{(found) => (
        <>
          <Table caption={t('own.sessions')} rows={found.sessions} keyOf={(row) => row.id} columns={[
            { head: t('own.which'), names: true, cell: (row) => <>{device(row)}{row.here && <strong className="ml-2 whitespace-nowrap">{t('own.here')}</strong>}</> },
            { head: t('own.address'), cell: (row) => row.address },
            { head: t('own.since'), cell: (row) => <When at={row.since} short /> },
            { head: t('own.lastSeen'), cell: (row) => <When at={row.lastSeenAt} short /> },
            { head: t('todo.act'), act: true, cell: (row) => (row.here ? <span className="text-quiet">{t('own.hereMore')}</span> : <Button aria-label={t('own.endOf', { device: device(row) })} onPress={() => setEnding(row)}>{t('own.end')}</Button>) },
          ]} />
          {found.sessions.some(({ here }) => !here) ? <div><Button onPress={() => setEnding('others')}>{t('own.endOthers')}</Button></div> : <p className="text-quiet">{t('own.onlyHere')}</p>}
        </>
      )}</Loaded>
      {ending !== null && <AskAgain title={ending === 'others' ? t('own.endOthersTitle') : t('own.endTitle', { device: device(ending) })} more={t('own.endMore')} go={t('own.endNow')} no={t('own.endNot')} onNo={() => setEnding(null)} act={end} />}
    </Section>
  );
}

function Happenings({ rows }: { readonly rows: readonly HappeningView[] }) {
  const { t } = useWords();
  const by = (row: HappeningView): string => {
    if (row.what === 'tries-refused') return t('own.byNobody');
    return row.by === null ? t('own.byYou') : row.by === '' ? t('own.byMachine') : row.by;
  };
  return (
    <Table caption={t('own.happened')} rows={rows} keyOf={(row) => `${row.at} ${row.what} ${String(rows.indexOf(row))}`} columns={[
      { head: t('own.at'), cell: (row) => <When at={row.at} short /> },
      { head: t('own.what'), names: true, cell: (row) => <>{row.isNew && <strong className="mr-2 whitespace-nowrap rounded-4 bg-mind-ground px-2 text-mind">{t('own.new')}</strong>}{t(`own.whats.${row.what}`, { count: row.count })}{row.newAddress && <span className="ml-2 text-mind">{t('own.newAddress')}</span>}</> },
      { head: t('own.address'), cell: (row) => row.address ?? '—' },
      { head: t('own.by'), cell: by },
    ]} />
  );
}
