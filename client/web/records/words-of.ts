// What a kind of record says of itself, in the reader's language; and where its pages lie for this reader.
import type { Turn } from './view.ts';
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';

export interface Said { readonly ja: string; readonly en: string }

/** Chooses the reader's language. */
export function useSaid(): (words: Said) => string {
  const { language } = useWords();
  return (words) => words[language];
}

/** Where records and duties lie: an auditor reads them below /audit. */
export function useRoot(): '' | '/audit' {
  return useHere().session.account.role === 'auditor' ? '/audit' : '';
}

/** Whose turn it is, by name where the reader is not the one. */
export function useTurn(): (turn: Turn, mine: boolean, contractor: string | null) => string {
  const { t } = useWords();
  return (turn, mine, contractor) => (mine ? t('records.turns.mine') : turn === 'contractor' && contractor !== null ? t('records.turns.party', { name: contractor }) : t(`records.turns.${turn}`));
}
