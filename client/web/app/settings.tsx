// 表示の設定: how the pages look for this person. Each choice works at once and is kept with the account.
import type { Preferences } from '../../../server/http/wire/session.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from './language.ts';
import { useAct } from './loading.ts';
import { useChoose } from './preferences.ts';
import { useHere } from './session.ts';
import { THEMES } from './theme.ts';

const LANGUAGES = ['ja', 'en'] as const;

export default function Settings() {
  const { t, language } = useWords();
  const { session } = useHere();
  const act = useAct();
  const choose = useChoose();
  const set = (chosen: Partial<Preferences>): void => act.run(() => choose(chosen));
  return (
    <Page title={t('display.title')}>
      <p className="max-w-[40em]">{t('display.more')}</p>
      <ProblemBanner problem={act.problem} />
      <Choices label={t('display.theme')} required={null} choices={THEMES.map((value) => ({ value, label: t(`display.${value}`) }))} chosen={[session.preferences.theme]}
        onChange={([chosen]) => { const theme = THEMES.find((one) => one === chosen); if (theme !== undefined) set({ theme }); }} />
      <Choices label={t('display.language')} required={null} choices={[{ value: 'ja', label: <span lang="ja">{t('frame.languageJa')}</span> }, { value: 'en', label: <span lang="en">{t('frame.languageEn')}</span> }]} chosen={[language]}
        onChange={([chosen]) => { const next = LANGUAGES.find((one) => one === chosen); if (next !== undefined) set({ language: next }); }} />
      <div className="flex flex-wrap gap-4"><Link to="/me/sign-in" kind="outline">{t('display.toSignIn')}</Link><Link to="/me/happenings" kind="outline">{t('display.toHappenings')}</Link></div>
    </Page>
  );
}
