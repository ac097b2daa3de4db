// One notice: its password while it is shown, the printed sheet, the making of a new one, and the record of the hand-over. Never a file, title or count.
import { useCallback, useEffect, useState } from 'react';
import type { NoticeView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { useAct, useLoad, type Load } from '../../app/loading.ts';
import { liftGuard, useLeaveGuard } from '../../app/place.ts';
import type { PageParams } from '../../app/routes.tsx';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts, Loaded, Page, Section } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';
import { Handover } from './handover.tsx';
import { PasswordGroups } from './password-groups.tsx';
import { PrintedNotice } from './printed-notice.tsx';
import { forgetPassword, heldPassword } from './shown-password.ts';

export default function NoticePage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const notice = useLoad(id, () => api.call('notice', { id }));
  const [password, setPassword] = useState(() => heldPassword(id));
  useEffect(() => forgetPassword, []);
  return (
    <>
      <div className="print:hidden">
        <Page title={t('notice.title')}>
          <Loaded of={notice}>{(value) => <Notice notice={value} load={notice} password={password} onPassword={setPassword} />}</Loaded>
        </Page>
      </div>
      {notice.value !== null && password !== null && <PrintedNotice notice={notice.value} password={password} />}
    </>
  );
}

interface NoticeProps { readonly notice: NoticeView; readonly load: Load<NoticeView>; readonly password: string | null; readonly onPassword: (password: string | null) => void }

function Notice({ notice, load, password, onPassword }: NoticeProps) {
  const { t } = useWords();
  const done = (next: NoticeView): void => {
    onPassword(null);
    forgetPassword();
    load.put(next);
  };
  return (
    <>
      <Facts rows={[
        [t('notice.to'), <span key="to"><Party party={notice.recipient} /><span>{listed(notice.addressees.map((person) => person.name))}</span></span>],
        [t('list.number'), <span key="n">{notice.numbers.join(' ・ ')}{notice.numbers.length > 1 && t('notice.samePassword', { count: notice.numbers.length })}</span>],
        [t('notice.madeAt'), <span key="m"><When at={notice.at} />　{notice.by.name}　{t('notice.round', { count: notice.round })}</span>],
      ]} />
      {notice.handedOver === null
        ? <Open notice={notice} load={load} password={password} onPassword={onPassword} onDone={done} />
        : <Banner kind="good" title={t('notice.recorded')} focus><p>{t(`notice.method.${methodOf(notice.handedOver.method)}`)}　{notice.handedOver.to}　<When at={notice.handedOver.at} /></p><p>{t('notice.recordedMore')}</p></Banner>}
    </>
  );
}

const METHODS = ['in-person', 'registered-post', 'oral', 'other'] as const;
function methodOf(method: string): (typeof METHODS)[number] {
  return METHODS.find((one) => one === method) ?? 'other';
}

function Open({ notice, load, password, onPassword, onDone }: NoticeProps & { readonly onDone: (notice: NoticeView) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [renewed, setRenewed] = useState(0);
  const renew = (): void => act.run(async () => {
    const shown = await api.call('renewNotice', { id: notice.id });
    load.put(shown.notice);
    onPassword(shown.password);
    setRenewed(renewed + 1);
  });
  return (
    <>
      <ProblemBanner problem={act.problem} />
      {renewed > 0 && act.problem === null && <Banner key={renewed} kind="good" title={t('notice.renewed')} focus><p>{t('notice.renewedMore')}</p></Banner>}
      {password === null
        ? <Banner kind="wait" title={t('notice.notShown')}><p>{t('notice.notShownMore')}</p></Banner>
        : <Section title={t('notice.password')}><PasswordGroups password={password} /></Section>}
      <div className="screen-only flex flex-wrap gap-4">
        {password !== null && <Button kind="filled" onPress={() => print()}>{t('act.print')}</Button>}
        <Button busy={act.busy} onPress={renew}>{t('notice.renew')}</Button>
      </div>
      {password !== null && <LeaveWarning />}
      <Section title={t('notice.recordTitle')}><Handover notice={notice} onDone={onDone} filled={password === null} /></Section>
    </>
  );
}

function LeaveWarning() {
  const { t } = useWords();
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const ask = useCallback((on: () => void) => setLeaving(() => on), []);
  useLeaveGuard(ask);
  return (
    <Dialog open={leaving !== null} title={t('notice.leaveTitle')} onNo={() => setLeaving(null)} acts={<><Button onPress={() => setLeaving(null)}>{t('act.stay')}</Button><Button kind="filled" onPress={() => { liftGuard(); leaving?.(); }}>{t('act.leave')}</Button></>}>
      <p>{t('notice.leaveMore')}</p>
    </Dialog>
  );
}
