// A day of the API as it is read in a sentence.
import { useWords } from '../app/language.ts';
import { longDay } from '../text/dates.ts';

export function useDay(): (day: string) => string {
  const { language } = useWords();
  return (day) => longDay(`${day}T12:00:00+09:00`, language);
}
