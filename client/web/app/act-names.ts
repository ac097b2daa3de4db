// The acts of the ledger in the reader's words. An act without a name here is shown as 「その他の操作」, never as a raw code (UI 5).
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from './language.ts';

/** Acts are written with dots (`transfer.approve`); in the dictionary they stand with hyphens, because a dot there means a level. */
export function useActName(): (act: string) => string {
  const { t } = useWords();
  const { i18n } = useTranslation();
  return useCallback((act) => {
    const key = `acts.${act.replaceAll('.', '-')}`;
    return i18n.exists(key) ? String(i18n.getResource(i18n.language, 'words', key)) : t(act.startsWith('read-') ? 'acts.read' : 'acts.other');
  }, [i18n, t]);
}

/** Why an act was refused, in two or three words; the code itself for what has none, so that nothing is hidden from an auditor. */
export function useReasonName(): (code: string | null) => string {
  const { i18n } = useTranslation();
  return useCallback((code) => {
    const key = `reasons.${code ?? ''}`;
    return code !== null && i18n.exists(key) ? String(i18n.getResource(i18n.language, 'words', key)) : (code ?? '');
  }, [i18n]);
}
