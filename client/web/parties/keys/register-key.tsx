// Registers a certificate that the party already has. A private key chosen by mistake is refused here, before a byte of it is sent (HOSTILE 32).
import { useRef, useState, type SubmitEvent } from 'react';
import type { CertificateView } from '../../../../server/http/wire/engagements.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Acts } from '../../ui/page.tsx';

const LARGEST_CERTIFICATE_BYTES = 100_000;

/** Armoured text as it is, binary as base64; null for a private key. */
function readCertificate(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  if (text.includes('PRIVATE KEY')) return null;
  if (text.includes('-----BEGIN')) return text;
  // RFC 9580 5.5.1.3: packet types 5 and 7 carry secret keys.
  const tag = bytes[0] ?? 0;
  const type = (tag & 0x40) === 0 ? (tag >> 2) & 15 : tag & 63;
  return type === 5 || type === 7 ? null : btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function RegisterKey({ onAdded, onNo }: { readonly onAdded: (next: CertificateView) => void; readonly onNo: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [label, setLabel] = useState('');
  const [certificate, setCertificate] = useState('');
  const [refused, setRefused] = useState<'private' | 'big' | null>(null);
  const [tried, setTried] = useState(false);
  const take = (bytes: Uint8Array): void => {
    const read = bytes.length > LARGEST_CERTIFICATE_BYTES ? '' : readCertificate(bytes);
    setRefused(bytes.length > LARGEST_CERTIFICATE_BYTES ? 'big' : read === null ? 'private' : null);
    setCertificate(read ?? '');
  };
  const pick = (file: File | undefined): void => { if (file !== undefined) void file.slice(0, LARGEST_CERTIFICATE_BYTES + 1).arrayBuffer().then((buffer) => take(new Uint8Array(buffer))); };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (label.trim() === '' || certificate.trim() === '') return;
    act.run(async () => onAdded(await api.call('addCertificate', { body: { certificate, label: label.trim() } })));
  };
  const error = refused === null ? (tried && certificate.trim() === '' ? t('field.missing', { label: t('keys.certificate') }) : null) : t(`keys.refused.${refused}`);
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      <h3 className="text-std-18B-160">{t('keys.register')}</h3>
      <ProblemBanner problem={act.problem} />
      <TextField label={t('keys.label')} support={t('keys.labelMore')} value={label} onChange={setLabel} error={tried && label.trim() === '' ? t('field.missing', { label: t('keys.label') }) : null} maxLength={100} width="middle" autoComplete="off" />
      <TextArea label={t('keys.certificate')} support={t('keys.certificateMore')} value={certificate} onChange={(text) => (text === '' ? setCertificate('') : take(new TextEncoder().encode(text)))} error={error} rows={6} />
      <div><Button onPress={() => input.current?.click()}>{t('keys.chooseFile')}</Button><input ref={input} type="file" hidden aria-label={t('keys.chooseFile')} onChange={(event) => pick(event.target.files?.[0])} /></div>
      <Acts><Button onPress={onNo}>{t('act.back')}</Button><Button kind="filled" type="submit" busy={act.busy}>{t('keys.registerNow')}</Button></Acts>
    </form>
  );
}
