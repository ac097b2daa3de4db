// 受領書への署名: one sentence where the key that opened is still held; else a key file, GnuPG, or none with its consequence in words.
import { useRef } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { saveBytes } from '../../text/save.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import type { Errors } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { KeyFields } from './key-fields.tsx';
import { statementOf, type Signing, type Way } from './signing.ts';

interface SignProps { readonly transfer: TransferView; readonly signing: Signing; readonly tried: boolean }
const SIGN_IDS = { file: 'sign-key', passphrase: 'sign-passphrase', gnupg: 'sign-gnupg' };
const WAYS: readonly Way[] = ['key', 'gnupg', 'none'];

/** What is still to be given for the way that was chosen, by the ids of its fields. */
export function signErrors(t: ReturnType<typeof useWords>['t'], { missing, key }: Signing): Errors {
  if (missing === 'gnupg') return { [SIGN_IDS.gnupg]: t('receipt.sign.backMissing') };
  if (missing === null) return {};
  return { ...(key.file === null ? { [SIGN_IDS.file]: t('open.keyFileMissing') } : {}), ...(key.passphrase === '' ? { [SIGN_IDS.passphrase]: t('field.missing', { label: t('open.passphrase') }) } : {}) };
}

export function SignReceipt({ transfer, signing, tried }: SignProps) {
  const { t } = useWords();
  const asked = transfer.signing;
  if (asked === null || signing.way === null) return null;
  if (signing.way === 'held') return <p className="max-w-[40em]">{t('receipt.sign.held', { label: signing.heldLabel })}</p>;
  if (asked.keys.length === 0) {
    return asked.required
      ? <Banner kind="stop" title={t('receipt.sign.needed')}><p>{t('receipt.sign.neededMore')}</p><Link to="/keys">{t('receipt.sign.toKeys')}</Link></Banner>
      : <p className="max-w-[40em]">{t('receipt.sign.noKey')}</p>;
  }
  return (
    <div className="grid gap-6">
      <Choices id="sign" label={t('receipt.sign.title')} required={null} support={t(asked.required ? 'receipt.sign.needed' : 'receipt.sign.more')} chosen={[signing.way]} onChange={([picked]) => signing.choose(WAYS.find((one) => one === picked) ?? 'key')}
        choices={[
          { value: 'key', label: t('receipt.sign.key') }, { value: 'gnupg', label: t('receipt.sign.gnupg') },
          ...(asked.required ? [] : [{ value: 'none', label: t('receipt.sign.none'), more: <span className="block text-quiet">{t('receipt.sign.noneMore')}</span> }]),
        ]} />
      {signing.way === 'key' && <KeyFields value={signing.key} onChange={signing.setKey} tried={tried} fingerprints={asked.keys} ids={[SIGN_IDS.file, SIGN_IDS.passphrase]} support={(keys) => t('receipt.sign.keyMore', { keys })} />}
      {signing.way === 'gnupg' && <ByGnuPg transfer={transfer} signing={signing} tried={tried} />}
    </div>
  );
}

/** The statement goes out as a file and the signature comes back as one; both are given back where the page was loaded anew between. */
function ByGnuPg({ transfer, signing, tried }: SignProps) {
  const { t } = useWords();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const save = (): void => act.run(async () => {
    const statement = await statementOf(transfer.id);
    signing.setFromGnuPg({ statement, signature: null });
    saveBytes(new Blob([statement], { type: 'application/json' }), 'statement.json');
  });
  const take = (files: FileList | null): void => {
    for (const file of files ?? []) void file.text().then((text) => signing.setFromGnuPg(file.name.endsWith('.json') ? { statement: text } : { signature: text }));
  };
  const { statement, signature } = signing.fromGnuPg;
  const only = transfer.signing?.keys.length === 1 ? transfer.signing.keys[0] : undefined;
  const command = `gpg --armor --detach-sign${only === undefined ? '' : ` --local-user ${only.fingerprint}`} statement.json`;
  return (
    <div className="grid gap-4">
      <ProblemBanner problem={act.problem} />
      <div><Button busy={act.busy} onPress={save}>{t('receipt.sign.save')}</Button></div>
      <p>{t('receipt.sign.run')}</p>
      <pre tabIndex={0} aria-label={t('receipt.sign.run')} className="rounded-8 bg-panel p-4 font-mono whitespace-pre overflow-x-auto">{command}</pre>
      <Field id={SIGN_IDS.gnupg} label={t('receipt.sign.back')} support={t('receipt.sign.backMore')} error={tried && signing.missing === 'gnupg' ? t('receipt.sign.backMissing') : null}>
        {(ids) => (
          <span className="flex flex-wrap items-center gap-3">
            <Button id={ids.id} aria-label={`${t('receipt.sign.back')} ${t('receipt.sign.choose')}`} aria-describedby={ids['aria-describedby']} onPress={() => input.current?.click()}>{t('receipt.sign.choose')}</Button>
            <span>{[...(statement === null ? [] : ['statement.json']), ...(signature === null ? [] : ['statement.json.asc'])].join('　')}</span>
            <input ref={input} type="file" multiple hidden aria-label={t('receipt.sign.back')} onChange={(event) => take(event.target.files)} />
          </span>
        )}
      </Field>
    </div>
  );
}
