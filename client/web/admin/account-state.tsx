// Whether a person can sign in, as a badge.
import type { AccountView } from '../../../server/http/wire/administration.ts';
import { useWords } from '../app/language.ts';
import { Badge } from '../ui/badge.tsx';

export function AccountState({ account }: { readonly account: AccountView }) {
  const { t } = useWords();
  if (account.disabledAt !== null) return <Badge tone="rest" icon="slash">{t('admin.disabled')}</Badge>;
  return account.mustChangePassword ? <Badge tone="wait" icon="hourglass">{t('admin.notYetIn')}</Badge> : <Badge tone="good" icon="tick">{t('admin.active')}</Badge>;
}
