// One eraser for each rule: what it takes out of the tables, in the caller's transaction. Each returns how many pieces went, with the entry that says so.
import { removeFactors } from '../accounts/factors.ts';
import { storedKind, storedStage } from '../records/kinds/all.ts';
import type { Tx } from '../store/store.ts';
import { redactConfirmation, redactStage, redactStated } from './redact.ts';
import { erasedText } from '../records/retention-rules.ts';
import { entered, oneRow, wiped, type OfEngagement, type OfMunicipality } from './entering.ts';
import { addresses, reminders, searches, terminals } from './erase-around.ts';
import { notices, transfers } from './erase-movement.ts';

/** Ids of the texts that still stand behind entries of an engagement. A text's id begins with the number of its entry. */
async function textsOfEngagement(tx: Tx, engagementId: string): Promise<string[]> {
  const rows = await tx.selectFrom('texts').innerJoin('ledger_entries', (join) => join.on((on) => on('ledger_entries.idx', '=', on.cast<number>('texts.id', 'integer')))).select('texts.id').where('engagement_id', '=', engagementId).orderBy('texts.id').execute();
  return rows.map(({ id }) => id);
}

const stages: OfEngagement = async (tx, erasing, engagementId) => {
  const rows = await tx.selectFrom('record_stages').innerJoin('records', 'records.id', 'record_id').select(['record_id', 'seq', 'stage', 'content', 'kind', 'record_stages.reason']).where('engagement_id', '=', engagementId).where('erased_at', 'is', null).execute();
  for (const row of rows) {
    const content = redactStage(row.content, storedStage(storedKind(row.kind), row.stage).fields);
    // Without its salt nobody can try what a short text was.
    await tx.updateTable('record_stages').set({ content, reason: row.reason === null ? null : erasedText, salt: new Uint8Array(0), erased_at: erasing.now }).where('record_id', '=', row.record_id).where('seq', '=', row.seq).execute();
  }
  return entered(tx, erasing, 'records', rows.length, engagementId);
};

const attachments: OfEngagement = async (tx, erasing, engagementId) => {
  const done = await tx.updateTable('attachments').set({ bytes: new Uint8Array(0), name: erasedText, erased_at: erasing.now }).where('erased_at', 'is', null)
    .where('record_id', 'in', (from) => from.selectFrom('records').select('id').where('engagement_id', '=', engagementId)).executeTakeFirstOrThrow();
  return entered(tx, erasing, 'attachments', oneRow(done), engagementId);
};

const confirmations: OfEngagement = async (tx, erasing, engagementId) => {
  const rows = await tx.selectFrom('confirmation_records').innerJoin('transfers', 'transfers.id', 'transfer_id').select(['confirmation_records.id', 'confirmation_records.document', 'stated'])
    .where('engagement_id', '=', engagementId).where('confirmation_records.erased_at', 'is', null).execute();
  for (const { id, document, stated } of rows) {
    await tx.updateTable('confirmation_records').set({ document: redactConfirmation(document), stated: stated === null ? null : redactStated(stated), erased_at: erasing.now }).where('id', '=', id).execute();
  }
  const committing = await tx.selectFrom('ledger_entries').select('idx').where('engagement_id', '=', engagementId).where('act', 'in', ['open-paper', 'correct-paper']).where('result', '=', 'done').orderBy('idx').execute();
  const said = await entered(tx, erasing, 'confirmations', rows.length, engagementId);
  await wiped(tx, erasing, { texts: [], documents: committing.map(({ idx }) => idx) }, engagementId);
  return said;
};

const calls: OfEngagement = async (tx, erasing, engagementId) => {
  const done = await tx.updateTable('calls').set({ caller_name: erasedText, to_name: erasedText, telephone: '', erased_at: erasing.now }).where('erased_at', 'is', null)
    .where('transfer_id', 'in', (from) => from.selectFrom('transfers').select('id').where('engagement_id', '=', engagementId)).executeTakeFirstOrThrow();
  return entered(tx, erasing, 'calls', oneRow(done), engagementId);
};

