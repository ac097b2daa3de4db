// What each table holds and which act tells its change. One line per table and kind of change: a new table, or a column that begins to change,
// makes the histories fail until it stands here.
import { actorOf, type Entry } from './entries.ts';
import type { Change } from './tape.ts';
import { steps } from './transitions.ts';

type Row = Change['row'];
type Link = (row: Row, entry: Entry) => boolean;

/**
 * `one`: exactly one entry of the same transaction tells this change, and each such entry one change. `some`: it is part of what at least one entry of the
 * transaction tells. `may`: an entry may tell it; by itself it is no act (`why`).
 */
export interface Rule { readonly how: 'one' | 'some' | 'may'; readonly acts: readonly string[] | 'any'; readonly link: Link; readonly why?: string }

export interface Told {
  readonly insert?: readonly Rule[];
  readonly delete?: readonly Rule[];
  /** By column. Columns of one rule that change together are one change. */
  readonly update?: Readonly<Record<string, Rule>>;
}

const one = (acts: Rule['acts'], link: Link): Rule => ({ how: 'one', acts, link });
const some = (acts: Rule['acts'], link: Link): Rule => ({ how: 'some', acts, link });
const may = (why: string, acts: Rule['acts'] = [], link: Link = () => true): Rule => ({ how: 'may', acts, link, why });
const each = (columns: string, rule: Rule): Record<string, Rule> => Object.fromEntries(columns.split(' ').map((column) => [column, rule]));

const always: Link = () => true;
/** What a person changed of their own, two administrators reset, or retention took. */
const ofPerson: Link = (row, entry) => actorOf(entry) === row['account_id'] || entry.facts['account'] === row['account_id'] || entry.act === 'erase-accounts';
const byTransfer: Link = (row, { transfer }) => transfer === (row['transfer_id'] ?? row['id']);
const byEngagement: Link = (row, { engagement }) => engagement === (row['engagement_id'] ?? row['id']);
const byEntry: Link = (row, { index }) => index === row['entry'];
const byFact = (fact: string, column = 'id'): Link => (row, { facts }) => facts[fact] === row[column];
const byActor = (column: string): Link => (row, entry) => actorOf(entry) === row[column];
const byEntryOf = (word: string): Link => (_row, { act }) => act.includes(word);
const plain = (text: unknown): string => String(text).replace(/[^0-9A-Za-z]/g, '');

/** Acts on a transfer; a call that is recorded beside a sending changes no transfer. */
const step: Link = (row, entry) => byTransfer(row, entry) && (entry.act !== 'call' || 'notice' in entry.facts);
const stage = some(['record', 'correct-record'], byFact('record'));
const certificate: Link = byFact('fingerprint', 'fingerprint');
const ledgerKey = some(['rotate-ledger-key'], always);
const waitingKey = some(['rotate-waiting-key'], always);
/** A next certificate is announced at its own time or in the very change that uses it. */
const gatewayKey = some(['announce-gateway-key', 'rotate-gateway-key'], (row, { facts }) => [facts['from'], facts['to']].includes(row['fingerprint']));

/** What a witness signed of a head: an entry tells it where an auditor brought it. */
const brought = may('a witness that is asked answers without an entry', ['add-cosignatures'], (row, { facts }) => facts['size'] === row['size']);

