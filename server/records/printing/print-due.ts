// Owes the print log of what was received to be printed (1-21): from the receipt on, until it is submitted.
import { japanDay } from '../../engagements/japan-time.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Follower } from '../../transfers/register.ts';
import { owe } from '../duties/duties.ts';
import { printLogDuty } from '../kinds/print-log.ts';

export function followWithPrintLogs(random: RandomBytes): Follower {
  return async (tx, { after, act, engagement, now }) => {
    const printed = engagement.forms.find(({ id }) => id === after.formId)?.kind === 'print-data';
    if (act !== 'confirm' || after.direction !== 'to-contractor' || !printed || engagement.terms.printLog === 'none') return;
    await owe(tx, printLogDuty(engagement, after.recipientId, after.id, japanDay(now)), { now, random });
  };
}
