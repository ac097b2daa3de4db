// リセットの依頼: what one administrator asked for and another decides. An initial password is shown once, to who approved.
import { useState } from 'react';
import type { ResetView } from '../../../server/http/wire/resets.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { Badge } from '../ui/badge.tsx';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Facts, Loaded, Page, Panel, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { InitialPassword, Sheet, type Made } from './initial-password.tsx';

export default function Resets() {
  const { t } = useWords();
  const loaded = useLoad('resets', () => api.call('resets', {}));
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
      <div className={made === null ? '' : 'print:hidden'}><Page title={t('resets.title')}>
        {made !== null && <InitialPassword made={made} onClose={() => setMade(null)} />}
        {told !== null && <Banner kind="good" title={told} focus onClose={() => setTold(null)} />}
        <p className="max-w-[40em]">{t('resets.titleMore')}</p>
        <Loaded of={loaded}>{(rows) => <Lists rows={rows} onDecided={decided} />}</Loaded>
      </Page></div>
    </>
  );
}

interface ListsProps { readonly rows: readonly ResetView[]; readonly onDecided: (made: Made | null, done: string | null) => void }

function Lists({ rows, onDecided }: ListsProps) {
  const { t } = useWords();
  const [waiting, past] = [rows.filter(({ state }) => state === 'waiting'), rows.filter(({ state }) => state !== 'waiting')];
  return (
    <>
      <Section title={t('resets.waiting', { count: waiting.length })}>
        {waiting.length === 0 ? <p>{t('resets.none')}</p> : waiting.map((row) => <Waiting key={row.id} reset={row} onDecided={onDecided} />)}
      </Section>
      {past.length > 0 && (
        <Section title={t('resets.past')}>
          <Table caption={t('resets.past')} rows={past} keyOf={(row) => row.id} columns={[
            { head: t('admin.name'), names: true, cell: (row) => row.account.name },
            { head: t('resets.what'), cell: (row) => t(`resets.whats.${row.what}`) },
            { head: t('resets.askedBy'), cell: (row) => <>{row.askedBy.name}<span className="block"><When at={row.askedAt} short /></span></> },
            { head: t('resets.decidedBy'), cell: (row) => (row.decidedBy === null ? t('changing.none') : <>{row.decidedBy.name}<span className="block">{row.decidedAt !== null && <When at={row.decidedAt} short />}</span></>) },
            { head: t('list.state'), cell: (row) => <Badge tone={row.state === 'approved' ? 'good' : 'rest'} icon={row.state === 'approved' ? 'tick' : 'cross'}>{t(`resets.states.${row.state}`)}</Badge> },
          ]} />
        </Section>
      )}
    </>
  );
}

function Waiting({ reset, onDecided }: { readonly reset: ResetView; readonly onDecided: ListsProps['onDecided'] }) {
  const { t } = useWords();
  const act = useAct();
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null);
  const { name } = reset.account;
  const yes = (): void => act.run(async () => {
    if (asking === 'refuse') {
      await api.call('refuseReset', { id: reset.id });
      onDecided(null, t('resets.refused', { name }));
    } else {
      const { account, initial, signInAt } = await api.call('approveReset', { id: reset.id });
      onDecided(initial === null ? null : { account, initial, signInAt }, initial === null ? t('resets.removed', { name }) : null);
    }
  });
  return (
    <Panel>
      <Facts rows={[
        [t('admin.name'), name], [t('resets.what'), t(`resets.whats.${reset.what}`)], [t('resets.reason'), reset.reason ?? t('changing.none')],
        [t('resets.askedBy'), <span key="b">{reset.askedBy.name}　<When at={reset.askedAt} /></span>], [t('resets.until'), <When key="u" at={reset.validUntil} />],
      ]} />
      {!reset.may.includes('approve') && <p>{t('resets.notYou')}</p>}
      <div className="flex flex-wrap gap-4">
        {reset.may.includes('refuse') && <Button aria-label={t('resets.refuseOf', { name })} onPress={() => setAsking('refuse')}>{t('resets.refuse')}</Button>}
        {reset.may.includes('approve') && <Button kind="filled" aria-label={t('resets.approveOf', { name })} onPress={() => setAsking('approve')}>{t('resets.approve')}</Button>}
      </div>
      {asking !== null && (
        <Dialog open title={t(`resets.${asking}Title`, { name })} onNo={() => setAsking(null)} acts={<><Button onPress={() => setAsking(null)}>{t('resets.no')}</Button><Button kind="filled" busy={act.busy} onPress={yes}>{t(asking === 'approve' ? 'resets.approveNow' : 'resets.refuseNow')}</Button></>}>
          <p>{t(asking === 'refuse' ? 'resets.refuseMore' : `resets.approveMore.${reset.what}`)}</p>
          <ProblemBanner problem={act.problem} />
        </Dialog>
      )}
    </Panel>
  );
}