export const map: Readonly<Record<string, Told>> = {
  municipalities: { insert: [one(['found-municipality'], (row, { municipality }) => municipality === row['id'])] },
  municipality_settings: { insert: [one(['change-settings'], byFact('settings', 'municipality_id'))], update: each('contact_name contact_telephone contact_hours security_name security_telephone changed_at', one(['change-settings'], byFact('settings', 'municipality_id'))) },
  sections: { insert: [one(['add-section'], byFact('section'))], update: each('name telephone networks', one(['change-section'], byFact('section'))) },
  contractors: { insert: [one(['add-contractor'], (row, { contractor }) => contractor === row['id'])], update: each('name address networks client_certificates', one(['change-contractor'], byFact('contractor'))) },
  administered: { insert: [some('any', byEntry)] },
  accounts: {
    insert: [one(['add-account', 'found-municipality', 'approve-administrator'], (row, { facts }) => [facts['account'], facts['administrator']].includes(row['id']))],
    update: {
      last_sign_in_at: one(['sign-in'], byActor('id')), initial_expires_at: some(['sign-in', 'change-password', 'reset-password'], (row, entry) => actorOf(entry) === row['id'] || entry.facts['account'] === row['id']),
      ...each('password_hash must_change', one(['change-password', 'reset-password'], (row, entry) => (entry.act === 'reset-password' ? entry.facts['account'] : actorOf(entry)) === row['id'])),
      ...each('disabled_at name section_id can_approve email', one(['change-account', 'disable-account', 'approve-administrator'], (row, { facts }) => [facts['account'], facts['person']].includes(row['id']))),
      preferences: may('how the pages look to this person'),
    },
  },
  sessions: {
    insert: [one(['sign-in', 'change-password', 'enrol-second-factor', 'remove-second-factor', 'renew-recovery-codes', 'add-passkey', 'remove-passkey'], byActor('account_id'))], delete: [may('a session also ends by its own time', 'any')],
    update: { last_seen_at: may('that somebody is still there, once a minute') },
  },
  totp: {
    insert: [one(['begin-second-factor'], byActor('account_id'))], delete: [some(['remove-second-factor', 'reset-second-factor', 'erase-accounts'], ofPerson)],
    update: { ...each('pending pending_at', some(['begin-second-factor', 'enrol-second-factor', 'rotate-waiting-key'], always)), ...each('secret confirmed_at', some(['enrol-second-factor', 'rotate-waiting-key'], always)), last_step: some(['sign-in', 'enrol-second-factor'], byActor('account_id')) },
  },
  recovery_codes: {
    insert: [some(['enrol-second-factor', 'renew-recovery-codes', 'add-passkey'], byActor('account_id'))], update: { used_at: one(['sign-in'], byActor('account_id')) },
    delete: [some(['enrol-second-factor', 'renew-recovery-codes', 'remove-second-factor', 'add-passkey', 'remove-passkey', 'reset-second-factor', 'erase-accounts'], ofPerson)],
  },
  passkeys: {
    insert: [one(['add-passkey'], byActor('account_id'))], update: each('counter last_used_at', one(['sign-in'], byActor('account_id'))), delete: [some(['remove-passkey', 'reset-second-factor', 'erase-accounts'], ofPerson)],
  },
  refused_tries: { insert: [may('how often strangers tried a wrong password: counted, no act')], update: each('tries last_at', may('how often strangers tried a wrong password: counted, no act')), delete: [may('after three months')] },
  half_sign_ins: { insert: [may('that a password was right; the second step tells the sign-in')], update: each('ends_at', may('it ends before its time; unfinished-sign-ins.ts tells it', 'any')), delete: [may('the second step was done, or its time is over', 'any')] },
  passkey_challenges: { insert: [may('that what a passkey signed was used')], delete: [may('its time is over', 'any')] },
  sign_in_policies: { insert: [some(['change-sign-in-policy'], byFact('settings', 'municipality_id'))], update: each('second_factor passkey_alone', some(['change-sign-in-policy'], byFact('settings', 'municipality_id'))) },
  two_person_requests: { insert: [one(['ask-reset', 'ask-administrator'], byFact('request'))], update: each('decided_by decided_at approved account_id', one(['reset-password', 'reset-second-factor', 'refuse-reset', 'approve-administrator', 'refuse-administrator'], byFact('request'))) },
  engagements: {
    insert: [one(['add-engagement'], byEngagement)],
    update: {
      ...each('title purpose legal_basis period_from period_to items policy terms terminated_at', one(['change-engagement'], byEngagement)),
      wound_up_at: one(['end-engagement', 'change-engagement'], (row, entry) => byEngagement(row, entry) && (entry.act === 'end-engagement' || reopens(entry))), closed_at: some(['record'], byEngagement),
    },
  },
  engagement_sections: { insert: [some(['add-engagement', 'change-engagement'], byEngagement)] },
  engagement_contractors: { insert: [some(['add-engagement', 'change-engagement', 'add-subcontractor'], byEngagement)] },
  forms: { insert: [some(['add-engagement'], byEngagement)] },
  roster: {
    insert: [one(['add-roster-entry', 'submit-roster-entry'], (row, entry) => byEngagement(row, entry) && (entry.act === 'submit-roster-entry' ? entry.facts['roster'] === row['id'] : entry.facts['account'] === row['account_id']))],
    update: {
      ...each('accepted_by accepted_at', one(['accept-roster-entry'], byFact('roster'))), ...each('returned_by returned_at return_reason', one(['return-roster-entry'], byFact('roster'))),
      ...each('removed_by removed_at removal_reason replaced_by', some(['remove-roster-entry', 'accept-roster-entry'], (row, entry) => (entry.act === 'accept-roster-entry' ? byEngagement(row, entry) : entry.facts['roster'] === row['id']))),
      account_id: one(['add-account'], always),
    },
  },
  certificates: {
    insert: [one(['register-certificate'], certificate)],
    update: { ...each('confirmed_by confirmed_at', one(['confirm-certificate'], certificate)), withdrawn_at: one(['withdraw-certificate'], certificate) },
  },
  terminals: { insert: [one(['add-terminal'], byFact('contractor', 'contractor_id'))], update: { removed_at: one(['remove-terminal'], byFact('contractor', 'contractor_id')) } },

  unattended_terminals: {
    insert: [one(['register-terminal'], byFact('terminal'))],
    update: { ...each('confirmed_by confirmed_at', one(['confirm-terminal'], byFact('terminal'))), ...each('revoked_by revoked_at revoke_entry', one(['revoke-terminal'], byFact('terminal'))), ...each('last_used_at last_address', may('that a terminal was there', 'any')) },
  },
  unattended_nonces: { insert: [may('that a signature was used')], delete: [may('it is too old to be used again', 'any')] },
  standing_uses: { insert: [one(['deposit'], (row, entry) => byTransfer(row, entry) && entry.facts['standingApproval'] === row['approval_id'])] },
  standing_approvals: {
    insert: [one(['grant-standing-approval'], byFact('approval'))],
    update: { ...each('agreed_by agreed_at', one(['agree-standing-approval'], byFact('approval'))), ...each('revoked_by revoked_at revoke_entry', one(['revoke-standing-approval'], byFact('approval'))) },
  },

  deposits: { insert: [some(['draft'], always)] },
  transfers: {
    insert: [one(['draft'], byTransfer)],
    update: each('state version changed_at collect_by due_at document lock_ready act_sender act_recipient approver_id route quantity title_text', one(steps.filter((act) => act !== 'draft'), step)),
  },
  files: { insert: [one(['add-file'], byTransfer)], delete: [one(['remove-file'], byTransfer)], update: { body_id: some(['wipe'], byTransfer) } },
  deliveries: { insert: [may('bytes as they go out; what they come to is told by collect, collect-again and interrupt-collecting')], update: { ranges: may('as above') } },
  notices: { insert: [some(['notice'], byFact('notice'))], update: each('document handed_over_at', some(['renew-notice', 'handover', 'call'], byFact('notice'))) },
  receipts: { insert: [one(['confirm'], byTransfer), one(['issue-document'], (row, entry) => byTransfer(row, entry) && entry.facts['kind'] === 'receipt')] },
  wipe_certificates: { insert: [one(['wipe'], byTransfer), one(['issue-document'], (row, entry) => byTransfer(row, entry) && entry.facts['kind'] === 'wipe-certificate')] },
  confirmation_records: {
    insert: [some(['approve', 'deposit', 'confirm', 'handover', 'hand-over-medium', 'return-medium', 'return-notice', 'deliver', 'correct-paper', 'open-paper'], byTransfer)],
    update: each('contractor_confirmed_by contractor_confirmed_at stated', some(['confirm-paper', 'confirm'], (row, entry) => byTransfer(row, entry) && (entry.act === 'confirm' || entry.facts['record'] === row['id']))),
  },
  calls: { insert: [one(['call', 'handover'], byEntry)] },
  text_places: {
    insert: [some('any', (row, { index, texts }) => Object.keys(texts).some((name) => row['id'] === `${String(index)}:${name}`))],
    delete: [some(['wipe-texts'], (row, { facts, transfer }) => (Array.isArray(facts['ids']) ? facts['ids'].includes(row['id']) : transfer === row['transfer_id']))],
  },
  text_slots: { insert: [may('where texts lie', 'any')], update: each('salt bytes', may('where texts lie', 'any')) },
  free_text_slots: { insert: [may('where texts lie', 'any')], delete: [may('where texts lie', 'any')] },

  records: { insert: [one(['record'], (row, entry) => byFact('record')(row, entry) && entry.facts['seq'] === 1)], update: each('state turn next_by not_by due_on changed_at closed_at', stage) },
  record_stages: { insert: [one(['record', 'correct-record'], byEntry)] },
  record_requests: { insert: [some(['record'], byFact('record', 'record_id'))] },
  attachments: {
    insert: [some(['add-attachment', 'record'], (row, entry) => entry.act === 'record' || byFact('attachment')(row, entry))], delete: [some(['add-attachment'], always)],
    update: { record_id: some(['record', 'correct-record'], byFact('record', 'record_id')) },
  },
  duties: {
    insert: [some('any', byEngagement)],
    update: { ...each('settled_at settled_by cancelled_at', some('any', always)), reminded_on: may('that a mail was planned') },
  },
  papers: { insert: [one(['print-document', 'export-search'], (row, { act, facts }) => (act === 'export-search' ? String(facts['number']).endsWith(`-${String(row['number'])}`) : plain(facts['code']) === plain(row['code'])))] },
  log_reviews: { insert: [one(['review-log'], byEntry)] },

  reminder_days: { insert: [may('whose turn of being reminded this day was')], delete: [some(['erase-reminders'], always)] },
  reminders: { insert: [may('what a person was reminded of')], delete: [some(['erase-reminders'], always)] },
  mails: { insert: [may('a mail on its way')], delete: [some(['erase-reminders'], always)], update: each('state attempts next_at address', may('a mail on its way')) },
  uploads: { insert: [may('a file has begun to come')], update: each('offset part_id part_size part_sha256 newest file_sha256 expires_at', may('how much of a file has come', 'any')), delete: [may('an upload is over', 'any')] },
  abandoned_uploads: { insert: [may('an upload that ran out', 'any')], delete: [may('that a week has passed', 'any')] },
  leases: { insert: [may('which process works')], update: each('holder until', may('which process works')), delete: [may('which process works')] },
  ledger_entries: {},
  ledger_nodes: {}, log_words: {}, log_index: {}, log_seen: {},
  ledger_checkpoints: { insert: [may('a signed head of what was committed before')] },
  cosignatures: { insert: [brought], update: each('line at', brought) },
  witness_standing: { insert: [may('whether a witness answers', 'any')], update: each('name since size asked_at answered_at trouble trouble_since', may('whether a witness answers', ['witness-agreed'], byFact('witness', 'witness'))), delete: [may('a witness is asked no more', 'any')] },
  readings: { insert: [one('any', (row, { act }) => act === row['act'])], delete: [may('the occasion of the reading is over')] },
  saved_searches: { insert: [one('any', byEntryOf('save-search'))], delete: [some(['delete-search', 'erase-searches'], always)], update: each('name filter shared', one('any', byEntryOf('search'))) },
  ledger_extracts: { insert: [one('any', byEntry)] },
  receipt_statements: { insert: [some('any', byTransfer)] },
  known_addresses: { insert: [some('any', (row, { contractor }) => contractor === row['contractor_id'])], delete: [some(['erase-addresses'], always)], update: each('occasion first since', may('where a firm comes from, as hashes')) },
  watch_thresholds: { insert: [one('any', byEntry)], update: each('per_week per_person by_name at entry', one('any', byEntry)), delete: [some('any', always)] },
  watch_states: { insert: [may('what a watch found last', 'any')], update: each('state since', may('what a watch found last', 'any')) },
  forwarding: { insert: [may('how far the ledger has been forwarded')], update: each('next_index confirmed_at failed_at failure', may('how far the ledger has been forwarded')), delete: [may('a target is no more')] },
  retention_terms: { insert: [one(['change-retention'], byEntry)], update: each('years by_name at entry', one(['change-retention'], byEntry)) },
  holds: { insert: [one(['hold'], byEntry)], update: each('lifted_by lifted_by_name lifted_at', one(['lift-hold'], byEngagement)) },
  number_floors: {},
  erasures: { insert: [may('the register of what was erased; a rule that found nothing in an engagement stands there without an entry', 'any', byEntry)] },
  ledger_keys: { insert: [ledgerKey], update: each('until_size', ledgerKey) },
  waiting_keys: { insert: [waitingKey], update: each('until_at', waitingKey) },
  gateway_certificates: { insert: [gatewayKey], update: each('from_at until_at', gatewayKey) },
};

