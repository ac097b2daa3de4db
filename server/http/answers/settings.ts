// Settings of the municipality, what the process was started with (no secret among it), and what was changed on any object.
import { initialPasswordDays } from '../../accounts/people.ts';
import { changeMunicipalitySettings, readMunicipalitySettings, seenSettings } from '../../accounts/municipality.ts';
import { shortest } from '../../accounts/password-rule.ts';
import type { Person } from '../../accounts/person.ts';
import { AccountRefused } from '../../accounts/refusal.ts';
import { idleMinutes, longestHours } from '../../accounts/sessions.ts';
import type { Tx } from '../../store/store.ts';
import type { Answers } from '../adapter.ts';
import { changeAnswer } from '../views/administration.ts';
import { historyOf } from '../views/history.ts';
import type { SettingsView } from '../wire/administration.ts';
import type { AnswerParts } from './parts.ts';

export function settingsAnswers(parts: AnswerParts): Pick<Answers, 'settings' | 'changeSettings' | 'history'> {
  const { store } = parts;
  return {
    settings: async ({ session }) => {
      const found = await readMunicipalitySettings(store.read, session.person.municipalityId);
      return { ...found, seen: seenSettings(found), standing: standing(parts) };
    },
    changeSettings: async ({ session, body }) => changeAnswer(await changeMunicipalitySettings(parts, session.person, body), { kind: 'settings' }),
    history: async ({ session, query }) => {
      await mustBeOwn(store.read, session.person, query);
      return historyOf(store.read, { kind: query.kind, id: query.id, before: query.before });
    },
  };
}

/** Throws `AccountRefused` (NOT_FOUND): what another municipality has is answered like what does not exist. */
async function mustBeOwn(tx: Tx, who: Person, { kind, id }: { kind: 'person' | 'section' | 'contractor' | 'engagement' | 'settings'; id: string }): Promise<void> {
  if (kind === 'settings') {
    if (id !== who.municipalityId) throw new AccountRefused('NOT_FOUND');
    return;
  }
  const table = ({ person: 'accounts', section: 'sections', contractor: 'contractors', engagement: 'engagements' } as const)[kind];
  const found = await tx.selectFrom(table).select('id').where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
  if (found === undefined) throw new AccountRefused('NOT_FOUND');
}

function standing({ operation, scanner, maxFileBytes }: AnswerParts): SettingsView['standing'] {
  const { storage } = operation;
  return [
    { key: 'ward-address', form: 'text', value: operation.address('ward'), source: 'environment', touches: 'everyone' },
    { key: 'contractor-address', form: 'text', value: operation.address('contractor'), source: 'environment', touches: 'everyone' },
    { key: 'scanner', form: 'text', value: scanner.kind, source: 'environment', touches: 'everyone' },
    { key: 'max-file-bytes', form: 'bytes', value: maxFileBytes, source: 'environment', touches: 'staff-and-contractors' },
    { key: 'ledger-origin', form: 'text', value: operation.ledgerOrigin, source: 'environment', touches: 'auditors' },
    { key: 'storage', form: 'list', value: [...new Set([storage.manufacturer, storage.model, storage.serialNumber, storage.propertyNumber, storage.place, storage.contact])], source: 'environment', touches: 'auditors' },
    { key: 'session-idle', form: 'minutes', value: idleMinutes, source: 'assumed', touches: 'everyone' },
    { key: 'session-longest', form: 'hours', value: longestHours, source: 'assumed', touches: 'everyone' },
    { key: 'initial-password-days', form: 'days', value: initialPasswordDays, source: 'assumed', touches: 'everyone' },
    { key: 'password-shortest', form: 'count', value: shortest, source: 'assumed', touches: 'everyone' },
  ];
}
