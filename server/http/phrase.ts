// Facts put into the sentences of a refusal, as the reader writes them: times in Japan, sizes as Windows counts. Pure.
import type { RefusalFact } from '../ledger/refused.ts';

export type Language = 'ja' | 'en';

/** Fills `{name}` in `sentence` from `facts`; a fact that is missing leaves nothing behind. */
export function phrase(sentence: string, facts: Readonly<Record<string, RefusalFact>>, language: Language): string {
  return sentence.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
    const fact = facts[name];
    return fact === undefined ? '' : write(name, fact, language);
  });
}

function write(name: string, fact: RefusalFact, language: Language): string {
  if (typeof fact === 'number' && name.endsWith('Bytes')) return sizeText(fact, language);
  if (typeof fact === 'number') return fact.toLocaleString('ja-JP');
  if (Array.isArray(fact)) return fact.join(', ');
  if (typeof fact === 'string' && /^\d{4}-\d\d-\d\dT/.test(fact)) return timeText(fact, language);
  return String(fact);
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

function sizeText(bytes: number, language: Language): string {
  const power = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const rounded = Math.round((bytes / 1024 ** power) * 10) / 10;
  const exact = bytes.toLocaleString('en-US');
  return language === 'ja' ? `${rounded} ${units[power] ?? 'B'}（${exact}バイト）` : `${rounded} ${units[power] ?? 'B'} (${exact} bytes)`;
}

function timeText(instant: string, language: Language): string {
  const locale = language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Tokyo', dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));
}
