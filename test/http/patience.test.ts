// Who is refused again and again is slowed, not forgotten, and nobody else is (H 104).
import { describe, expect, it } from 'vitest';
import type { Person } from '../../server/accounts/person.ts';
import { createPatience } from '../../server/http/patience.ts';

const person = (id: string): Person => ({ id, name: id, role: 'staff', municipalityId: 'm', sectionId: null, contractorId: null, canApprove: false, occasion: id, signedInAt: '2026-07-02T00:00:00.000Z' });
const [one, other] = [person('one'), person('other')];

describe('the slowing of refusals', () => {
  const turning = () => {
    const time = { now: 1_000_000 };
    const patience = createPatience(() => time.now);
    const lasts = (who = one): boolean => {
      try {
        patience.mustLast(who);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ code: 'REFUSED_TOO_OFTEN' });
        return false;
      }
    };
    const refusedTimes = (count: number, who = one): void => { for (let at = 0; at < count; at += 1) patience.spend(who); };
    return { time, patience, lasts, refusedTimes };
  };

  it('lets 600 refusals in a row pass and then has the person wait, and no one else [H 104]', () => {
    const { lasts, refusedTimes } = turning();
    refusedTimes(599);
    expect(lasts()).toBe(true);
    refusedTimes(1);
    expect([lasts(), lasts(other)]).toEqual([false, true]);
  });

  it('gives one back every six seconds, so that ten entries a minute are the most, and never more than 600 in all', () => {
    const { time, lasts, refusedTimes } = turning();
    refusedTimes(10_000);
    time.now += 5_999;
    expect(lasts()).toBe(false);
    time.now += 1;
    expect(lasts()).toBe(true);
    refusedTimes(1);
    expect(lasts()).toBe(false);
    let passed = 0;
    for (const until = time.now + 60_000; time.now < until; time.now += 500) {
      if (!lasts()) continue;
      passed += 1;
      refusedTimes(1);
    }
    expect(passed).toBeLessThanOrEqual(10);
    time.now += 86_400_000;
    refusedTimes(600);
    expect(lasts()).toBe(false);
  });

  it('enters what was not looked at once a minute, with the count of all since', () => {
    const { time, patience } = turning();
    time.now = 60_000_000;
    expect([patience.unentered(one), patience.unentered(one), patience.unentered(one), patience.unentered(other)]).toEqual([1, null, null, 1]);
    time.now += 60_000;
    expect([patience.unentered(one), patience.unentered(one)]).toEqual([3, null]);
  });

  it('keeps a bounded number of people: who was refused longest ago begins anew first', () => {
    const { patience, lasts, refusedTimes } = turning();
    refusedTimes(600);
    refusedTimes(600, other);
    for (let at = 0; at < 10_000; at += 1) patience.spend(person(`p${String(at)}`));
    expect([lasts(), lasts(other)]).toEqual([true, true]);
    refusedTimes(600, person('p9999'));
    expect(lasts(person('p9999'))).toBe(false);
  });
});
