// A value of an object as the reader writes it, by the form that the gateway names. Nothing is guessed from the value itself.
import { useCallback } from 'react';
import type { Form, Value } from '../../../server/http/wire/administration.ts';
import { listed, useWords } from '../app/language.ts';
import { count, size } from '../text/amounts.ts';
import { longDay, longInstant } from '../text/dates.ts';

export function useShown(): (form: Form, value: Value) => string {
  const { t, language } = useWords();
  return useCallback((form, value) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return t('changing.none');
    if (Array.isArray(value)) return listed(value);
    if (typeof value === 'boolean') return t(`values.${(BOOLEAN[form] ?? (['yes', 'no'] as const))[value ? 0 : 1]}`);
    if (typeof value === 'number') return numberText(form, value);
    if (form === 'locks') return t(value === 'both' ? 'values.both' : 'values.password');
    if (form === 'unscannable') return t('values.refuse');
    if (form === 'day') return longDay(`${value}T12:00:00+09:00`, language);
    return form === 'instant' ? longInstant(value, language) : value;

    function numberText(of: Form, n: number): string {
      switch (of) {
        case 'minutes': return t('values.minutes', { n: count(n) });
        case 'hours': return t('values.hours', { n: count(n) });
        case 'days': return t('values.days', { n: count(n) });
        case 'files': return t('unit.files', { count: n });
        case 'bytes': return t('unit.bytes', { size: size(n), bytes: count(n) });
        case 'seconds': return t('values.uptime', { days: Math.floor(n / 86_400), hours: Math.floor(n / 3600) % 24, minutes: Math.floor(n / 60) % 60 });
        case 'count': return t('values.cases', { n: count(n) });
        default: return count(n);
      }
    }
  }, [t, language]);
}

const BOOLEAN: Readonly<Partial<Record<Form, readonly ['active' | 'ended' | 'can', 'disabled' | 'running' | 'cannot']>>> = { can: ['can', 'cannot'], active: ['active', 'disabled'], terminated: ['ended', 'running'] };
