// Keys: the own party's (make, register, withdraw) and, for ward staff, those of contractors that wait for the telephone check (照合).
import type { CertificateView } from '../../../../server/http/wire/engagements.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { useHere } from '../../app/session.ts';
import { Loaded, Page, Section } from '../../ui/page.tsx';
import { AddKey } from './add-key.tsx';
import { GatewayKeys } from './gateway-keys.tsx';
import { KeyCard } from './key-card.tsx';

export default function Keys() {
  const { t } = useWords();
  const { session } = useHere();
  const own = session.contractor?.id ?? session.section?.id ?? '';
  const keys = useLoad('certificates', () => api.call('certificates', {}));
  const put = (next: CertificateView): void => keys.put([...(keys.value ?? []).filter((one) => one.id !== next.id), next]);
  const sorted = (all: readonly CertificateView[]): CertificateView[] => all.toSorted((a, b) => Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null) || a.registeredAt.localeCompare(b.registeredAt));
  return (
    <Page title={session.contractor === null ? t('keys.title') : t('nav.ownKeys')}>
      <Loaded of={keys}>
        {(all) => {
          const mine = sorted(all.filter((one) => one.party.id === own));
          const others = sorted(all.filter((one) => one.party.id !== own));
          return (
            <>
              {session.contractor === null && <Others keys={others} onChanged={put} />}
              <Section title={session.contractor === null ? t('keys.ofSection') : t('keys.own')}>
                <p className="max-w-[40em]">{session.contractor === null ? t('keys.sectionMore') : t('keys.ownMore')}</p>
                {mine.length > 0 && <ul className="grid gap-4">{mine.map((one) => <li key={one.id}><KeyCard certificate={one} onChanged={put} own /></li>)}</ul>}
                <AddKey first={mine.every((one) => one.withdrawnAt !== null)} onAdded={put} />
              </Section>
            </>
          );
        }}
      </Loaded>
      <GatewayKeys />
    </Page>
  );
}

function Others({ keys, onChanged }: { readonly keys: readonly CertificateView[]; readonly onChanged: (next: CertificateView) => void }) {
  const { t } = useWords();
  const waiting = keys.filter((one) => one.may.includes('confirm'));
  const rest = keys.filter((one) => !waiting.includes(one));
  return (
    <Section title={t('keys.toConfirm')}>
      <p className="max-w-[40em]">{t('keys.toConfirmMore')}</p>
      {waiting.length === 0 && <p>{t('keys.noneToConfirm')}</p>}
      <ul className="grid gap-4">{waiting.map((one) => <li key={one.id}><KeyCard certificate={one} onChanged={onChanged} own={false} /></li>)}</ul>
      {rest.length > 0 && <details><summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{t('keys.others', { count: rest.length })}</summary><ul className="grid gap-4">{rest.map((one) => <li key={one.id}><KeyCard certificate={one} onChanged={onChanged} own={false} /></li>)}</ul></details>}
    </Section>
  );
}
