// Answers for administrators about unattended terminals, of their own municipality only.
import type { Person } from '../../accounts/person.ts';
import { confirmUnattended, registerUnattended, revokeUnattended } from '../../engagements/unattended/registering.ts';
import { engagementsIn, troubleOf } from '../../engagements/unattended/terminal.ts';
import type { UnattendedTerminalRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import type { Answers } from '../adapter.ts';
import { wordsOf } from '../views/fingerprint.ts';
import type { UnattendedView } from '../wire/unattended.ts';
import type { PersonView } from '../wire/words.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'unattendedTerminals' | 'registerUnattended' | 'confirmUnattended' | 'revokeUnattended';
const SOON_DAYS = 30;

export function unattendedAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, clock } = parts;
  const show = (who: Person, row: UnattendedTerminalRow) => view(store.read, row, who, clock.now());
  return {
    unattendedTerminals: async ({ session: { person } }) => {
      const rows = await store.read.selectFrom('unattended_terminals').selectAll().where('municipality_id', '=', person.municipalityId).orderBy('registered_at', 'desc').orderBy('id').execute();
      return Promise.all(rows.map((row) => show(person, row)));
    },
    registerUnattended: async ({ session: { person }, body }) => show(person, await registerUnattended(parts, person, body)),
    confirmUnattended: async ({ session: { person }, params, body }) => show(person, await confirmUnattended(parts, person, params['id'] ?? '', body.fingerprint)),
    revokeUnattended: async ({ session: { person }, params, body }) => show(person, await revokeUnattended(parts, person, params['id'] ?? '', body.reason)),
  };
}

const states: Readonly<Record<string, UnattendedView['state']>> = { UNATTENDED_REVOKED: 'revoked', UNATTENDED_WAITING: 'waiting', UNATTENDED_EXPIRED: 'expired', UNATTENDED_RESPONSIBLE: 'stopped' };

async function view(tx: Tx, row: UnattendedTerminalRow, who: Person, now: string): Promise<UnattendedView> {
  const responsible = await tx.selectFrom('accounts').selectAll().where('id', '=', row.responsible_id).executeTakeFirstOrThrow();
  const state = states[troubleOf(row, responsible, now)?.code ?? ''] ?? 'active';
  const party = row.section_id !== null
    ? await tx.selectFrom('sections').select(['id', 'name']).where('id', '=', row.section_id).executeTakeFirstOrThrow()
    : await tx.selectFrom('contractors').select(['id', 'name']).where('id', '=', row.contractor_id ?? '').executeTakeFirstOrThrow();
  return {
    id: row.id, name: row.name, scope: row.scope === 'send' ? 'send' : 'collect', state, party, responsible: { id: responsible.id, name: responsible.name },
    engagements: await tx.selectFrom('engagements').select(['id', 'title']).where('id', 'in', engagementsIn(row)).orderBy('title').execute(),
    fingerprint: row.fingerprint, words: wordsOf(row.fingerprint), expiresAt: row.expires_at, endsSoon: state === 'active' && Date.parse(row.expires_at) - Date.parse(now) < SOON_DAYS * 86_400_000,
    registeredBy: await named(tx, row.registered_by), registeredAt: row.registered_at, confirmedBy: row.confirmed_by === null ? null : await named(tx, row.confirmed_by), confirmedAt: row.confirmed_at,
    revoked: row.revoked_by === null || row.revoked_at === null ? null : { by: await named(tx, row.revoked_by), at: row.revoked_at, reason: await reasonOf(tx, row.revoke_entry) },
    lastUsedAt: row.last_used_at, lastAddress: row.last_address,
    may: state === 'revoked' ? [] : [...(state === 'waiting' && row.registered_by !== who.id ? ['confirm' as const] : []), 'revoke'],
  };
}

async function named(tx: Tx, id: string): Promise<PersonView> {
  return { id, name: (await tx.selectFrom('accounts').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '' };
}

async function reasonOf(tx: Tx, entry: number | null): Promise<string | null> {
  return (await tx.selectFrom('texts').select('text').where('id', '=', `${String(entry)}:reason`).executeTakeFirst())?.text ?? null;
}
