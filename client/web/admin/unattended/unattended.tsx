// 自動転送端末: the terminals that act without a person, who answers for each, and whether they may still.
import { useState } from 'react';
import type { UnattendedView } from '../../../../server/http/wire/unattended.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Facts, Loaded, Page, Panel } from '../../ui/page.tsx';
import { Deadline, When } from '../../ui/when.tsx';
import { Confirm, Revoke } from './decide.tsx';
import { Register } from './register.tsx';

export default function Unattended() {
  const { t } = useWords();
  const loaded = useLoad('unattended', () => api.call('unattendedTerminals', {}));
  const [adding, setAdding] = useState(false);
  const [done, setDone] = useState('');
  const say = (text: string): void => {
    setDone(text);
    setAdding(false);
    loaded.reload();
  };
  return (
    <Page title={t('admin.unattended')} aside={!adding && <Button kind="filled" onPress={() => setAdding(true)}>{t('unattended.register')}</Button>}>
      {done !== '' && <Banner key={done} kind="good" title={done} focus />}
      <p className="max-w-[40em]">{t('unattended.more')}</p>
      {adding && <Register onDone={say} onNo={() => setAdding(false)} />}
      <Loaded of={loaded}>
        {(rows) => (
          <>
            <Soon rows={rows} />
            {rows.length === 0 ? <p>{t('unattended.none')}</p> : <ul className="grid gap-6">{rows.map((row) => <li key={row.id}><One of={row} onDone={say} /></li>)}</ul>}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Soon({ rows }: { readonly rows: readonly UnattendedView[] }) {
  const { t } = useWords();
  const soon = rows.filter((row) => row.endsSoon);
  if (soon.length === 0) return null;
  return <Banner kind="mind" title={t('unattended.soon', { count: soon.length })}><ul className="list-disc pl-6">{soon.map((row) => <li key={row.id}><Foreign>{row.name}</Foreign>　<Deadline at={row.expiresAt} short /></li>)}</ul><p>{t('unattended.soonMore')}</p></Banner>;
}

const LOOK = { waiting: ['wait', 'person'], active: ['good', 'tick'], stopped: ['stop', 'cross'], expired: ['mind', 'clock'], revoked: ['rest', 'slash'] } as const;

function One({ of, onDone }: { readonly of: UnattendedView; readonly onDone: (text: string) => void }) {
  const { t } = useWords();
  const [asked, setAsked] = useState<'confirm' | 'revoke' | null>(null);
  const by = (name: string, at: string) => <span><Foreign>{name}</Foreign>　<When at={at} /></span>;
  const close = (text: string): void => {
    setAsked(null);
    onDone(text);
  };
  return (
    <Panel>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 className="flex flex-wrap items-center gap-x-4 gap-y-2 text-std-20B-150"><Foreign>{of.name}</Foreign><Badge tone={LOOK[of.state][0]} icon={LOOK[of.state][1]}>{t(`unattended.states.${of.state}`)}</Badge></h2>
        <div className="flex flex-wrap gap-4">
          {of.may.includes('confirm') && <Button kind="filled" aria-label={t('unattended.confirmOf', { name: of.name })} onPress={() => setAsked('confirm')}>{t('unattended.confirm')}</Button>}
          {of.may.includes('revoke') && <Button aria-label={t('unattended.revokeOf', { name: of.name })} onPress={() => setAsked('revoke')}>{t('unattended.revoke')}</Button>}
        </div>
      </div>
      <Facts rows={[
        [t('unattended.scope'), t(`unattended.scopes.${of.scope}`)], [t('unattended.party'), of.party.name], [t('unattended.responsible'), of.responsible.name], [t('unattended.engagements'), listed(of.engagements.map(({ title }) => title))],
        [t('unattended.until'), of.state === 'active' || of.state === 'waiting' ? <Deadline key="u" at={of.expiresAt} /> : <When key="u" at={of.expiresAt} />],
        // Whoever is to confirm must hear it, not read it here.
        ...(of.may.includes('confirm') ? [] : [[t('unattended.words'), <Foreign key="w">{of.words}</Foreign>] as const, [t('unattended.fingerprint'), <code key="f" className="break-all">{of.fingerprint}</code>] as const]),
        [t('unattended.registered'), by(of.registeredBy.name, of.registeredAt)], [t('unattended.confirmed'), of.confirmedBy === null || of.confirmedAt === null ? t('unattended.notConfirmed') : by(of.confirmedBy.name, of.confirmedAt)],
        [t('unattended.used'), of.lastUsedAt === null ? t('unattended.unused') : <span key="l"><When at={of.lastUsedAt} />{of.lastAddress !== null && t('unattended.usedFrom', { address: of.lastAddress })}</span>],
        ...(of.revoked === null ? [] : [[t('unattended.revoked'), <span key="r">{by(of.revoked.by.name, of.revoked.at)}{of.revoked.reason !== null && <span className="block"><Foreign>{t('unattended.revokedFor', { reason: of.revoked.reason })}</Foreign></span>}</span>] as const]),
      ]} />
      {asked === 'confirm' && <Confirm of={of} onNo={() => setAsked(null)} onDone={close} />}
      {asked === 'revoke' && <Revoke of={of} onNo={() => setAsked(null)} onDone={close} />}
    </Panel>
  );
}
