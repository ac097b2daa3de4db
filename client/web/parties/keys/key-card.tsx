// One key: whose, what kind, its fingerprint as words and figures, whether it was compared by telephone. While it waits for that, the words are not shown to who must hear them.
import { useState } from 'react';
import type { CertificateView } from '../../../../server/http/wire/engagements.ts';
import { isRsa } from '../../../../server/sealing/algorithm-name.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts, Panel } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';
import { ConfirmKey } from './confirm-key.tsx';

interface KeyCardProps { readonly certificate: CertificateView; readonly own: boolean; readonly onChanged: (next: CertificateView) => void }

export function KeyCard({ certificate, own, onChanged }: KeyCardProps) {
  const { t } = useWords();
  const hearing = certificate.may.includes('confirm');
  return (
    <Panel>
      <div className="flex flex-wrap items-center justify-between gap-3"><Party party={certificate.party}><span className="block">{certificate.label}</span></Party><KeyBadge certificate={certificate} /></div>
      {own && certificate.confirmedAt === null && certificate.withdrawnAt === null && <Banner kind="wait" title={t('keys.tellThem')}><p className="text-std-20B-150" translate="no" lang="ja">{certificate.words}</p></Banner>}
      <Facts rows={[
        ...(hearing ? [] : [[t('keys.words'), <span key="w" translate="no" lang="ja">{certificate.words}</span>] as const, [t('keys.fingerprint'), <code key="f">{(certificate.fingerprint.match(/.{1,4}/g) ?? []).join(' ')}</code>] as const]),
        [t('keys.algorithm'), isRsa(certificate.algorithm) ? t('keys.rsa', { algorithm: certificate.algorithm }) : certificate.algorithm],
        [t('keys.registered'), <span key="r"><When at={certificate.registeredAt} />　{certificate.registeredBy.name}</span>],
        ...(certificate.confirmedAt === null ? [] : [[t('keys.confirmed'), <span key="c"><When at={certificate.confirmedAt} />　{certificate.confirmedBy?.name}</span>] as const]),
        ...(certificate.expiresAt === null ? [] : [[t('keys.expires'), <When key="e" at={certificate.expiresAt} />] as const]),
      ]} />
      {hearing && <ConfirmKey certificate={certificate} onConfirmed={onChanged} />}
      {certificate.may.includes('withdraw') && <Withdraw certificate={certificate} onChanged={onChanged} />}
    </Panel>
  );
}

function KeyBadge({ certificate }: { readonly certificate: CertificateView }) {
  const { t } = useWords();
  if (certificate.withdrawnAt !== null) return <Badge tone="rest" icon="slash">{t('keys.state.withdrawn')}</Badge>;
  return certificate.confirmedAt === null ? <Badge tone="wait" icon="hourglass">{t('keys.state.unconfirmed')}</Badge> : <Badge tone="good" icon="tick">{t('keys.state.confirmed')}</Badge>;
}

function Withdraw({ certificate, onChanged }: Omit<KeyCardProps, 'own'>) {
  const { t } = useWords();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const withdraw = (): void => act.run(async () => {
    onChanged(await api.call('withdrawCertificate', { id: certificate.id }));
    setOpen(false);
  });
  return (
    <>
      <div><Button kind="plain" aria-label={t('keys.withdrawNamed', { label: certificate.label })} onPress={() => setOpen(true)}>{t('keys.withdraw')}</Button></div>
      <Dialog open={open} title={t('keys.withdrawTitle', { label: certificate.label })} onNo={() => setOpen(false)} acts={<><Button onPress={() => setOpen(false)}>{t('keys.keep')}</Button><Button kind="filled" busy={act.busy} onPress={withdraw}>{t('keys.withdraw')}</Button></>}>
        <p>{t('keys.withdrawMore')}</p>
        <ProblemBanner problem={act.problem} />
      </Dialog>
    </>
  );
}
