// Japanese first, English second: one language's words at a time, those of sign-in before the rest. The choice is kept on this device, and with the account.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import type { Language } from '../text/dates.ts';
import type { PartWords, Words } from '../words/ja.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
    returnNull: false;
  }
}

const KEPT = 'kagibako.language';
/** Whether a part has been opened that needs more than the words of sign-in, and which words of parts it needs besides. */
let needsAll = false;
const needed = new Set<keyof PartWords>();
const partWords: { readonly [L in Language]: { readonly [P in keyof PartWords]: () => Promise<object> } } = {
  ja: { unattended: () => import('../words/ja/unattended.ts'), verifying: () => import('../words/ja/verifying.ts'), administering: async () => ({ ...await import('../words/ja/administering.ts'), ...await import('../words/ja/rosters.ts') }), auditing: () => import('../words/ja/auditing.ts'), reviewing: () => import('../words/ja/reviewing.ts'), searching: () => import('../words/ja/searching.ts'), telling: () => import('../words/ja/telling.ts'), helping: () => import('../words/ja/helping.ts'), keeping: () => import('../words/ja/keeping.ts'), factors: () => import('../words/ja/factors.ts'),
    transferring: async () => ({ ...await import('../words/ja/opening.ts'), ...await import('../words/ja/moving.ts'), ...await import('../words/ja/content.ts'), ...await import('../words/ja/deciding.ts'), ...await import('../words/ja/rosters.ts') }) },
  en: { unattended: () => import('../words/en/unattended.ts'), verifying: () => import('../words/en/verifying.ts'), administering: async () => ({ ...await import('../words/en/administering.ts'), ...await import('../words/en/rosters.ts') }), auditing: () => import('../words/en/auditing.ts'), reviewing: () => import('../words/en/reviewing.ts'), searching: () => import('../words/en/searching.ts'), telling: () => import('../words/en/telling.ts'), helping: () => import('../words/en/helping.ts'), keeping: () => import('../words/en/keeping.ts'), factors: () => import('../words/en/factors.ts'),
    transferring: async () => ({ ...await import('../words/en/opening.ts'), ...await import('../words/en/moving.ts'), ...await import('../words/en/content.ts'), ...await import('../words/en/deciding.ts'), ...await import('../words/en/rosters.ts') }) },
};

async function firstWords(language: Language): Promise<object> {
  return { ...(language === 'ja' ? await import('../words/ja/frame.ts') : await import('../words/en/frame.ts')) };
}

async function addWords(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'words')) i18next.addResourceBundle(language, 'words', await firstWords(language));
  if (!needsAll) return;
  const all = language === 'ja' ? (await import('../words/ja.ts')).ja : (await import('../words/en.ts')).en;
  i18next.addResourceBundle(language, 'words', all, true, true);
  for (const part of needed) i18next.addResourceBundle(language, 'words', { ...await partWords[language][part]() }, true, true);
}

/** Loads the words of sign-in in the language chosen last, Japanese if none was. */
export async function startLanguage(): Promise<void> {
  const lng: Language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'ja';
  await i18next.use(initReactI18next).init({
    lng, fallbackLng: false, defaultNS: 'words', resources: { [lng]: { words: await firstWords(lng) } }, interpolation: { escapeValue: false }, react: { useSuspense: false },
  });
  document.documentElement.lang = lng;
}

/** Loads `part` of the application together with the words it needs: those of all parts, and `own` that no other has. */
export async function withAllWords<T>(part: Promise<T>, ...own: readonly (keyof PartWords)[]): Promise<T> {
  needsAll = true;
  for (const one of own) needed.add(one);
  await addWords(currentLanguage());
  return part;
}

export async function changeLanguage(language: Language): Promise<void> {
  await addWords(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEPT, language);
}

/** The language that is shown now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'ja';
}

/** Names one after another, as the language now shown parts them. */
export function listed(names: readonly string[]): string {
  return names.join(currentLanguage() === 'en' ? ', ' : '、');
}

/** The words, and the language they are in. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'ja';
  return { t, language };
}
