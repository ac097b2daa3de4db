// The gateway's signing key was changed: said for ninety days, where people come in and beside the key itself. Afterwards its date stands among the facts of the key.
import type { ReactNode } from 'react';
import type { GatewayCertificateView } from '../../../../server/http/wire/gateway-keys.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { useHere } from '../../app/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Link } from '../../ui/button.tsx';
import { When } from '../../ui/when.tsx';

/** Milliseconds. */
const SAID_FOR = 90 * 24 * 60 * 60 * 1000;

export function KeyChanged({ of: { from }, children }: { readonly of: GatewayCertificateView; readonly children?: ReactNode }) {
  const { t } = useWords();
  const { session } = useHere();
  if (from === null || Date.parse(session.now) - Date.parse(from) >= SAID_FOR) return null;
  return <Banner kind="mind" title={<>{t('keys.gateway.changed')}<When at={from} /></>}><p>{t(session.account.role === 'staff' ? 'keys.gateway.changedTell' : 'keys.gateway.changedCall')} {children}</p></Banner>;
}

/** On a home, with the way to the words and figures. That they could not be read is said on the page of keys, not here. */
export function KeyChangedAtHome() {
  const { t } = useWords();
  const current = useLoad('gateway-certificates', () => api.call('gatewayCertificates', {})).value?.find((one) => one.state === 'current');
  return current === undefined ? null : <KeyChanged of={current}><Link to="/keys">{t('keys.gateway.toKey')}</Link></KeyChanged>;
}
