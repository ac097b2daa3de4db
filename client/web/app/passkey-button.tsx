// A sign-in by passkey: the button, and what it says when the device did not answer.
import { useState } from 'react';
import type { SessionView } from '../../../server/http/wire/session.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from './language.ts';
import type { Act } from './loading.ts';
import { comeInByPasskey, PasskeyStopped } from './passkey.ts';

export default function PasskeyButton({ act, label, onSignedIn }: { readonly act: Act; readonly label: string; readonly onSignedIn: (session: SessionView) => void }) {
  const { t } = useWords();
  const [stopped, setStopped] = useState(false);
  const come = (): void => {
    setStopped(false);
    act.run(async () => {
      try {
        onSignedIn(await comeInByPasskey());
      } catch (thrown) {
        if (!(thrown instanceof PasskeyStopped)) throw thrown;
        setStopped(true);
      }
    });
  };
  return <div className="grid gap-4">{stopped && <Banner kind="mind" title={t('signIn.stopped')} focus />}<div><Button busy={act.busy} onPress={come}>{label}</Button></div></div>;
}