const roster: OfEngagement = async (tx, erasing, engagementId) => {
  const rows = await tx.selectFrom('roster').select(['id', 'person_name', 'login', 'reason', 'return_reason', 'removal_reason']).where('engagement_id', '=', engagementId).where('erased_at', 'is', null).execute();
  const gone = (text: string | null): string | null => (text === null ? null : erasedText);
  for (const row of rows) {
    await tx.updateTable('roster').set({ person_name: gone(row.person_name), login: gone(row.login), reason: gone(row.reason), return_reason: gone(row.return_reason), removal_reason: gone(row.removal_reason), erased_at: erasing.now }).where('id', '=', row.id).execute();
  }
  return entered(tx, erasing, 'roster', rows.length, engagementId);
};

/** Reasons of what holds now stay: of thresholds, of the term, of holds. */
const otherTexts: OfMunicipality = async (tx, erasing, before) => {
  const rows = await tx.selectFrom('texts').innerJoin('ledger_entries', (join) => join.on((on) => on('ledger_entries.idx', '=', on.cast<number>('texts.id', 'integer')))).select(['texts.id', 'idx', 'act'])
    .where('municipality_id', '=', erasing.municipalityId).where('engagement_id', 'is', null).where('ledger_entries.transfer_id', 'is', null).where('at', '<', before).where('act', '!=', 'review-log').execute();
  const standing = new Set([...await tx.selectFrom('watch_thresholds').select('entry').execute(), ...await tx.selectFrom('retention_terms').select('entry').execute()].map(({ entry }) => entry));
  return wiped(tx, erasing, { texts: rows.filter(({ idx }) => !standing.has(idx)).map(({ id }) => id) });
};

const reviews: OfMunicipality = async (tx, erasing, before) => {
  const rows = await tx.selectFrom('log_reviews').select(['id', 'entry', 'action']).where('municipality_id', '=', erasing.municipalityId).where('at', '<', before).where('erased_at', 'is', null).execute();
  for (const { id, action } of rows) await tx.updateTable('log_reviews').set({ assessment: erasedText, action: action === null ? null : erasedText, erased_at: erasing.now }).where('id', '=', id).execute();
  const named = rows.flatMap(({ entry }) => [`${entry}:assessment`, `${entry}:action`]);
  const texts = named.length === 0 ? [] : (await tx.selectFrom('texts').select('id').where('id', 'in', named).execute()).map(({ id }) => id);
  await wiped(tx, erasing, { texts });
  return entered(tx, erasing, 'reviews', rows.length);
};

/** Whoever left, and is on no roster of an engagement that is not erased. */
const accounts: OfMunicipality = async (tx, erasing, before) => {
  const rows = await tx.selectFrom('accounts').select('id').where('municipality_id', '=', erasing.municipalityId).where('disabled_at', '<', before).where('erased_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('roster').select('roster.id').whereRef('roster.account_id', '=', 'accounts.id').where('roster.erased_at', 'is', null)))).execute();
  for (const { id } of rows) {
    await removeFactors(tx, id);
    await tx.updateTable('accounts').set({ name: erasedText, login: `erased-${id}`, email: null, preferences: null, password_hash: '', erased_at: erasing.now }).where('id', '=', id).execute();
  }
  return entered(tx, erasing, 'accounts', rows.length);
};

/** In this order: the texts last, since that they were erased says that all of an engagement is. */
export const erasersOfEngagement: readonly (readonly [rule: string, erase: OfEngagement])[] = [
  ['records', stages], ['attachments', attachments], ['confirmations', confirmations], ['calls', calls], ['notices', notices], ['transfers', transfers], ['roster', roster],
  ['texts', async (tx, erasing, engagementId) => wiped(tx, erasing, { texts: await textsOfEngagement(tx, engagementId) }, engagementId)],
];
export const erasersOfMunicipality: readonly (readonly [rule: string, erase: OfMunicipality])[] = [
  ['other-texts', otherTexts], ['reviews', reviews], ['reminders', reminders], ['searches', searches], ['addresses', addresses], ['terminals', terminals], ['accounts', accounts],
];
