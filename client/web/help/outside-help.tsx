// The help of whoever is not signed in yet. Loads the rest of the words: help is no part of what sign-in weighs.
import { useEffect, useState } from 'react';
import type { GatewayView } from '../../../server/http/wire/session.ts';
import { useWords, withAllWords } from '../app/language.ts';
import { Link } from '../ui/button.tsx';
import { Waiting } from '../ui/page.tsx';
import { Help } from './help.tsx';
import { OUTSIDE } from './topics.ts';

export default function OutsideHelp({ gateway }: { readonly gateway: GatewayView }) {
  const { t } = useWords();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void withAllWords(Promise.resolve(), 'helping').then(() => setReady(true));
  }, []);
  if (!ready) return <div className="p-6"><Waiting /></div>;
  return <><Help answers={OUTSIDE[gateway.side]} contact={gateway.contact} securityContact={null} accountId="" /><div className="screen-only mx-auto max-w-[80rem] px-4 pb-8 md:px-8"><Link to="/" kind="outline">{t('help.toSignIn')}</Link></div></>;
}
