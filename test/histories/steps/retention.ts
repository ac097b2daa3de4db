// For how long content is kept: the years, holds, and a history that lasts until what is kept long enough is erased.
import { isRefused } from '../refused.ts';
import type { History } from '../history.ts';
import { names } from '../world.ts';
import { click, type Step } from './sending.ts';

const reason = '規則の改正による。';
const nobody = '0'.repeat(32);
const day = 24 * 60;
/** The rules by which content of an engagement is erased (server/records/retention-rules.ts). */
const whole = 'attachments,calls,confirmations,notices,records,roster,texts,transfers';

/** Holds are set and lifted, the years changed: by auditors and administrators, and at times by somebody who is neither. */
export const retention: Step = async (history) => {
  const { dice, pools, world } = history;
  const { api } = await history.as(dice.chance(0.92) ? dice.pick(['kansa', 'admin'] as const) ?? 'kansa' : dice.pick(names) ?? 'sato');
  switch (dice.below(5)) {
    case 0: return click(history, () => api.call('changeRetention', { body: { years: 1 + dice.below(3), reason } }));
    case 1: case 2: {
      const engagementId = dice.chance(0.4) ? world.ended.id : dice.pick(pools.engagements)?.id ?? nobody;
      return click(history, () => api.call('setHold', { body: { engagementId, reason: '訴訟のため。' } }));
    }
    default: {
      const id = dice.pick((await api.call('retention', {})).holds)?.id ?? nobody;
      return click(history, () => api.call('liftHold', { id, body: { reason: '終わった。' } }));
    }
  }
};

/**
 * The years pass until the closed engagement's content is due: its weeks are reviewed, and it is erased unless somebody holds it or something of it is open;
 * once the hold is lifted, the next day. Returns what does not hold; what is said to be erased is looked for on the disk afterwards.
 */
export async function outlive(history: History): Promise<string[]> {
  const { time, world, running, pools } = history;
  time.advance(7 * day);
  const { kansa: auditor, admin } = history.people;
  for (const who of [auditor, admin]) await who.signInAgain();
  await admin.api.call('changeRetention', { body: { years: 1, reason } }).catch(isRefused);
  for (const { week } of (await auditor.api.call('logWeeks', {})).weeks.filter((one) => one.over && one.review === null)) {
    const { seen } = await auditor.api.call('logWeek', { week });
    await auditor.api.call('reviewLog', { body: { week, seen, anomaly: false, assessment: '確認した', action: null } });
  }
  const held = (await auditor.api.call('retention', {})).holds.filter(({ engagementId }) => engagementId === world.ended.id);
  time.advance((Date.parse('2028-04-01T09:00:00+09:00') - time.wall()) / 60_000);
  await running.gateway.tick();
  const erased = async (): Promise<string[]> => (await history.tape.all('SELECT rule FROM erasures WHERE engagement_id = ? ORDER BY rule', [world.ended.id])).map(({ rule }) => String(rule));
  if (held.length > 0) {
    const early = await erased();
    if (early.length > 0) return [`held, and erased nevertheless: ${early.join()}`];
    const [one] = held;
    for (const who of [auditor, admin]) {
      await who.signInAgain();
      await who.api.call('liftHold', { id: one?.id ?? nobody, body: { reason: '終わった。' } }).catch(isRefused);
    }
    time.advance(day);
    await history.running.gateway.tick();
  }
  const found = (await erased()).join();
  await admin.signInAgain();
  const left = (await admin.api.call('retention', {})).next.find(({ engagementId }) => engagementId === world.ended.id);
  // Whatever somebody began about it since then, and did not end, keeps it.
  if (left !== undefined && left.stops.length > 0) return found === '' ? [] : [`${left.stops.join()} stands against it, and erased nevertheless: ${found}`];
  if (found !== whole) return [`expected the closed engagement to be erased, the register has ${found || 'nothing'}: ${JSON.stringify([history.now(), left])}`];
  pools.secrets.push(...world.ended.words.map((word) => ({ what: 'erased on schedule', bytes: Buffer.from(word) })));
  return [];
}
