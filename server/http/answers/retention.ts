// Answers about retention. What will be erased is read from the same rules by which it is erased.
import { label } from '../../records/numbering.ts';
import { retentionRules, usualYears } from '../../records/retention-rules.ts';
import { keptWithoutRule } from '../../records/retention-tables.ts';
import { standingsOf } from '../../retention/due.ts';
import { changeTerm, liftHold, setHold, termOf } from '../../retention/terms.ts';
import type { Tx } from '../../store/store.ts';
import type { Answers } from '../adapter.ts';
import type { RetentionView } from '../wire/retention.ts';
import type { AnswerParts } from './parts.ts';

const MOST_ERASED = 200;

export function retentionAnswers(parts: AnswerParts): Pick<Answers, 'retention' | 'changeRetention' | 'setHold' | 'liftHold'> {
  const { store } = parts;
  return {
    retention: async ({ session: { person } }) => {
      const [tx, municipalityId] = [store.search, person.municipalityId];
      const term = await termOf(tx, municipalityId);
      return {
        ...term, usual: usualYears, rules: retentionRules.map(({ id, of, what, why, source, left }) => ({ rule: id, of, what, why, source, left })), kept: keptWithoutRule.map(({ what, why }) => ({ what, why })), next: await standingsOf(tx, municipalityId, term.years),
        engagements: await tx.selectFrom('engagements').select(['id', 'title']).where('municipality_id', '=', municipalityId).orderBy('title').execute(),
        holds: await holdsOf(tx, municipalityId, person.id), erased: await erasedOf(tx, municipalityId),
      };
    },
    changeRetention: async ({ session, body }) => ({ years: (await changeTerm(parts, session.person, body)).years }),
    setHold: async ({ session, body }) => ({ id: await setHold(parts, session.person, body) }),
    liftHold: async ({ session, params, body }) => {
      const id = params['id'] ?? '';
      await liftHold(parts, session.person, { id, reason: body.reason });
      return { id };
    },
  };
}

async function holdsOf(tx: Tx, municipalityId: string, reader: string): Promise<RetentionView['holds']> {
  const rows = await tx.selectFrom('holds').innerJoin('engagements', 'engagements.id', 'engagement_id').select(['holds.id', 'engagement_id', 'title', 'set_by', 'set_by_name', 'set_at', 'entry'])
    .where('holds.municipality_id', '=', municipalityId).where('lifted_at', 'is', null).orderBy('set_at').execute();
  const ids = rows.map(({ entry }) => `${entry}:reason`);
  const reasons = new Map((ids.length === 0 ? [] : await tx.selectFrom('texts').select(['id', 'text']).where('id', 'in', ids).execute()).map(({ id, text }) => [id, text]));
  return rows.map((row) => ({ id: row.id, engagementId: row.engagement_id, title: row.title, by: row.set_by_name, at: row.set_at, reason: reasons.get(`${row.entry}:reason`) ?? null, mine: row.set_by === reader }));
}

async function erasedOf(tx: Tx, municipalityId: string): Promise<RetentionView['erased']> {
  const rows = await tx.selectFrom('erasures').leftJoin('engagements', 'engagements.id', 'engagement_id').select(['erasures.fiscal_year', 'erasures.number', 'title', 'rule', 'erasures.items', 'at', 'entry'])
    .where('erasures.municipality_id', '=', municipalityId).orderBy('erasures.fiscal_year', 'desc').orderBy('erasures.number', 'desc').limit(MOST_ERASED).execute();
  return rows.map(({ fiscal_year: fiscalYear, number, title, rule, items, at, entry }) => ({
    label: label({ fiscalYear, number }), engagement: title, what: retentionRules.find(({ id }) => id === rule)?.what ?? { ja: rule, en: rule }, items, at, entry,
  }));
}
