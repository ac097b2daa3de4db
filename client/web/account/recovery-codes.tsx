// Recovery codes, shown once: to be printed or copied, and kept apart from the telephone.
import { useState } from 'react';
import { useWords } from '../app/language.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(codes.join('\r\n')).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <Banner kind="good" title={t('factors.codesMade')} focus>
      <p>{t('factors.codesMore')}</p>
      <ol className="my-3 grid list-decimal gap-1 pl-8 font-mono text-std-16N-170" translate="no">{codes.map((code) => <li key={code} className="break-all">{code}</li>)}</ol>
      <div className="screen-only flex flex-wrap items-center gap-4">
        <Button kind="filled" onPress={() => print()}>{t('act.print')}</Button>
        {'clipboard' in navigator && <Button onPress={copy}>{t('act.copy')}</Button>}
        <span role="status">{copied ? t('act.copied') : ''}</span>
      </div>
    </Banner>
  );
}
