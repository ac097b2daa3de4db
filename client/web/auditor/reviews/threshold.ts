// A threshold in words: so many a week, or so many of one person.
import { useWords } from '../../app/language.ts';

export function useThreshold(): (of: { readonly perWeek: number | null; readonly perPerson: number | null }) => string {
  const { t } = useWords();
  return ({ perWeek, perPerson }) => {
    const [week, person] = [perWeek === null ? null : t('reviews.perWeek', { count: perWeek }), perPerson === null ? null : t('reviews.perPerson', { count: perPerson })];
    return week !== null && person !== null ? t('reviews.both', { week, person }) : week ?? person ?? '';
  };
}
