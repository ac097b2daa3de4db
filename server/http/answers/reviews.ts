// Answers about watching the log. Reading a week's findings is entered like every reading of the ledger.
import { label } from '../../records/numbering.ts';
import type { LogReviewRow } from '../../store/schema.ts';
import { findingsOf, hashOf, type Finding } from '../../watching/findings.ts';
import { firedOf, mustBeWeek, review, reviewOf } from '../../watching/reviews.ts';
import { changeThreshold, usedRules, type UsedRule } from '../../watching/thresholds.ts';
import { listWeeks } from '../../watching/weeks-list.ts';
import { isOver, lastDayOf } from '../../watching/weeks.ts';
import type { Answers } from '../adapter.ts';
import { ledgerRows, readable } from '../views/ledger.ts';
import type { FindingView, LogReview, RuleView } from '../wire/reviews.ts';
import { enterReading } from './ledger.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'logWeeks' | 'logWeek' | 'reviewLog' | 'thresholds' | 'changeThreshold';

export function reviewAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, clock } = parts;
  return {
    logWeeks: async ({ session }) => {
      const { weeks, ...counts } = await listWeeks(store.search, session.person.municipalityId, clock.now());
      return { ...counts, weeks: weeks.map((one) => ({ ...one, until: lastDayOf(one.week), review: one.review === null ? null : reviewView(one.review) })) };
    },
    logWeek: async ({ session: { person }, params }) => {
      const week = params['week'] ?? '';
      const now = clock.now();
      await mustBeWeek(store.search, person.municipalityId, week, now);
      await enterReading(parts, person, { act: 'read-log-week', facts: { week } });
      const rules = await usedRules(store.search, person.municipalityId);
      const found = await findingsOf(store.search, person.municipalityId, week, rules);
      const signed = await reviewOf(store.search, person.municipalityId, week);
      return {
        week, until: lastDayOf(week), over: isOver(week, now), fired: firedOf(found).length, review: signed === undefined ? null : reviewView(signed),
        findings: await findingViews(parts, person.municipalityId, found, rules), seen: hashOf(week, found, rules),
      };
    },
    thresholds: async ({ session }) => ({ rules: (await usedRules(store.search, session.person.municipalityId)).map(ruleView) }),
    changeThreshold: async ({ session, body }) => ruleView(await changeThreshold(parts, session.person, body)),
    reviewLog: async ({ session, body }) => reviewView(await review(parts, session.person, body)),
  };
}

const ruleView = ({ id, title, reason, perWeek, perPerson, usual, changed }: UsedRule): RuleView => ({ rule: id, title, reason, perWeek, perPerson, usual, changed });

const reviewView = (row: LogReviewRow): LogReview => ({
  label: label({ fiscalYear: row.fiscal_year, number: row.number }), by: row.by_name, at: row.at, anomaly: row.anomaly === 1, assessment: row.assessment, action: row.action, seen: row.seen, entry: row.entry,
});

async function findingViews({ store }: AnswerParts, municipalityId: string, findings: readonly Finding[], rules: readonly UsedRule[]): Promise<FindingView[]> {
  const indices = [...new Set(findings.flatMap(({ entries }) => entries))];
  const rows = indices.length === 0 ? [] : await readable(store.search, municipalityId).selectAll().where('idx', 'in', indices).execute();
  const shown = new Map((await ledgerRows(store.search, rows)).map((row) => [row.index, row]));
  return rules.flatMap((used) => findings.filter(({ rule }) => rule === used.id).map((one) => ({ ...one, ...ruleView(used), entries: one.entries.flatMap((index) => shown.get(index) ?? []) })));
}
