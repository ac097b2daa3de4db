// How the gateway says that it is well or not: each threshold on its own, and the counts of a real town, without a name of anything.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, judge, limits, worst, type Counted } from '../../server/http/answers/health-rules.ts';
import type { HealthRow } from '../../server/http/wire/administration.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';

const now = Date.parse('2026-07-02T05:00:00.000Z');
const ago = (milliseconds: number): string => new Date(now - milliseconds).toISOString();
const well: Counted = {
  now, program: { version: '0.1.0', schema: 4, startedAt: now - 90_000 }, database: { size: 1000, log: 0 }, space: { free: 90, total: 100 }, vault: { bodies: 0, bytes: 0, locks: 0 },
  scanner: { kind: 'clamd', answers: true, version: 'ClamAV 1', patternsFrom: ago(0) }, ledger: { entries: 5, signed: 5, signedAt: ago(0), oldestUnsigned: null },
  wipes: { failed: 0 }, clock: { overdue: 0, oldest: null }, drafts: { waiting: 0, sweptSoon: 0 }, alarms: [], cleartext: [], keys: [{ key: 'waiting', since: ago(0), dueAt: ago(-365 * 24 * 3_600_000) }], witnesses: { asked: 1, vouched: ago(0), refusing: [], silent: [] }, forwarding: { waiting: 3, oldest: ago(60_000), confirmedAt: ago(60_000), failure: null },
};
const judged = (found: Partial<Counted>, key: HealthRow['key']): [string, string | null] => {
  const row = judge({ ...well, ...found }).find((one) => one.key === key);
  return [row?.verdict ?? '', row?.advice ?? null];
};

describe('the judgement', () => {
  it('is good where nothing is wrong, and the worst of all rows otherwise', () => {
    expect(judge(well).map(({ verdict, advice }) => [verdict, advice])).toEqual(judge(well).map(() => ['good', null]));
    expect(worst(judge(well))).toBe('good');
    expect(worst(judge({ ...well, drafts: { waiting: 1, sweptSoon: 1 } }))).toBe('look');
    expect(judge({ ...well, drafts: { waiting: 1, sweptSoon: 1 }, wipes: { failed: 1 } }).slice(0, 2).map(({ key }) => key)).toEqual(['wipes', 'drafts']);
    expect(worst(judge({ ...well, drafts: { waiting: 1, sweptSoon: 1 }, wipes: { failed: 1 } }))).toBe('act');
  });

  it('asks for the exchange of a key a month ahead, and from its day on [ASVS 13.3.4]', () => {
    const due = (left: number) => judged({ keys: [...well.keys, { key: 'ledger', since: ago(1), dueAt: ago(-left) }] }, 'keys');
    expect([due(limits.keyLook + 1), due(limits.keyLook), due(0), due(-1)]).toEqual([['good', null], ['look', 'key-soon'], ['look', 'key-soon'], ['act', 'key-due']]);
  });

  it('has a look for a line in clear as long as it stands [ASVS 12.3.1]', () => {
    expect([judged({ cleartext: [] }, 'lines'), judged({ cleartext: ['mail'] }, 'lines')]).toEqual([['good', null], ['look', 'cleartext']]);
  });

  it('changes at the stated thresholds and not before', () => {
    expect([judged({ space: { free: 20, total: 100 } }, 'space'), judged({ space: { free: 19, total: 100 } }, 'space'), judged({ space: { free: 9, total: 100 } }, 'space')]).toEqual([['good', null], ['look', 'space-short'], ['act', 'space-gone']]);
    const patterns = (age: number) => judged({ scanner: { ...well.scanner, patternsFrom: ago(age) } }, 'scanner');
    expect([patterns(limits.patternsLook), patterns(limits.patternsLook + 1), patterns(limits.patternsAct + 1)]).toEqual([['good', null], ['look', 'patterns-old'], ['act', 'patterns-old']]);
    const late = (age: number) => judged({ clock: { overdue: 1, oldest: ago(age) } }, 'clock');
    expect([late(limits.overdueLook), late(limits.overdueLook + 1), late(limits.overdueAct + 1)]).toEqual([['good', null], ['look', 'clock-late'], ['act', 'clock-late']]);
    const unsigned = (age: number) => judged({ ledger: { ...well.ledger, entries: 6, oldestUnsigned: ago(age) } }, 'ledger');
    expect([unsigned(limits.unsignedAct), unsigned(limits.unsignedAct + 1)]).toEqual([['good', null], ['act', 'unsigned']]);
    expect([judged({ database: { size: 1, log: limits.logBytesLook } }, 'database'), judged({ database: { size: 1, log: limits.logBytesLook + 1 } }, 'database')]).toEqual([['good', null], ['look', 'log-big']]);
    expect([judged({ scanner: { ...well.scanner, kind: 'none' } }, 'scanner'), judged({ scanner: { ...well.scanner, answers: false } }, 'scanner'), judged({ alarms: ['CLOCK_LEAPT'] }, 'alarms')]).toEqual([['act', 'no-scanner'], ['act', 'scanner-silent'], ['act', 'alarm']]);
  });
});

