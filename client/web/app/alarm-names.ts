// Alarms in words; one that this page does not know is named by its code, so that somebody can be told.
import { useWords } from './language.ts';

const CODES = ['CLOCK_LEAPT', 'LEDGER_UNSIGNED', 'WIPE_FAILED', 'SCANNER_SILENT', 'SYSLOG_SILENT', 'WITNESS_REFUSED'] as const;

export function useAlarmName(): (code: string) => string {
  const { t } = useWords();
  return (code) => {
    const known = CODES.find((one) => one === code);
    return known === undefined ? t('frame.alarms.other', { code }) : t(`frame.alarms.${known}`);
  };
}
