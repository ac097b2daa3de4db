// The figures behind the auditor's plots, counted by the database: of one municipality and one period, at most 5,000 of a kind.
import { z } from 'zod';
import { japanDay } from '../../engagements/japan-time.ts';
import type { Tx } from '../../store/store.ts';
import type { Figures } from '../wire/audit.ts';
import { state } from '../wire/words.ts';

/** The period (instants, inclusive), whose it is, and the moment of asking. */
export interface Span { readonly municipalityId: string; readonly from: string; readonly to: string; readonly engagement: string | undefined; readonly now: string }

const MOST = 5_000;
const DAY = 86_400_000;
const inJapan = ['%Y-%m-%d', '+9 hours'] as const;
const waiting = ['awaiting-approval', 'returned', 'released', 'collecting', 'collected'];

/** Deposits and refusals per day in Japan; days without either are left out. */
export async function daysOf(tx: Tx, { municipalityId, from, to, engagement }: Span): Promise<Figures['days']> {
  let found = tx.selectFrom('ledger_entries').where('municipality_id', '=', municipalityId).where('at', '>=', from).where('at', '<=', to)
    .where((where) => where.or([where('result', '=', 'refused'), where.and([where('act', '=', 'deposit'), where('result', '=', 'done')])]));
  if (engagement !== undefined) found = found.where('engagement_id', '=', engagement);
  const rows = await found.select((make) => [
    make.fn<string>('strftime', [make.val(inJapan[0]), 'at', make.val(inJapan[1])]).as('day'), 'result',
    make.fn<string | null>('json_extract', ['bytes', make.val('$.code')]).as('code'), make.fn.countAll<number>().as('count'),
  ]).groupBy(['day', 'result', 'code']).orderBy('day').orderBy('count', 'desc').execute();
  const days = new Map<string, Figures['days'][number]>();
  for (const { day, result, code, count } of rows) {
    const before = days.get(day) ?? { day, transfers: 0, refusals: 0, reasons: [] };
    days.set(day, result === 'done' ? { ...before, transfers: count } : { ...before, refusals: before.refusals + count, reasons: [...before.reasons, { code: code ?? '', count }] });
  }
  return [...days.values()];
}

/** Names of every party of the municipality: of rows that hold thousands of the same few. */
export async function partyNames(tx: Tx, municipalityId: string): Promise<(id: string) => { id: string; name: string }> {
  const sections = await tx.selectFrom('sections').select(['id', 'name']).where('municipality_id', '=', municipalityId).execute();
  const contractors = await tx.selectFrom('contractors').select(['id', 'name']).where('municipality_id', '=', municipalityId).execute();
  const names = new Map([...sections, ...contractors].map((row) => [row.id, row.name]));
  return (id) => ({ id, name: names.get(id) ?? '' });
}

const totalOf = (select: { executeTakeFirstOrThrow(): Promise<{ total: number }> }): Promise<number> => select.executeTakeFirstOrThrow().then((row) => row.total);

/** From release to collection. The 確認書 that opens by itself at the release tells its moment. */
export async function releasesOf(tx: Tx, { municipalityId, from, to, engagement }: Span, party: (id: string) => { id: string; name: string }): Promise<Figures['releases']> {
  let found = tx.selectFrom('confirmation_records').innerJoin('transfers', 'transfers.id', 'transfer_id').where('confirmation_records.municipality_id', '=', municipalityId)
    .where('kind', '=', 'hand-over').where('confirmation_records.created_at', '>=', from).where('confirmation_records.created_at', '<=', to);
  if (engagement !== undefined) found = found.where('transfers.engagement_id', '=', engagement);
  const total = await totalOf(found.select((make) => make.fn.countAll<number>().as('total')));
  const rows = await found.select((make) => [
    'transfers.id as transferId', 'transfers.number as number', 'transfers.recipient_id as recipientId', 'transfers.state as state', 'transfers.collect_by as collectBy',
    'confirmation_records.created_at as releasedAt', make.fn<string | null>('json_extract', ['transfers.document', make.val('$.collection.completedAt')]).as('collectedAt'),
    make.fn<string | null>('json_extract', ['transfers.document', make.val('$.end.at')]).as('endedAt'),
  ]).orderBy('releasedAt', 'desc').limit(MOST).execute();
  return { total, rows: rows.map(({ recipientId, ...row }) => ({ ...row, state: state.parse(row.state), recipient: party(recipientId) })) };
}

