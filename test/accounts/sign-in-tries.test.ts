// The rules of slowing down alone, with a turnable clock: thousands of tries cost nothing here.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../server/addresses/address.ts';
import { createSignInTries, type Attempt, type SignInTries } from '../../server/accounts/sign-in-tries.ts';

const world = () => {
  const time = { seconds: 0 };
  const tries = createSignInTries(() => time.seconds * 1000, randomBytes);
  const one = (login: string, address: string, end: keyof Attempt = 'wrong', account: { id: string; isHere: boolean } | null = null): number => attempt(tries, login, address, end, account);
  return { time, one };
};
function attempt(tries: SignInTries, login: string, address: string, end: keyof Attempt, account: { id: string; isHere: boolean } | null): number {
  try {
    tries.begin({ login, address, account })[end]();
    return 0;
  } catch (error) {
    expect(error).toMatchObject({ code: 'TOO_MANY_TRIES' });
    return (error as { facts: { retryAfterSeconds: number } }).facts.retryAfterSeconds;
  }
}

describe('tries of a password', () => {
  it('of one login from one address cost five mistakes nothing, then waits that grow, and nobody else any [H 53]', () => {
    const { time, one } = world();
    for (let i = 0; i < 6; i += 1) expect(one('sato', '192.0.2.1')).toBe(0);
    const waits: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      const wait = one('sato', '192.0.2.1');
      waits.push(wait);
      time.seconds += wait;
      expect(one('sato', '192.0.2.1')).toBe(0);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    expect([one('sato', '192.0.2.2'), one('suzuki', '192.0.2.1')]).toEqual([0, 0]);
  });

  it('from an address of the person\'s own never wait longer than five seconds, whatever strangers do elsewhere and at that address [H 53] [ASVS 6.3.1]', () => {
    const { time, one } = world();
    const own = { id: 'a1', isHere: true };
    for (let i = 0; i < 300; i += 1) one('sato', `198.51.100.${String(i % 250)}`, 'wrong', { id: 'a1', isHere: false });
    for (let i = 0; i < 300; i += 1) one(`other-${String(i)}`, '192.0.2.7');
    for (let i = 0; i < 21; i += 1) expect(one('sato', '192.0.2.7', 'wrong', own)).toBe(0);
    for (let i = 0; i < 40; i += 1) {
      expect(one('sato', '192.0.2.7', 'wrong', own)).toBe(5);
      time.seconds += 5;
      expect(one('sato', '192.0.2.7', 'wrong', own)).toBe(0);
    }
    time.seconds += 5;
    expect(one('sato', '192.0.2.7', 'right', own)).toBe(0);
  });

  it('from where one signed in once is one\'s own address from then on [H 53]', () => {
    const { one } = world();
    const there = { id: 'a1', isHere: false };
    expect(one('sato', '192.0.2.7', 'right', there)).toBe(0);
    for (let i = 0; i < 21; i += 1) expect(one('sato', '192.0.2.7', 'wrong', there)).toBe(0);
    expect(one('sato', '192.0.2.7', 'right', { id: 'a2', isHere: false })).toBe(0);
  });

  it('of many logins from one address wait too, however often one of them is right [H 53]', () => {
    const { one } = world();
    for (let i = 0; i < 31; i += 1) expect(one(`login-${String(i)}`, '192.0.2.1')).toBe(0);
    expect(one('login-31', '192.0.2.1')).toBe(2);
    expect(one('login-31', '192.0.2.2')).toBe(0);
    const mixed = world();
    for (let i = 0; i < 31; i += 1) {
      mixed.one(`login-${String(i)}`, '192.0.2.1');
      mixed.one('accomplice', '192.0.2.1', 'right', { id: 'x', isHere: true });
    }
    expect(mixed.one('login-32', '192.0.2.1')).toBe(2);
  });

  it.each([['one login', 1, 50], ['all logins', 400, 500]])('from very many addresses at %s leave each address one try, and never refuse the first [H 53]', (_, logins, most) => {
    const { time, one } = world();
    const login = (i: number): string => (logins === 1 ? 'sato' : `login-${String(i % logins)}`);
    const address = (i: number): string => `10.${String(i >> 8)}.${String(i & 255)}.1`;
    for (let i = 0; i < most; i += 1) expect(one(login(i), address(i))).toBe(0);
    expect(one('sato', '192.0.2.50')).toBe(0);
    expect(one('sato', '192.0.2.50')).toBe(0);
    expect(one('sato', '192.0.2.50')).toBe(60);
    for (let i = 0; i < 50; i += 1) expect(one('sato', address(10_000 + i))).toBe(0);
    expect(one('sato', '192.0.2.51', 'right', { id: 'a1', isHere: false })).toBe(0);
    // An hour of quiet, and everything is as it was.
    time.seconds += 13 * 3_600;
    for (let i = 0; i < 6; i += 1) expect(one('sato', '192.0.2.50')).toBe(0);
  });

  it('at the same moment are counted one after another; what was not looked at counts for nothing', () => {
    const tries = createSignInTries(() => 0, randomBytes);
    const begun = Array.from({ length: 6 }, () => tries.begin({ login: 'sato', address: '192.0.2.1', account: null }));
    expect(() => tries.begin({ login: 'sato', address: '192.0.2.1', account: null })).toThrow();
    begun.at(-1)?.undone();
    expect(() => tries.begin({ login: 'sato', address: '192.0.2.1', account: null })).not.toThrow();
  });

  it('a clock that goes on forgets: half a day later a mistake is the first again', () => {
    const { time, one } = world();
    for (let i = 0; i < 6; i += 1) one('sato', '192.0.2.1');
    time.seconds += 12 * 3_600 + 3;
    for (let i = 0; i < 6; i += 1) expect(one('sato', '192.0.2.1')).toBe(0);
  });

  it('of sixty thousand logins and addresses are kept in bounded memory [ASVS 1.4.3]', () => {
    const { one } = world();
    const begun = process.memoryUsage().heapUsed;
    for (let i = 0; i < 60_000; i += 1) one(`login-${String(i)}`, `10.${String(i >> 16)}.${String((i >> 8) & 255)}.${String(i & 255)}`);
    expect(process.memoryUsage().heapUsed - begun).toBeLessThan(100_000_000);
  });

  it('come from one house of IPv6 as from one address', () => {
    expect(networkOf('2001:db8:1:2::9')).toBe(networkOf('2001:db8:1:2:ffff:1:2:3'));
    expect(networkOf('2001:db8:1:3::9')).not.toBe(networkOf('2001:db8:1:2::9'));
    expect([networkOf('::ffff:192.0.2.1'), networkOf('192.0.2.1'), networkOf('::1'), networkOf('fe80::1%eth0')]).toEqual(['192.0.2.1', '192.0.2.1', '0:0:0:0', 'fe80:0:0:0']);
  });
});
