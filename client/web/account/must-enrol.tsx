// The municipality requires a second factor of this role, and the person has none: nothing else opens before it.
import { useState } from 'react';
import type { FactorChanged } from '../../../server/http/wire/factors.ts';
import type { GatewayView, SessionView } from '../../../server/http/wire/session.ts';
import { useWords } from '../app/language.ts';
import { Outside } from '../app/sign-in.tsx';
import { Button } from '../ui/button.tsx';
import { Acts, Page } from '../ui/page.tsx';
import { EnrolCodes } from './enrol-codes.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export default function MustEnrol({ gateway, session, onDone, onOut }: { readonly gateway: GatewayView; readonly session: SessionView; readonly onDone: (session: SessionView) => void; readonly onOut: () => void }) {
  const { t } = useWords();
  const [changed, setChanged] = useState<FactorChanged | null>(null);
  return (
    <Outside gateway={gateway}>
      <Page title={t('factors.mustTitle')}>
        {changed === null ? (
          <>
            <p className="max-w-[40em]"><span lang="ja" className="mr-4">{session.account.name}</span>{t('factors.mustMore')}</p>
            <EnrolCodes label={t('factors.enrol')} filled onDone={setChanged} />
          </>
        ) : <RecoveryCodes codes={changed.recoveryCodes} />}
        <Acts><Button kind="plain" onPress={onOut}>{t('frame.signOut')}</Button>{changed !== null && <Button kind="filled" onPress={() => onDone(changed.session)}>{t('factors.kept')}</Button>}</Acts>
      </Page>
    </Outside>
  );
}
