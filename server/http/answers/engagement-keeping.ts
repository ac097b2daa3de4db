// Answers for administrators about engagements and rosters; of their own municipality only.
import type { Person } from '../../accounts/person.ts';
import { changeEngagement } from '../../engagements/change.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { addEngagement, ownEngagement } from '../../engagements/engagements.ts';
import { isOpen } from '../../engagements/period.ts';
import { EngagementRefused } from '../../engagements/refusal.ts';
import { renewEngagement } from '../../engagements/renewal.ts';
import { addRosterEntry, removeRosterEntry } from '../../engagements/roster.ts';
import { addTerminal, removeTerminal, terminalsOf } from '../../engagements/terminals.ts';
import type { TerminalRow } from '../../store/schema.ts';
import type { Answers } from '../adapter.ts';
import { changeAnswer, engagementDetail } from '../views/administration.ts';
import { engagementView, rosterView } from '../views/parties.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'renewEngagement' | 'terminals' | 'addTerminal' | 'removeTerminal' | 'presets' | 'addEngagement' | 'engagementDetail' | 'changeEngagement' | 'addRosterEntry' | 'removeRosterEntry';

export function engagementKeepingAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, clock } = parts;
  return {
    presets: async ({ session }) => (await presetsOf(parts, session.person)).map((preset) => ({ ...preset, items: [...preset.items], forms: preset.forms.map((form) => ({ ...form })), assumptions: preset.assumptions.map((one) => ({ ...one })) })),
    addEngagement: async ({ session, body }) => engagementView(await addEngagement(parts, session.person, body), session.person, clock.now()),
    engagementDetail: async ({ session, params }) => detail(parts, session.person, await ownEngagement(store.read, session.person, params['id'] ?? '')),
    changeEngagement: async ({ session, params, body }) => {
      const id = params['id'] ?? '';
      const before = await ownEngagement(store.read, session.person, id);
      const made = await changeEngagement({ ...parts, ended: parts.ending.ended }, session.person, id, body);
      if (made.entry !== null && body.changes.terminated === true) await parts.ending.run();
      const { from = before.from, to = before.to } = body.changes;
      return changeAnswer(made, { kind: 'engagement', closes: isOpen(before, clock.now()) && !isOpen({ ...before, from, to }, clock.now()) });
    },
    renewEngagement: async ({ session, params, body }) => engagementView(await renewEngagement(parts, session.person, params['id'] ?? '', body), session.person, clock.now()),
    ...terminalAnswers(parts),
    addRosterEntry: async ({ session, params, body }) => rosterEntry(parts, session.person, params['id'] ?? '', await addRosterEntry(parts, session.person, params['id'] ?? '', body)),
    removeRosterEntry: async ({ session, params }) => {
      const id = params['id'] ?? '';
      const engagement = await removeRosterEntry(parts, session.person, id);
      const entry = await rosterEntry(parts, session.person, engagement, id);
      await parts.collection.cut({ person: entry.person.id });
      return entry;
    },
  };
}

function terminalAnswers(parts: AnswerParts): Pick<Answers, 'terminals' | 'addTerminal' | 'removeTerminal'> {
  const view = ({ id, address, label, added_at: addedAt }: TerminalRow) => ({ id, address, label, addedAt });
  return {
    terminals: async ({ session, params }) => {
      const id = params['id'] ?? '';
      const own = await parts.store.read.selectFrom('contractors').select('id').where('id', '=', id).where('municipality_id', '=', session.person.municipalityId).executeTakeFirst();
      if (own === undefined) throw new EngagementRefused('NOT_FOUND');
      return (await terminalsOf(parts.store.read, id)).map(view);
    },
    addTerminal: async ({ session, params, body }) => view(await addTerminal(parts, session.person, params['id'] ?? '', body)),
    removeTerminal: async ({ session, params, body }) => view(await removeTerminal(parts, session.person, params['id'] ?? '', body.reason)),
  };
}

async function presetsOf({ store, presets }: AnswerParts, who: Person) {
  const ward = await store.read.selectFrom('municipalities').select('name').where('id', '=', who.municipalityId).executeTakeFirstOrThrow();
  return presets(ward.name);
}

const ended = ['wiped', 'wiping', 'wipe-failed', 'recalled', 'expired', 'discarded'];

async function detail(parts: AnswerParts, who: Person, engagement: Engagement) {
  const { running } = await parts.store.read.selectFrom('transfers').select((select) => select.fn.countAll<number>().as('running')).where('engagement_id', '=', engagement.id).where('state', 'not in', ended).executeTakeFirstOrThrow();
  const preset = (await presetsOf(parts, who)).find((one) => one.preset === engagement.preset && engagement.preset !== null);
  return engagementDetail(engagement, { now: parts.clock.now(), running, preset });
}

async function rosterEntry({ store }: AnswerParts, who: Person, engagementId: string, id: string) {
  const engagement = await ownEngagement(store.read, who, engagementId);
  const entry = engagement.roster.find((one) => one.id === id);
  if (entry === undefined) throw new EngagementRefused('NOT_FOUND');
  return rosterView(entry);
}