describe('why nothing is forwarded', () => {
  it('is told by what is down and never by a code of the system', () => {
    const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'SLOW', 'EHOSTUNREACH', 'ECONNRESET', 'CUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'FAULT', 'EPROTO'];
    expect(codes.map(failureOf)).toEqual(['refused', 'name', 'name', 'silent', 'silent', 'unreachable', 'cut', 'cut', 'certificate', 'certificate', 'certificate', 'certificate', 'other', 'other']);
    expect(failureOf(null)).toBeNull();
    const row = judge({ ...well, forwarding: { waiting: 3, oldest: ago(limits.forwardingAct + 1), confirmedAt: null, failure: 'ECONNREFUSED' } }).find(({ key }) => key === 'forwarding');
    expect([row?.advice, row?.figures.find(({ name }) => name === 'failure')?.value]).toEqual(['syslog-silent', 'refused']);
  });
});

describe('the health of a gateway', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const figures = async (key: HealthRow['key']): Promise<Record<string, unknown>> => {
    const row = (await town.admin.api.call('health', {})).rows.find((one) => one.key === key);
    return Object.fromEntries(row?.figures.map(({ name, value }) => [name, value]) ?? []);
  };

  it('counts what is sealed, what waits and what is late, and tells nothing of what it is', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, '住民の名前.csv', randomBytes(1000));
    expect(await figures('vault')).toMatchObject({ bodies: 1, locks: 2 });
    expect((await figures('vault'))['bytes']).toBeGreaterThan(1000);
    expect(await figures('drafts')).toEqual({ waiting: 1, sweptSoon: 0 });
    const text = JSON.stringify(await town.admin.api.call('health', {}));
    for (const word of ['住民', '納入通知書', '佐藤', draft.id, draft.transfers[0]?.number ?? 'number']) expect(text).not.toContain(word);
    town.time.advance(6 * 24 * 60 + 1);
    await town.admin.signInAgain();
    expect(await figures('drafts')).toEqual({ waiting: 1, sweptSoon: 1 });
    town.time.advance(24 * 60);
    await town.admin.signInAgain();
    expect((await figures('clock'))['overdue']).toBe(1);
    await town.running.gateway.tick();
    expect((await figures('clock'))['overdue']).toBe(0);
    expect(await figures('vault')).toEqual({ bodies: 0, bytes: 0, locks: 0 });
  });

  it('says that nothing is scanned, and what the program and its ledger are', async () => {
    const { rows, verdict } = await town.admin.api.call('health', {});
    expect([verdict, rows[0]?.key, rows[0]?.advice]).toEqual(['act', 'scanner', 'no-scanner']);
    await town.running.gateway.tick();
    expect((await figures('ledger'))['unsigned']).toBe(0);
    expect(await figures('program')).toMatchObject({ version: '0.1.0', uptime: (7 * 24 * 60 + 1) * 60 });
    expect((await figures('database'))['size']).toBeGreaterThan(100_000);
  });
});
