// A value of an object as the reader writes it, by the form that the gateway names. Nothing is guessed from the value itself.
import { useCallback } from 'react';
import type { Form, Value } from '../../../server/http/wire/administration.ts';
import { listed, useWords } from '../app/language.ts';
import { count, size } from '../text/amounts.ts';
import { PRINT_LOGS, QUALIFICATIONS, ROLES, SUBCONTRACTING } from './terms-form.ts';
import { longDay, longInstant } from '../text/dates.ts';

export function useShown(): (form: Form, value: Value) => string {
  const { t, language } = useWords();
  return useCallback((form, value) => {
    const coded = value === null || typeof value === 'number' || typeof value === 'boolean' ? null : termText(form, value);
    if (coded !== null) return coded;
    if (value === null || (Array.isArray(value) && value.length === 0)) return t('changing.none');
    if (Array.isArray(value)) return listed(value);
    if (typeof value === 'boolean') return t(`values.${(BOOLEAN[form] ?? (['yes', 'no'] as const))[value ? 0 : 1]}`);
    if (typeof value === 'number') return numberText(form, value);
    if (form === 'locks') return t(value === 'both' ? 'values.both' : 'values.password');
    if (form === 'unscannable') return t(value === 'exception' ? 'values.exception' : 'values.refuse');
    if (form === 'day') return longDay(`${value}T12:00:00+09:00`, language);
    return form === 'instant' ? longInstant(value, language) : value;

    /** The terms of a contract come as codes; a code without a word stands as it is. */
    function termText(of: Form, codes: string | readonly string[]): string | null {
      const one = typeof codes === 'string' ? codes : '';
      const named = <K extends string>(known: readonly K[], say: (key: K) => string): string => known.filter((key) => key === one).map(say)[0] ?? one;
      switch (of) {
        case 'subcontracting': return named(SUBCONTRACTING, (key) => t(`terms.subcontracting.${key}`));
        case 'terminals': return named(['any', 'registered'], (key) => t(`terms.terminals.${key}`));
        case 'erasure-after': return named(['delivery', 'engagement-end'], (key) => t(`terms.erasureAfter.${key}`));
        case 'print-log': return named(PRINT_LOGS, (key) => t(`terms.printLog.${key}`));
        case 'individual-numbers': return named(['refuse', 'allowed'], (key) => t(`terms.individualNumbers.${key}`));
        case 'receipt-signature': return named(['asked', 'required'], (key) => t(`terms.receiptSignature.${key}`));
        case 'recipient-keys': return named(['no-rsa', 'any'], (key) => t(`terms.recipientKeys.${key}`));
        case 'factor-rule': return named(['optional', 'wanted', 'required'], (key) => t(`values.factorRules.${key}`));
        case 'client-certificate': return named(['none', 'required'], (key) => t(`terms.clientCertificate.${key}`));
        case 'renewal': return named(['yearly', 'none'], (key) => t(`terms.renewal.${key}`));
        case 'roster-roles': return listed(ROLES.filter((role) => codes.includes(role)).map((role) => t(`terms.roles.${role}`)));
        case 'qualifications': return listed(QUALIFICATIONS.filter(({ value: code }) => codes.includes(code)).map(({ kind, neededFor }) => t('terms.qualification', { kind: t(`contract.kinds.${kind}`), needed: t(`contract.needed.${neededFor}`) }))) || t('terms.noQualification');
        default: return null;
      }
    }

    function numberText(of: Form, n: number): string {
      switch (of) {
        case 'minutes': return t('values.minutes', { n: count(n) });
        case 'hours': return t('values.hours', { n: count(n) });
        case 'days': return t('values.days', { n: count(n) });
        case 'files': return t('unit.files', { count: n });
        case 'bytes': return t('unit.bytes', { size: size(n), bytes: count(n) });
        case 'seconds': return t('values.uptime', { days: Math.floor(n / 86_400), hours: Math.floor(n / 3600) % 24, minutes: Math.floor(n / 60) % 60 });
        case 'times': return t('terms.times', { n: count(n) });
        case 'count': return t('values.cases', { n: count(n) });
        default: return count(n);
      }
    }
  }, [t, language]);
}

const BOOLEAN: Readonly<Partial<Record<Form, readonly ['active' | 'ended' | 'can', 'disabled' | 'running' | 'cannot']>>> = { can: ['can', 'cannot'], active: ['active', 'disabled'], terminated: ['ended', 'running'] };
