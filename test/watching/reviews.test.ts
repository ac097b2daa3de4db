// Watching the log: the weeks that nobody reviewed, what the rules found in one, and the review that an auditor signs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { foundMunicipality } from '../../server/accounts/people.ts';
import { stretchOf } from '../../server/watching/stretch.ts';
import { spanOf } from '../../server/watching/weeks.ts';
import { arrive, foundTown, type Someone, type Town } from '../town.ts';

const [first, second, third] = ['2026-06-29', '2026-07-06', '2026-07-13'];
const nobody = '0'.repeat(32);

describe('reviews of the log', () => {
  let town: Town;
  let foreign: Someone;

  beforeAll(async () => {
    town = await foundTown();
    // Thursday 2 July, 14:00: one person tries what does not exist five times.
    for (let at = 0; at < 5; at += 1) await expect(town.sato.api.call('transfer', { id: nobody })).rejects.toMatchObject({ problem: { status: 404 } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  async function until(instant: string): Promise<void> {
    town.time.advance((Date.parse(instant) - town.time.wall()) / 60_000);
    await town.auditor.signInAgain();
  }
  const sign = async (week: string, more: { seen?: string; anomaly?: boolean; assessment?: string; action?: string | null } = {}, who = town.auditor) => {
    const { seen } = more.seen === undefined ? await who.api.call('logWeek', { week }) : { seen: more.seen };
    return who.api.call('reviewLog', { body: { week, anomaly: false, assessment: '端末の設定誤りと確認した。', action: null, ...more, seen } });
  };
  const refused = (code: string) => ({ problem: { code } });

  it('finds what is conspicuous in a week, with the entries, and does not let the week be signed before it is over [O 0-7] [O 1-5]', async () => {
    const week = await town.auditor.api.call('logWeek', { week: first });
    expect(week).toMatchObject({ week: first, until: '2026-07-05', over: false, review: null });
    const doors = week.findings.find(({ rule }) => rule === 'refused-access');
    expect(doors).toMatchObject({ count: 5, most: { name: '佐藤 恵', count: 5 }, perPerson: 5, fired: true });
    expect(doors?.entries.map(({ actor, code }) => `${actor} ${code ?? ''}`)).toEqual(Array.from({ length: 5 }, () => '佐藤 恵 NOT_FOUND'));
    await expect(sign(first)).rejects.toMatchObject(refused('WEEK_NOT_OVER'));
  });

  it('lists every week that is over and that nobody reviewed, and tells their number at home [O 0-7]', async () => {
    await until('2026-07-13T01:00:00.000Z');
    const { weeks, unreviewed, older } = await town.auditor.api.call('logWeeks', {});
    expect(weeks.map(({ week, over, review, fired }) => [week, over, review, fired])).toEqual([[third, false, null, 0], [second, true, null, 0], [first, true, null, 1]]);
    expect([unreviewed, older, (await town.auditor.api.call('auditHome', {})).unreviewedWeeks]).toEqual([2, 0, 2]);
  });

  it('is refused for findings that are not those of the week, and for an anomaly without an action [O 0-7]', async () => {
    await expect(sign(first, { seen: '0'.repeat(64) })).rejects.toMatchObject(refused('CHANGED_MEANWHILE'));
    await expect(sign(first, { anomaly: true })).rejects.toMatchObject(refused('INVALID_REQUEST'));
    await expect(sign(first, { assessment: '  ' })).rejects.toMatchObject(refused('INVALID_REQUEST'));
    for (const week of ['2026-06-22', '2026-07-20', '2026-06-30', 'x']) await expect(town.auditor.api.call('logWeek', { week })).rejects.toMatchObject(refused('NOT_FOUND'));
  });

  it('is dated, numbered, signed by name and in the ledger, with its texts as commitments only [O 0-7]', async () => {
    const { seen } = await town.auditor.api.call('logWeek', { week: first });
    const made = await sign(first, { anomaly: true, assessment: '同じ番号を5回開こうとした。\n本人に確かめた。', action: '操作の手順を渡した。' });
    expect(made).toMatchObject({ label: 'R8-1', by: '監査 花子', anomaly: true, seen, assessment: '同じ番号を5回開こうとした。\n本人に確かめた。', action: '操作の手順を渡した。' });
    expect(made.at.slice(0, 10)).toBe('2026-07-13');
    const { row, bytes } = await town.auditor.api.call('ledgerEntry', { index: String(made.entry) });
    expect(row).toMatchObject({ act: 'review-log', actor: '監査 花子', at: made.at, facts: { number: 'R8-1', week: first, seen, anomaly: true, fired: ['refused-access'], counts: { 'refused-access': 5 } } });
    expect(bytes).not.toContain('本人');
    expect(JSON.parse(bytes)).toMatchObject({ texts: { assessment: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown, action: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown } });
    expect(await town.auditor.api.call('logWeek', { week: first })).toMatchObject({ review: made, seen });
  });

  it('cannot be made twice, nor changed or deleted even in the database [O 0-7]', async () => {
    await expect(sign(first)).rejects.toMatchObject(refused('WEEK_REVIEWED'));
    const { store } = town.running.gateway;
    await expect(store.change((tx) => tx.updateTable('log_reviews').set({ anomaly: 0 }).execute())).rejects.toThrow(/never changed/);
    await expect(store.change((tx) => tx.deleteFrom('log_reviews').execute())).rejects.toThrow(/never deleted/);
  });

  it('leaves the other weeks on the list; the next review has the next number [O 0-7]', async () => {
    const before = await town.auditor.api.call('logWeeks', {});
    expect([before.unreviewed, before.weeks.filter(({ over, review }) => over && review === null).map(({ week }) => week)]).toEqual([1, [second]]);
    expect(await sign(second)).toMatchObject({ label: 'R8-2', anomaly: false, action: null });
    expect((await town.auditor.api.call('logWeeks', {})).unreviewed).toBe(0);
  });

  it('is refused when an entry of that week came in after the auditor looked [O 0-7]', async () => {
    await until('2026-07-19T15:10:00.000Z');
    const { seen } = await town.auditor.api.call('logWeek', { week: third });
    const { store, ledger } = town.running.gateway;
    const { municipality_id: municipality } = await store.read.selectFrom('sections').select('municipality_id').where('id', '=', town.section.id).executeTakeFirstOrThrow();
    await store.change((tx) => ledger.append(tx, { at: '2026-07-19T14:59:59.000Z', act: 'fail-wipe', result: 'done', actor: { system: true }, municipality }));
    await expect(sign(third, { seen })).rejects.toMatchObject(refused('CHANGED_MEANWHILE'));
    expect((await town.auditor.api.call('logWeek', { week: third })).findings.find(({ rule }) => rule === 'wipe-failed')).toMatchObject({ count: 1, fired: true });
  });

  it('is for auditors only [O 0-7]', async () => {
    for (const who of [town.sato, town.admin]) {
      await who.signInAgain();
      await expect(who.api.call('logWeeks', {})).rejects.toMatchObject({ problem: { status: 403 } });
      await expect(who.api.call('logWeek', { week: first })).rejects.toMatchObject({ problem: { status: 403 } });
      await expect(sign(third, { seen: '0'.repeat(64) }, who)).rejects.toMatchObject({ problem: { status: 403 } });
    }
  });

  it('shows another municipality nothing of it [O 0-7]', async () => {
    foreign = await otherAuditor(town);
    const { weeks, unreviewed } = await foreign.api.call('logWeeks', {});
    expect([weeks.map(({ week }) => week), unreviewed]).toEqual([['2026-07-20'], 0]);
    for (const week of [first, second, third]) await expect(foreign.api.call('logWeek', { week })).rejects.toMatchObject(refused('NOT_FOUND'));
    await expect(sign(third, { seen: '0'.repeat(64) }, foreign)).rejects.toMatchObject(refused('NOT_FOUND'));
    const running = await foreign.api.call('logWeek', { week: '2026-07-20' });
    expect(running.findings.filter(({ rule }) => rule === 'refused-access').map(({ count }) => count)).toEqual([4]); // Its own four questions just now.
    expect(JSON.stringify(running)).not.toMatch(/佐藤|管理 太郎|監査 花子/);
  });

  it('reads of a long ledger only the week\'s stretch [O 0-7]', async () => {
    const { store } = town.running.gateway;
    const { from, to } = await stretchOf(store.search, spanOf(second));
    const rows = await store.search.selectFrom('ledger_entries').select(['idx', 'at']).orderBy('idx').execute();
    const inside = rows.filter(({ at }) => at >= spanOf(second).from && at < spanOf(second).to).map(({ idx }) => idx);
    expect(inside.every((idx) => idx >= from && idx < to)).toBe(true);
    expect([from > 0, to < rows.length]).toEqual([true, true]);
  });
});

/** The auditor of a second municipality on the same gateway. */
async function otherAuditor(town: Town): Promise<Someone> {
  const { store, ledger, clock } = town.running.gateway;
  const founded = await foundMunicipality({ store, ledger, clock, hasher: createPasswordHasher(), random: randomBytes }, { code: 'yugiri', name: 'ゆうぎり町', login: 'admin', adminName: '夕霧 管理' });
  const admin = await arrive(town, 'ward', { id: founded.account.id, ...founded.initial, login: 'admin@yugiri' });
  const { account, initial } = await admin.api.call('addAccount', { body: { role: 'auditor', login: 'kansa', name: '夕霧 監査' } });
  return arrive(town, 'ward', { id: account.id, ...initial, login: 'kansa@yugiri' });
}
