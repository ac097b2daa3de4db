// Japanese first, English second: the dictionaries are loaded one at a time, the choice is kept on this device.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import type { Language } from '../text/dates.ts';
import type { ja } from '../words/ja.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof ja };
    returnNull: false;
  }
}

const KEPT = 'kagibako.language';

async function dictionary(language: Language): Promise<object> {
  return language === 'ja' ? (await import('../words/ja.ts')).ja : (await import('../words/en.ts')).en;
}

/** Loads the dictionary of the language chosen last, Japanese if none was. */
export async function startLanguage(): Promise<void> {
  const lng: Language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'ja';
  await i18next.use(initReactI18next).init({
    lng, fallbackLng: false, defaultNS: 'words', resources: { [lng]: { words: await dictionary(lng) } }, interpolation: { escapeValue: false }, react: { useSuspense: false },
  });
  document.documentElement.lang = lng;
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'words')) i18next.addResourceBundle(language, 'words', await dictionary(language));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEPT, language);
}

/** Names one after another, as the language now shown parts them. */
export function listed(names: readonly string[]): string {
  return names.join(i18next.language === 'en' ? ', ' : '、');
}

/** The words, and the language they are in. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'ja';
  return { t, language };
}
