// What was changed in a file's name when it came in, in words.
import type { useWords } from '../../app/language.ts';

type Words = ReturnType<typeof useWords>['t'];

/** The sentence for a change of name; a change without one reads as a replaced character. */
export function nameChangeWords(t: Words, change: string): string {
  switch (change) {
    case 'path-removed': return t('detail.nameChange.path');
    case 'direction-marks-removed': return t('detail.nameChange.marks');
    case 'reserved-name': return t('detail.nameChange.reserved');
    case 'shortened': return t('detail.nameChange.short');
    case 'empty-name': return t('detail.nameChange.empty');
    case 'trailing-removed': return t('detail.nameChange.trailing');
    case 'numbered': return t('detail.nameChange.numbered');
    default: return t('detail.nameChange.replaced');
  }
}
