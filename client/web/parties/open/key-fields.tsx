// The key file and its passphrase. Both are used in this browser only.
import { useRef, useState } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { PasswordField } from '../../app/sign-in.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

export interface KeyChosen { readonly file: Uint8Array | null; readonly passphrase: string }

interface KeyFieldsProps {
  readonly value: KeyChosen;
  /** Takes the change, not the whole: the file is still being read while the passphrase is typed. */
  readonly onChange: (change: Partial<KeyChosen>) => void;
  readonly tried: boolean;
  readonly fingerprints: TransferView['certificates'];
  /** The ids of the button and the passphrase, where a summary of errors links to them. */
  readonly ids?: readonly [file: string, passphrase: string];
  /** Says which keys fit; without it, which keys open. */
  readonly support?: (keys: string) => string;
}

export function KeyFields({ value, onChange, tried, fingerprints, ids: given, support }: KeyFieldsProps) {
  const { t } = useWords();
  const keys = listed(fingerprints.map((one) => t('open.key', { label: one.label, words: one.words })));
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const pick = (file: File | undefined): void => {
    if (file === undefined) return;
    setName(file.name);
    void file.arrayBuffer().then((bytes) => onChange({ file: new Uint8Array(bytes) }));
  };
  return (
    <div className="grid gap-6">
      <Field id={given?.[0]} label={t('open.keyFile')} support={support === undefined ? t('open.keyFileMore', { keys }) : support(keys)} error={tried && value.file === null ? t('open.keyFileMissing') : null}>
        {(ids) => (
          <span className="flex flex-wrap items-center gap-3">
            <Button id={ids.id} aria-label={`${t('open.keyFile')} ${t('open.chooseKeyFile')}`} aria-describedby={ids['aria-describedby']} onPress={() => input.current?.click()}>{t('open.chooseKeyFile')}</Button>
            <span>{name}</span>
            <input ref={input} type="file" hidden aria-label={t('open.keyFile')} onChange={(event) => pick(event.target.files?.[0])} />
          </span>
        )}
      </Field>
      <PasswordField {...(given === undefined ? {} : { id: given[1] })} label={t('open.passphrase')} support={t('open.passphraseMore')} value={value.passphrase} onChange={(passphrase) => onChange({ passphrase })} error={tried && value.passphrase === '' ? t('field.missing', { label: t('open.passphrase') }) : null} autoComplete="off" />
    </div>
  );
}