const documents: Link = (_row, { facts }) => Array.isArray(facts['ids']) && facts['ids'].every((id: unknown) => String(id).endsWith(':document'));
/** Content whose time to be kept is over: whatever else changes in a row whose `erased_at` is set belongs to it. */
export const erased: readonly Rule[] = [some(['erase-accounts', 'erase-attachments', 'erase-calls', 'erase-paper-content', 'erase-record-content', 'erase-review-texts', 'erase-roster', 'erase-notices', 'erase-transfer-names', 'erase-terminals'], always), may('documents that a ledger commits to go with what they say', ['wipe-texts'], documents)];

/** A transfer whose version stays took no step: the new key for what waits has wrapped its files anew, and one entry tells of all of them. */
export const isRewrap = ({ table, op, columns }: Change): boolean => table === 'transfers' && op === 'update' && columns.join(' ') === 'document';
export const rewrap: readonly Rule[] = [waitingKey];

/** Acts that change nothing: something was read, taken away or checked, and that is the act. */
export const isReading = (act: string): boolean => act.startsWith('read-') || readings.includes(act);
const readings: readonly string[] = ['search-ledger', 'export-ledger', 'save-evidence', 'export-register', 'print-document', 'check-medium', 'sign-out', 'end-session'];

/** An ended period that runs again: its last day was moved on. */
function reopens({ facts }: Entry): boolean {
  const changes = facts['changes'];
  return Array.isArray(changes) && changes.some((change: unknown) => typeof change === 'object' && change !== null && 'field' in change && change.field === 'to');
}
