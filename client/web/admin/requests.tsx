// 管理者の承認: what one administrator asked for and another decides: resets, new administrators, and disabled ones who come back. An initial password is
// shown once, to who approved.
import { useState } from 'react';
import type { RequestView } from '../../../server/http/wire/two-person.ts';
import { AskAgain } from '../account/ask-again.tsx';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { useHere } from '../app/session.ts';
import { Badge } from '../ui/badge.tsx';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Facts, Loaded, Page, Panel, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { InitialPassword, Sheet, type Made } from './initial-password.tsx';

export default function Requests() {
  const { t } = useWords();
  const loaded = useLoad('requests', () => api.call('requests', {}));
  const [made, setMade] = useState<Made | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const decided = (next: Made | null, done: string | null): void => {
    setMade(next);
    setTold(done);
    loaded.reload();
  };
  return (
    <>
      {made !== null && <Sheet made={made} />}
      <div className={made === null ? '' : 'print:hidden'}><Page title={t('requests.title')}>
        {made !== null && <InitialPassword made={made} onClose={() => setMade(null)} />}
        {told !== null && <Banner kind="good" title={told} focus onClose={() => setTold(null)} />}
        <p className="max-w-[40em]">{t('requests.titleMore')}</p>
        <Loaded of={loaded}>{(rows) => <Lists rows={rows} onDecided={decided} />}</Loaded>
      </Page></div>
    </>
  );
}

interface ListsProps { readonly rows: readonly RequestView[]; readonly onDecided: (made: Made | null, done: string | null) => void }

function Lists({ rows, onDecided }: ListsProps) {
  const { t } = useWords();
  const [waiting, past] = [rows.filter(({ state }) => state === 'waiting'), rows.filter(({ state }) => state !== 'waiting')];
  return (
    <>
      <Section title={t('requests.waiting', { count: waiting.length })}>
        {waiting.length === 0 ? <p>{t('requests.none')}</p> : waiting.map((row) => <Waiting key={row.id} request={row} onDecided={onDecided} />)}
      </Section>
      {past.length > 0 && (
        <Section title={t('requests.past')}>
          <Table caption={t('requests.past')} rows={past} keyOf={(row) => row.id} columns={[
            { head: t('admin.name'), names: true, cell: (row) => row.about.name ?? t('changing.none') },
            { head: t('requests.what'), cell: (row) => t(`requests.whats.${row.what}`) },
            { head: t('requests.askedBy'), cell: (row) => <>{row.askedBy.name}<span className="block"><When at={row.askedAt} short /></span></> },
            { head: t('requests.decidedBy'), cell: (row) => (row.decidedBy === null ? t('changing.none') : <>{row.decidedBy.name}<span className="block">{row.decidedAt !== null && <When at={row.decidedAt} short />}</span></>) },
            { head: t('list.state'), cell: (row) => <Badge tone={row.state === 'approved' ? 'good' : 'rest'} icon={row.state === 'approved' ? 'tick' : 'cross'}>{t(`requests.states.${row.state}`)}</Badge> },
          ]} />
        </Section>
      )}
    </>
  );
}

function Waiting({ request, onDecided }: { readonly request: RequestView; readonly onDecided: ListsProps['onDecided'] }) {
  const { t } = useWords();
  const { session } = useHere();
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null);
  const { about, askedBy, may } = request;
  const own = askedBy.id === session.account.id;
  const words = { name: about.name ?? '', what: t(`requests.whats.${request.what}`) };
  const no = own ? 'withdraw' : 'refuse';
  return (
    <Panel>
      <div><Badge tone="wait" icon="person">{t('requests.states.waiting')}</Badge></div>
      <Facts rows={[
        [t('requests.what'), words.what], [t('admin.name'), words.name], [t('signIn.login'), <code key="l">{about.login}</code>], [t('resets.reason'), request.reason ?? t('changing.none')],
        [t('requests.askedBy'), <span key="b">{askedBy.name}　<When at={request.askedAt} /></span>], [t('requests.until'), <When key="u" at={request.validUntil} />],
      ]} />
      {!may.includes('approve') && <p>{t(own || about.id === session.account.id ? 'requests.notYou' : 'requests.near')}</p>}
      <div className="flex flex-wrap gap-4">
        {may.includes('refuse') && <Button aria-label={t(`requests.${no}Of`, words)} onPress={() => setAsking('refuse')}>{t(`requests.${no}`)}</Button>}
        {may.includes('approve') && <Button kind="filled" aria-label={t('requests.approveOf', words)} onPress={() => setAsking('approve')}>{t('requests.approve')}</Button>}
      </div>
      {asking === 'approve' && <Approve request={request} words={words} onDecided={onDecided} onNo={() => setAsking(null)} />}
      {asking === 'refuse' && <Refuse request={request} words={words} no={no} onDecided={onDecided} onNo={() => setAsking(null)} />}
    </Panel>
  );
}

interface Deciding { readonly request: RequestView; readonly words: { readonly name: string; readonly what: string }; readonly onDecided: ListsProps['onDecided']; readonly onNo: () => void }

function Approve({ request: { id, what }, words, onDecided, onNo }: Deciding) {
  const { t } = useWords();
  const approve = async (password: string): Promise<void> => {
    const { account, initial, signInAt } = await api.call('approveRequest', { id, body: { password } });
    if (initial === null) onDecided(null, t(what === 'administrator-again' ? 'requests.enabled' : 'requests.removed', words));
    else onDecided({ account, initial, signInAt }, null);
  };
  return <AskAgain title={t('requests.approveTitle', words)} more={t(`requests.approveMore.${what}`)} go={t(`requests.approveNow.${what}`)} no={t('requests.no')} label={t('requests.password')} onNo={onNo} act={approve} />;
}

function Refuse({ request, words, no, onDecided, onNo }: Deciding & { readonly no: 'withdraw' | 'refuse' }) {
  const { t } = useWords();
  const act = useAct();
  const yes = (): void => act.run(async () => {
    await api.call('refuseRequest', { id: request.id });
    onDecided(null, t(no === 'withdraw' ? 'requests.withdrawn' : 'requests.refused', words));
  });
  return (
    <Dialog open title={t(`requests.${no}Title`, words)} onNo={onNo} acts={<><Button onPress={onNo}>{t('requests.no')}</Button><Button kind="filled" busy={act.busy} onPress={yes}>{t(`requests.${no}Now`)}</Button></>}>
      <p>{t('requests.refuseMore')}</p>
      <ProblemBanner problem={act.problem} />
    </Dialog>
  );
}