/** What was not done by its deadline, whether it still waits or ended so (期限切れ). What was missing tells whose it was. */
export async function overdueOf(tx: Tx, { municipalityId, from, to, engagement, now }: Span, party: (id: string) => { id: string; name: string }): Promise<Figures['overdue']> {
  const until = to < now ? to : now;
  let found = tx.selectFrom('transfers').where('transfers.municipality_id', '=', municipalityId).where('collect_by', '>=', from).where('collect_by', '<', until)
    .where((where) => where.or([where('state', 'in', waiting), where(where.fn('json_extract', ['transfers.document', where.val('$.end.why')]), '=', 'expired')]));
  if (engagement !== undefined) found = found.where('engagement_id', '=', engagement);
  const total = await totalOf(found.select((make) => make.fn.countAll<number>().as('total')));
  const rows = await found.select((make) => [
    'transfers.id as transferId', 'number', 'sender_id as senderId', 'recipient_id as recipientId', 'collect_by as due', 'state',
    make.fn<string | null>('json_extract', ['transfers.document', make.val('$.lock.at')]).as('lockedAt'),
    make.fn<string | null>('json_extract', ['transfers.document', make.val('$.collection.completedAt')]).as('collectedAt'),
    make.exists(make.selectFrom('confirmation_records').select('confirmation_records.id').whereRef('confirmation_records.transfer_id', '=', 'transfers.id')).as('released'),
  ]).orderBy('collect_by').limit(MOST).execute();
  return { total, rows: rows.map((row) => {
    const duty = row.collectedAt !== null ? 'confirm' as const : row.lockedAt !== null ? 'collect' as const : row.released ? 'notice' as const : 'approve' as const;
    return {
      transferId: row.transferId, number: row.number, duty, party: party(duty === 'confirm' || duty === 'collect' ? row.recipientId : row.senderId), due: row.due,
      days: Math.round((Date.parse(japanDay(until)) - Date.parse(japanDay(row.due))) / DAY), ended: !waiting.includes(row.state),
    };
  }) };
}

/** How long each sealed copy stayed in the vault; a copy still there has no end. */
export async function copiesOf(tx: Tx, { municipalityId, from, to, engagement }: Span): Promise<Figures['copies']> {
  let found = tx.selectFrom('transfers').innerJoin('engagements', 'engagements.id', 'engagement_id').where('transfers.municipality_id', '=', municipalityId).where('transfers.created_at', '<=', to)
    .where((where) => where.or([where('state', '!=', 'wiped'), where('changed_at', '>=', from)]))
    .where((where) => where.exists(where.selectFrom('files').select('files.id').whereRef('files.transfer_id', '=', 'transfers.id')));
  if (engagement !== undefined) found = found.where('engagement_id', '=', engagement);
  const total = await totalOf(found.select((make) => make.fn.countAll<number>().as('total')));
  const rows = await found.select((make) => [
    'transfers.id as transferId', 'number', 'state', 'transfers.created_at as createdAt', 'collect_by as collectBy',
    make.fn<string | null>('json_extract', ['transfers.document', make.val('$.submission.at')]).as('submittedAt'),
    make.fn<string | null>('json_extract', ['transfers.document', make.val('$.wipe.at')]).as('until'),
    make.fn<number>('json_extract', ['policy', make.val('$.wipeAfterConfirmHours')]).as('hours'),
    make.selectFrom('ledger_entries').select((inner) => inner.fn.countAll<number>().as('count')).whereRef('ledger_entries.transfer_id', '=', 'transfers.id').where('act', '=', 'fail-wipe').as('failures'),
  ]).orderBy('transfers.created_at', 'desc').limit(MOST).execute();
  return { total, rows: rows.map((row) => ({
    transferId: row.transferId, number: row.number, from: row.submittedAt ?? row.createdAt, until: row.until, state: state.parse(row.state), failures: row.failures ?? 0,
    // The latest that policy knows: confirmed in the last moment, then kept for the hours after a confirmation.
    limit: new Date(Date.parse(row.collectBy) + row.hours * 3_600_000).toISOString(),
  })) };
}

const told = z.object({ facts: z.object({ fromMinute: z.string(), counts: z.array(z.object({ kind: z.string(), listener: z.enum(['ward', 'contractor']).catch('ward'), count: z.number() })) }) });

/** Failed sign-ins per hour in Japan, from the gateway's summaries of each minute; the last 28 days of the period. */
export async function signInsOf(tx: Tx, { from, to, now }: Span): Promise<Figures['signIns']> {
  const start = new Date(Math.max(Date.parse(from), Math.min(Date.parse(to), Date.parse(now)) - 28 * DAY + 1)).toISOString();
  const rows = await tx.selectFrom('ledger_entries').select('bytes').where('municipality_id', 'is', null).where('act', '=', 'strangers').where('at', '>=', start).where('at', '<=', to).orderBy('idx').execute();
  const cells = new Map<string, Figures['signIns']['rows'][number]>();
  for (const { bytes } of rows) {
    const { facts } = told.parse(JSON.parse(bytes));
    const hour = (new Date(facts.fromMinute).getUTCHours() + 9) % 24;
    for (const { kind, listener, count } of facts.counts) {
      const key = `${japanDay(facts.fromMinute)} ${hour} ${listener}`;
      const cell = cells.get(key) ?? { day: japanDay(facts.fromMinute), hour, side: listener, failures: 0, refused: 0 };
      cells.set(key, kind === 'sign-in-failed' ? { ...cell, failures: cell.failures + count } : { ...cell, refused: cell.refused + count });
    }
  }
  return { from: start, rows: [...cells.values()] };
}

/** Everything the plots show. */
export async function figuresOf(tx: Tx, span: Span): Promise<Figures> {
  const party = await partyNames(tx, span.municipalityId);
  return {
    from: span.from, to: span.to, now: span.now, days: await daysOf(tx, span), releases: await releasesOf(tx, span, party), overdue: await overdueOf(tx, span, party),
    signIns: await signInsOf(tx, span), copies: await copiesOf(tx, span),
  };
}
