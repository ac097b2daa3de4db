// The gateway's own signing key: by which words and figures it is known, since when, and what came before it. A change is said plainly, with what to compare.
import type { GatewayCertificateView } from '../../../../server/http/wire/gateway-keys.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { isoDay } from '../../text/dates.ts';
import { saveBytes } from '../../text/save.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts, Loaded, Panel, Section } from '../../ui/page.tsx';
import { When } from '../../ui/when.tsx';
import { KeyChanged } from './key-changed.tsx';

type Shown = { readonly of: GatewayCertificateView };

export function GatewayKeys() {
  const { t } = useWords();
  const keys = useLoad('gateway-certificates', () => api.call('gatewayCertificates', {}));
  return (
    <Section title={t('keys.gateway.title')}>
      <p className="max-w-[40em]">{t('keys.gateway.more')}</p>
      <Loaded of={keys}>
        {(all) => {
          const current = all.find((one) => one.state === 'current');
          const next = all.find((one) => one.state === 'next');
          const retired = all.filter((one) => one.state === 'retired').toReversed();
          return (
            <div className="grid gap-4">
              {next !== undefined && <Next of={next} />}
              {current !== undefined && <Current of={current} />}
              {retired.length > 0 && <details><summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{t('keys.gateway.retired', { count: retired.length })}</summary><ul className="grid gap-4">{retired.map((one) => <li key={one.fingerprint}><Key of={one} /></li>)}</ul></details>}
            </div>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Next({ of }: Shown) {
  const { t } = useWords();
  return (
    <>
      <Banner kind="wait" title={t('keys.gateway.next')}><p>{t('keys.gateway.nextMore')}</p></Banner>
      <Key of={of} />
    </>
  );
}

function Current({ of }: Shown) {
  const { t } = useWords();
  return <><KeyChanged of={of}>{t('keys.gateway.changedMore')}</KeyChanged><Key of={of} /></>;
}

function Key({ of }: Shown) {
  const { t } = useWords();
  const { change, state } = of;
  const known = isoDay(of.from ?? of.announcedAt ?? '1970-01-01T00:00:00.000Z');
  const save = (text: string, name: string): void => saveBytes(new Blob([text]), name);
  const named = (act: string): string => `${act} ${of.words}`;
  const files = state === 'current' && change === null ? 'gateway' : `gateway-${of.fingerprint.slice(-8)}`;
  return (
    <Panel>
      <Facts rows={[
        [t('keys.words'), <span key="w" translate="no" lang="ja">{of.words}</span>],
        [t('keys.fingerprint'), <code key="f">{(of.fingerprint.match(/.{1,4}/g) ?? []).join(' ')}</code>],
        ...(of.announcedAt === null || of.announcedAt === of.from ? [] : [[t('keys.gateway.announced'), <When key="a" at={of.announcedAt} />] as const]),
        ...(of.from === null ? [] : [[t('keys.gateway.from'), <When key="s" at={of.from} />] as const]),
        ...(of.until === null ? [] : [[t('keys.gateway.until'), <When key="u" at={of.until} />] as const]),
      ]} />
      <div className="flex flex-wrap gap-3">
        <Button onPress={() => save(of.certificate, `${files}.asc`)} aria-label={named(t('keys.gateway.save'))}>{t('keys.gateway.save')}</Button>
        {change !== null && <Button kind="plain" onPress={() => save(change.statement, `gateway-change-${known}.json`)} aria-label={named(t('keys.gateway.saveStatement'))}>{t('keys.gateway.saveStatement')}</Button>}
        {change !== null && <Button kind="plain" onPress={() => save(change.signedByOld, `gateway-change-${known}.json.asc`)} aria-label={named(t('keys.gateway.saveSignature'))}>{t('keys.gateway.saveSignature')}</Button>}
      </div>
    </Panel>
  );
}
