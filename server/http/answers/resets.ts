// Answers about resets: who asked, who decides, and the initial password for who approved.
import type { Person } from '../../accounts/person.ts';
import { approveReset, askReset, isWaiting, refuseReset, resetDays, resetsOf, type Reset } from '../../accounts/resets.ts';
import type { Answers } from '../adapter.ts';
import { accountView } from '../views/administration.ts';
import type { ResetView } from '../wire/resets.ts';
import { signInAddress } from './administration.ts';
import type { AnswerParts } from './parts.ts';

export function resetAnswers(parts: AnswerParts): Pick<Answers, 'resets' | 'askReset' | 'approveReset' | 'refuseReset'> {
  const { store, clock } = parts;
  return {
    resets: async ({ session }) => {
      const found = await resetsOf(store.read, session.person.municipalityId, clock.now());
      return Promise.all(found.map((reset) => resetView(parts, session.person, reset)));
    },
    askReset: async ({ session, params, body }) => resetView(parts, session.person, await askReset(parts, session.person, params['id'] ?? '', body)),
    approveReset: async ({ session, params }) => {
      const { reset, account, initial } = await approveReset(parts, session.person, params['id'] ?? '');
      await parts.collection.cut({ person: account.id });
      return { reset: await resetView(parts, session.person, reset), account: accountView(account), initial, signInAt: await signInAddress(parts, session.person, account) };
    },
    refuseReset: async ({ session, params }) => resetView(parts, session.person, await refuseReset(parts, session.person, params['id'] ?? '')),
  };
}

async function resetView({ store, clock }: AnswerParts, who: Person, reset: Reset): Promise<ResetView> {
  const named = async (id: string) => ({ id, name: (await store.read.selectFrom('accounts').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '' });
  const text = await store.read.selectFrom('texts').select('text').where('id', '=', `${reset.entry}:reason`).executeTakeFirst();
  const waits = isWaiting(reset, clock.now());
  return {
    id: reset.id, account: await named(reset.accountId), what: reset.what, reason: text?.text ?? null, askedBy: await named(reset.askedBy), askedAt: reset.askedAt,
    validUntil: new Date(Date.parse(reset.askedAt) + resetDays * 86_400_000).toISOString(), state: waits ? 'waiting' : reset.approved === null ? 'late' : reset.approved ? 'approved' : 'refused',
    decidedBy: reset.decidedBy === null ? null : await named(reset.decidedBy), decidedAt: reset.decidedAt,
    may: !waits ? [] : [...(reset.askedBy === who.id || reset.accountId === who.id ? [] : ['approve' as const]), 'refuse'],
  };
}
