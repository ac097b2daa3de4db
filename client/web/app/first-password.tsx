// The first change of the initial password: nothing else opens before it (UI 3.1).
import type { GatewayView, SessionView } from '../../../server/http/wire/session.ts';
import { Button } from '../ui/button.tsx';
import { Acts, Page } from '../ui/page.tsx';
import { useWords } from './language.ts';
import { PasswordChange } from './password-change.tsx';
import { Outside } from './sign-in.tsx';

export default function FirstPassword({ gateway, session, onChanged, onOut }: { readonly gateway: GatewayView; readonly session: SessionView; readonly onChanged: (session: SessionView) => void; readonly onOut: () => void }) {
  const { t } = useWords();
  return (
    <Outside gateway={gateway}>
      <Page title={t('signIn.first')}>
        <p><span lang="ja" className="mr-4">{session.account.name}</span>{t('signIn.firstMore')}</p>
        <PasswordChange first onChanged={onChanged} />
        <Acts><Button kind="plain" onPress={onOut}>{t('frame.signOut')}</Button></Acts>
      </Page>
    </Outside>
  );
}
