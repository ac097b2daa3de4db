// 継続承認 of one engagement: what the section approves beforehand for its unattended terminals, who granted it and who agreed.
import { useState } from 'react';
import type { StandingApprovalsView, StandingApprovalView } from '../../../../server/http/wire/standing-approvals.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { size } from '../../text/amounts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Facts, Loaded, Page, Panel } from '../../ui/page.tsx';
import { Period, When } from '../../ui/when.tsx';
import { Grant } from './grant.tsx';
import { RevokeStanding } from './revoke.tsx';
import { scheduleWords } from './schedule-words.ts';

export default function StandingApprovals({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => {
    const [found, engagements] = await Promise.all([api.call('standingApprovals', { id }), api.call('engagements', {})]);
    return { found, title: engagements.find((one) => one.id === id)?.title ?? '' };
  });
  const [done, setDone] = useState('');
  const say = (text: string): void => {
    setDone(text);
    loaded.reload();
  };
  return (
    <Page title={loaded.value === null ? t('standingApproval.title') : t('standingApproval.of', { title: loaded.value.title })} tab={t('standingApproval.title')}>
      {done !== '' && <Banner key={done} kind="good" title={done} focus />}
      <p className="max-w-[40em]">{t('standingApproval.more')}</p>
      <Loaded of={loaded}>{({ found }) => <Approvals engagementId={id} found={found} onDone={say} />}</Loaded>
    </Page>
  );
}

function Approvals({ engagementId, found, onDone }: { readonly engagementId: string; readonly found: StandingApprovalsView; readonly onDone: (text: string) => void }) {
  const { t } = useWords();
  return (
    <>
      {found.may !== 'grant' && <Banner kind="rest" title={t(`standingApproval.why.${found.may}`)} />}
      {found.approvals.length === 0 ? <p>{t('standingApproval.none')}</p> : <ul className="grid gap-6">{found.approvals.map((one) => <li key={one.id}><One of={one} onDone={onDone} /></li>)}</ul>}
      {found.may === 'grant' && <Grant engagementId={engagementId} found={found} onDone={onDone} />}
    </>
  );
}

const LOOK = { waiting: ['wait', 'person'], active: ['good', 'tick'], stopped: ['stop', 'cross'], ended: ['mind', 'clock'], revoked: ['rest', 'slash'] } as const;

function One({ of, onDone }: { readonly of: StandingApprovalView; readonly onDone: (text: string) => void }) {
  const { t, language } = useWords();
  const act = useAct();
  const [revoking, setRevoking] = useState(false);
  const n = of.number;
  const by = (name: string, at: string) => <span><Foreign>{name}</Foreign>　<When at={at} /></span>;
  const agree = (): void => act.run(async () => {
    await api.call('agreeStandingApproval', { id: of.id });
    onDone(t('standingApproval.agreeDone', { n }));
  });
  return (
    <Panel>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 className="flex flex-wrap items-center gap-x-4 gap-y-2 text-std-20B-150">{t('standingApproval.number', { n })}<Badge tone={LOOK[of.state][0]} icon={LOOK[of.state][1]}>{t(`standingApproval.states.${of.state}`)}</Badge></h2>
        {of.may.includes('revoke') && <Button aria-label={t('standingApproval.revokeOf', { n })} onPress={() => setRevoking(true)}>{t('standingApproval.revoke')}</Button>}
      </div>
      <ProblemBanner problem={act.problem} />
      <Facts rows={[
        [t('standingApproval.form'), language === 'ja' ? of.form.name : of.form.nameEn], [t('standingApproval.recipient'), of.recipient.name], [t('standingApproval.when'), scheduleWords(of, t)],
        [t('standingApproval.limits'), t('standingApproval.limit', { files: t('unit.files', { count: of.maxFiles }), size: size(of.maxBytes) })], [t('standingApproval.period'), <Period key="p" from={of.firstDay} to={of.lastDay} />],
        [t('standingApproval.granted'), by(of.granted.by.name, of.granted.at)], [t('standingApproval.agreed'), of.agreed === null ? t('standingApproval.notAgreed') : by(of.agreed.by.name, of.agreed.at)], [t('standingApproval.sent'), t('standingApproval.times', { count: of.sent })],
        ...(of.revoked === null ? [] : [[t('standingApproval.revoked'), <span key="r">{by(of.revoked.by.name, of.revoked.at)}{of.revoked.reason !== null && <span className="block"><Foreign>{t('standingApproval.revokedFor', { reason: of.revoked.reason })}</Foreign></span>}</span>] as const]),
      ]} />
      {of.may.includes('agree') && <div><Button kind="filled" busy={act.busy} aria-label={t('standingApproval.agreeOf', { n })} onPress={agree}>{t('standingApproval.agree')}</Button></div>}
      {revoking && <RevokeStanding of={of} onNo={() => setRevoking(false)} onDone={(text) => { setRevoking(false); onDone(text); }} />}
    </Panel>
  );
}
