// 専用ページ利用通知書: the initial password, shown and printed once.
import { useWords } from '../app/language.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';
import type { Made } from './people.tsx';

/** `page` is the contractor's page, for a handler. */
export function InitialPassword({ made: { account, initial }, page, onClose }: { readonly made: Made; readonly page: string | null; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Banner kind="good" title={t('admin.made', { name: account.name })} focus onClose={onClose}>
      <p>{t('admin.madeMore')}</p>
      <Facts rows={[
        [t('signIn.login'), <code key="l">{initial.login}</code>],
        [t('admin.initial'), <span key="p" className="font-mono text-std-24B-150" translate="no">{initial.password}</span>],
        [t('admin.validUntil'), <When key="u" at={initial.validUntil} />],
        ...(page === null ? [] : [[t('admin.page'), <code key="a">{`/p/${page}`}</code>] as const]),
      ]} />
      <div className="screen-only mt-3"><Button onPress={() => print()}>{t('act.print')}</Button></div>
    </Banner>
  );
}
