// ① 解錠: one field that groups what is typed or pasted. A slip is named before anything is tried; no file name stands here (UI 1, 3.11).
import { useState, type SubmitEvent } from 'react';
import { PASSWORD_SYMBOLS, readTyped } from '../../../../server/sealing/password.ts';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api, problemOf } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Acts, Facts } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { OpenerFailed, type Opener } from './opener.ts';
import { FilePasswordField, grouped, symbolCount } from './password-field.tsx';
import type { Failed } from './protocol.ts';

type Slip = Extract<ReturnType<typeof readTyped>, { ok: false }>;
interface SlipShown { readonly read: Slip; readonly count: number; readonly group: { readonly group: number } | null }
interface UnlockProps { readonly transfer: TransferView; readonly opener: Opener; readonly onUnlocked: () => void; readonly onSealed: () => void }

export function Unlock({ transfer, opener, onUnlocked, onSealed }: UnlockProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [slip, setSlip] = useState<SlipShown | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [busy, setBusy] = useState(false);
  const { id } = transfer;
  const start = (): void => {
    const read = readTyped(typed);
    setFailed(null);
    setTyped(grouped(typed));
    setSlip(read.ok ? null : { read, count: symbolCount(typed), group: read.group === undefined ? null : { group: read.group } });
    if (!read.ok || busy) {
      if (!read.ok && read.group === undefined) document.getElementById('password')?.focus();
      return;
    }
    setBusy(true);
    const addresses = { manifest: api.address('manifest', { id }), signature: api.address('manifestSignature', { id }), lock: api.address('lock', { id }) };
    const ask = async (): Promise<unknown> => {
      const certificates = await api.call('gatewayCertificates', {}).catch((thrown: unknown) => {
        throw new OpenerFailed({ failure: thrown instanceof TypeError ? 'LINE_CUT' : 'REFUSED', group: null, problem: problemOf(thrown), fingerprints: [] });
      });
      return opener.ask({ kind: 'unlock', transferId: id, addresses, certificates, password: read.password, lockSha256: transfer.lockSha256 });
    };
    ask().then(() => onUnlocked(), (thrown: unknown) => setFailed(thrown instanceof OpenerFailed ? thrown.failed : null)).finally(() => setBusy(false));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    start();
  };
  return (
    <form className="grid max-w-[48rem] gap-6" onSubmit={submit} noValidate>
      <FailureBanner failed={failed} transfer={transfer} />
      <Facts rows={[[t('transfer.sender'), <Party key="s" party={transfer.sender} />], [t('list.number'), transfer.number]]} />
      <FilePasswordField typed={typed} onChange={setTyped} onEnter={start} error={slip === null ? null : slipWords(t, slip)} slip={slip?.group ?? null} />
      <p className="text-quiet">{t('open.staysHere')}</p>
      <Acts>
        <Button onPress={onSealed}>{t('open.saveSealed')}</Button>
        <Button kind="filled" type="submit" busy={busy}>{t('open.unlock')}</Button>
      </Acts>
    </form>
  );
}

function slipWords(t: ReturnType<typeof useWords>['t'], { read, count }: SlipShown): string {
  if (read.problem === 'length') return t('open.slip.length', { count, wanted: PASSWORD_SYMBOLS });
  if (read.group === undefined) return t('open.slip.somewhere');
  return t(read.problem === 'symbol' ? 'open.slip.symbol' : 'open.slip.group', { group: read.group });
}
