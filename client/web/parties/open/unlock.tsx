// ① 解錠: one field that groups what is typed or pasted. A slip is named before anything is tried; no file name stands here (UI 1, 3.11).
import { useState, type SubmitEvent } from 'react';
import { PASSWORD_SYMBOLS, readTyped } from '../../../../server/sealing/password.ts';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Field, BOX } from '../../ui/field.tsx';
import { Acts, Facts } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { OpenerFailed, type Opener } from './opener.ts';
import type { Failed } from './protocol.ts';

const SEPARATORS = /[\s\-‐-―－・、。]/gu;

/** Groups of four while typing at the end; editing in the middle is left alone, so the cursor never jumps. */
function grouped(typed: string): string {
  const symbols = Array.from(typed.normalize('NFKC').toUpperCase().replace(SEPARATORS, ''));
  return symbols.reduce((text, symbol, i) => text + (i > 0 && i % 4 === 0 ? ' ' : '') + symbol, '');
}

type Slip = Extract<ReturnType<typeof readTyped>, { ok: false }>;
interface UnlockProps { readonly transfer: TransferView; readonly opener: Opener; readonly onUnlocked: () => void; readonly onSealed: () => void }

export function Unlock({ transfer, opener, onUnlocked, onSealed }: UnlockProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [shown, show] = useState(true);
  const [slip, setSlip] = useState<{ read: Slip; typed: string } | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [busy, setBusy] = useState(false);
  const { id } = transfer;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const read = readTyped(typed);
    setFailed(null);
    setSlip(read.ok ? null : { read, typed });
    if (!read.ok || busy) return document.getElementById('password')?.focus();
    setBusy(true);
    const addresses = { manifest: api.address('manifest', { id }), signature: api.address('manifestSignature', { id }), certificate: api.address('gatewayCertificate'), lock: api.address('lock', { id }) };
    opener.ask({ kind: 'unlock', transferId: id, addresses, password: read.password }).then(() => onUnlocked(), (thrown: unknown) => setFailed(thrown instanceof OpenerFailed ? thrown.failed : null)).finally(() => setBusy(false));
  };
  const change = (value: string, atEnd: boolean): void => setTyped(atEnd ? grouped(value) : value);
  return (
    <form className="grid max-w-[48rem] gap-6" onSubmit={submit} noValidate>
      <FailureBanner failed={failed} transfer={transfer} />
      <Facts rows={[[t('transfer.sender'), <Party key="s" party={transfer.sender} />], [t('list.number'), transfer.number]]} />
      <Field id="password" label={t('open.password')} support={t('open.passwordMore')} error={slip === null ? null : slipWords(t, slip.read, slip.typed)}>
        {(ids) => (
          <span className="flex flex-wrap gap-2">
            <input {...ids} type={shown ? 'text' : 'password'} aria-required autoComplete="off" autoCapitalize="characters" spellCheck={false} translate="no" value={typed}
              onChange={(event) => change(event.target.value, event.target.selectionStart === event.target.value.length)} className={`${BOX} min-w-0 grow font-mono text-[1.25rem]`} />
            <Button kind="plain" onPress={() => show(!shown)}>{shown ? t('signIn.hide') : t('signIn.show')}</Button>
          </span>
        )}
      </Field>
      <p className="text-quiet">{t('open.staysHere')}</p>
      <Acts>
        <Button onPress={onSealed}>{t('open.saveSealed')}</Button>
        <Button kind="filled" type="submit" busy={busy}>{t('open.unlock')}</Button>
      </Acts>
    </form>
  );
}

function slipWords(t: ReturnType<typeof useWords>['t'], read: Slip, typed: string): string {
  if (read.problem === 'length') return t('open.slip.length', { count: Array.from(typed.replace(SEPARATORS, '')).length, wanted: PASSWORD_SYMBOLS });
  if (read.group === undefined) return t('open.slip.somewhere');
  return t(read.problem === 'symbol' ? 'open.slip.symbol' : 'open.slip.group', { group: read.group });
}
