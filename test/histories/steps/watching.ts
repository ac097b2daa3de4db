// What auditors keep up: searches that are kept, numbered extracts of the log, thresholds, and the weekly review. Each also by whoever may not.
import { rules } from '../../../server/watching/rules.ts';
import type { Someone } from '../../town.ts';
import type { History } from '../history.ts';
import { names } from '../world.ts';
import { click, type Step } from './sending.ts';

const auditor = (history: History): Promise<Someone> => history.as(history.dice.chance(0.9) ? 'kansa' : history.dice.pick(names) ?? 'sato');
const nobody = '0'.repeat(32);
const reason = '見直しのため。';

/** A search as an auditor types one. */
function filterOf({ dice, pools }: History) {
  return dice.pick([
    {}, { result: 'refused' as const }, { act: dice.pick(['sign-in', 'add-account', 'deposit', 'collect'] as const) ?? 'sign-in' }, { transfer: dice.pick(pools.transfers)?.id ?? nobody },
    { engagement: dice.pick(pools.engagements)?.id ?? nobody }, { person: '佐藤' }, { code: 'NOT_FOUND' }, { from: '2026-07-02', to: '2026-07-20' },
  ]) ?? {};
}

export const search: Step = async (history) => {
  const { dice } = history;
  const { api } = await auditor(history);
  const own = async (): Promise<string> => dice.pick((await api.call('savedSearches', {})).filter((one) => one.own))?.id ?? nobody;
  const name = `検索 ${String(dice.below(6))}`;
  const kind = dice.below(6);
  if (kind < 3) return click(history, () => api.call('saveSearch', { body: { name, filter: filterOf(history), shared: dice.chance(0.3) } }));
  const id = await own();
  if (kind < 5) return click(history, () => api.call('changeSearch', { id, body: { name, shared: dice.chance(0.5) } }));
  return click(history, () => api.call('deleteSearch', { id }));
};

/** Numbered before its first byte, whatever becomes of the line after it. */
export const extract: Step = async (history) => {
  const { dice } = history;
  const { api } = await auditor(history);
  if (dice.chance(0.15)) return api.call('extracts', {});
  const filter = filterOf(history);
  const size = dice.chance(0.2) ? 1_000_000 : dice.chance(0.5) ? (await api.call('searchLedger', { body: { ...filter, limit: 5 } })).size : undefined;
  const format = dice.pick(['csv', 'jsonl', 'csv', 'jsonl', 'pdf'] as const) ?? 'csv';
  return (await api.call('addExtract', { body: { filter, format, mark: dice.chance(0.5), ...(size === undefined ? {} : { size }) } })).arrayBuffer();
};

export const threshold: Step = async (history) => {
  const { dice } = history;
  const { api } = await auditor(history);
  const known = (await api.call('thresholds', {})).rules;
  const rule = dice.pick(known) ?? { rule: rules[0]?.id ?? '', usual: { perWeek: 1, perPerson: null } };
  const of = (usual: number | null): number | null => (usual === null ? (dice.chance(0.1) ? 3 : null) : 1 + dice.below(4));
  return click(history, () => api.call('changeThreshold', { body: { rule: dice.chance(0.05) ? 'no-such-rule' : rule.rule, perWeek: of(rule.usual.perWeek), perPerson: of(rule.usual.perPerson), reason } }));
};

export const review: Step = async (history) => {
  const { dice } = history;
  const { api } = await auditor(history);
  const { weeks } = await api.call('logWeeks', {});
  const week = (dice.chance(0.85) ? weeks.findLast((one) => one.over && one.review === null) : dice.pick(weeks))?.week ?? '2026-06-29';
  const { seen } = await api.call('logWeek', { week });
  return click(history, () => api.call('reviewLog', { body: { week, seen: dice.chance(0.05) ? '0'.repeat(64) : seen, anomaly: dice.chance(0.3), assessment: '確認した', action: '指導した' } }));
};
