// 鍵を用意する: make a key pair in this browser, or register a certificate that the party already has (UI 3.10).
import { useState } from 'react';
import type { CertificateView } from '../../../../server/http/wire/engagements.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Panel } from '../../ui/page.tsx';
import { MakeKey } from './make-key.tsx';
import { RegisterKey } from './register-key.tsx';

export function AddKey({ first, onAdded }: { readonly first: boolean; readonly onAdded: (next: CertificateView) => void }) {
  const { t } = useWords();
  const [way, setWay] = useState<'make' | 'register' | null>(null);
  const [added, setAdded] = useState(0);
  const done = (next: CertificateView): void => {
    setWay(null);
    setAdded(added + 1);
    onAdded(next);
  };
  return (
    <div className="grid gap-4">
      {added > 0 && way === null && <Banner key={added} kind="good" title={t('keys.added')} focus><p>{t('keys.addedMore')}</p></Banner>}
      {way === null && <div className="flex flex-wrap gap-4"><Button kind={first ? 'filled' : 'outline'} onPress={() => setWay('make')}>{t('keys.make')}</Button><Button onPress={() => setWay('register')}>{t('keys.register')}</Button></div>}
      {way === 'make' && <Panel><MakeKey onAdded={done} onNo={() => setWay(null)} /></Panel>}
      {way === 'register' && <Panel><RegisterKey onAdded={done} onNo={() => setWay(null)} /></Panel>}
    </div>
  );
}
