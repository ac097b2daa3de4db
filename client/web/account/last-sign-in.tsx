// The foot of every home: when the reader signed in before, and what happened to the account since then.
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';
import { Banner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { When } from '../ui/when.tsx';

/** Nothing at a first sign-in. */
export function LastSignIn() {
  const { t } = useWords();
  const { session: { previousSignInAt, newHappenings } } = useHere();
  if (previousSignInAt === null) return null;
  return (
    <div className="grid gap-3">
      {newHappenings > 0 && <Banner kind="mind" title={t('todo.happened', { count: newHappenings })}><Link to="/me/happenings">{t('todo.seeHappened')}</Link></Banner>}
      <p className="text-dns-14N-130 text-quiet">{t('todo.previousSignIn')} <When at={previousSignInAt} /></p>
    </div>
  );
}
