import { describe, expect, it } from 'vitest';
import { japanTime } from '../../client/cli/demo/clock.ts';
import { eraFiscalYear, longDay } from '../../client/web/text/dates.ts';
import { eraFiscalYear as printed } from '../../server/engagements/japan-time.ts';

describe('dates as people read them', () => {
  it('write the first year of an era as 元年, on pages, in documents and in the demo', () => {
    expect([longDay('2019-04-30T14:59:59.999Z', 'ja'), longDay('2019-04-30T15:00:00.000Z', 'ja'), longDay('2019-12-31T15:00:00.000Z', 'ja')]).toEqual(['平成31年4月30日（火）', '令和元年5月1日（水）', '令和2年1月1日（水）']);
    expect([Date.parse('2019-04-30T14:59:00Z'), Date.parse('2019-07-01T00:30:00Z'), Date.parse('2026-07-02T05:05:00Z')].map(japanTime)).toEqual(['平成31年4月30日 23:59', '令和元年7月1日 09:30', '令和8年7月2日 14:05']);
  });

  it('name a fiscal year the same on a page as in a document', () => {
    const years = [2017, 2018, 2019, 2020, 2026];
    expect(years.map(eraFiscalYear)).toEqual(years.map(printed));
    expect(eraFiscalYear(2019)).toBe('令和元年度');
  });
});
