// The duties of the reader that the home shows: what is late or due soon. The rest waits in the calendar.
import type { DutyView } from '../../../../server/http/wire/records.ts';
import { api } from '../../app/api.ts';
import { useLoad, type Load } from '../../app/loading.ts';
import { usePlace } from '../../app/place.ts';
import { isoDay } from '../../text/dates.ts';

/** The pages that belong to this place of the navigation besides the calendar itself. */
export const DUTY_PAGES = ['/records', '/records/new', '/records/:id', '/registers'];

const SOON_MS = 14 * 86_400_000;

export interface MyDuties { readonly duties: readonly DutyView[]; /** How many more are mine, due later. */ readonly later: number }

const dayFromNow = (ms: number): string => isoDay(new Date(Date.now() + ms).toISOString());

export function useMyDuties(): Load<MyDuties> {
  return useLoad<MyDuties>('my duties', async () => {
    const { duties, mine } = await api.call('searchDuties', { body: { mine: true, until: dayFromNow(SOON_MS) } });
    return { duties, later: Math.max(0, mine - duties.length) };
  });
}

/** How many duties of the reader are due today or late: the figure in the navigation. */
export function useDutyCount(): number {
  const { visit } = usePlace();
  return useLoad(`duty count ${visit}`, async () => (await api.call('searchDuties', { body: { mine: true, until: dayFromNow(0) } })).duties.length).value ?? 0;
}
