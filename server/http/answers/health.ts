// How the gateway is doing, in counts: of the machine for the whole gateway, of transfers for the administrator's own municipality.
// Neither a file nor a title nor a name leaves here.
import { newestSchema } from '../../store/migrate.ts';
import { parseTransfer } from '../../transfers/rows.ts';
import { locksOf } from '../../transfers/transfer.ts';
import { keysDue } from '../../watching/keys-due.ts';
import { bytesStanding, ledgerStanding, witnessesStanding } from '../../watching/machine.ts';
import type { Answers } from '../adapter.ts';
import { judge, limits, worst, type Counted } from './health-rules.ts';
import type { AnswerParts } from './parts.ts';

export function healthAnswers(parts: AnswerParts): Pick<Answers, 'health'> {
  return {
    health: async ({ session }) => {
      const rows = judge(await count(parts, session.person.municipalityId));
      return { at: parts.clock.now(), verdict: worst(rows), rows };
    },
  };
}

async function count(parts: AnswerParts, municipalityId: string): Promise<Counted> {
  const { operation, clock } = parts;
  const { database: size, log, ...space } = await bytesStanding(operation);
  return {
    now: clock.millis(), program: { version: operation.version, schema: newestSchema, startedAt: Date.parse(operation.startedAt) },
    database: { size, log }, space, vault: await countVault(parts, municipalityId),
    scanner: await describe(parts), ledger: await ledgerStanding(parts.store), ...(await countTransfers(parts, municipalityId)), witnesses: await witnessesStanding(parts.store), alarms: parts.alarms().map(({ code }) => code), forwarding: await operation.forwarding(), cleartext: operation.cleartext, keys: await keysDue(parts.store),
  };
}

async function describe({ scanner }: AnswerParts): Promise<Counted['scanner']> {
  const found = await scanner.describe().catch(() => null);
  return { kind: scanner.kind, answers: found !== null, version: found?.version ?? '?', patternsFrom: found?.patternsFrom ?? null };
}

/** What the rows say lies in the vault; each lock is named by a transfer that is not wiped. */
async function countVault({ store }: AnswerParts, municipalityId: string): Promise<Counted['vault']> {
  const sealed = await store.search.selectFrom('files').innerJoin('transfers', 'transfers.id', 'files.transfer_id').select((select) => [select.fn.countAll<number>().as('bodies'), select.fn.sum<number | null>('body_size').as('bytes')])
    .where('municipality_id', '=', municipalityId).where('body_id', 'is not', null).executeTakeFirstOrThrow();
  const alive = await store.search.selectFrom('transfers').select('document').where('municipality_id', '=', municipalityId).where('state', '!=', 'wiped').execute();
  return { bodies: sealed.bodies, bytes: sealed.bytes ?? 0, locks: alive.reduce((sum, row) => sum + locksOf(parseTransfer(row.document)).length, 0) };
}

async function countTransfers({ store, clock }: AnswerParts, municipalityId: string): Promise<Pick<Counted, 'wipes' | 'clock' | 'drafts'>> {
  const own = store.search.selectFrom('transfers').where('municipality_id', '=', municipalityId);
  const number = async (rows: typeof own): Promise<number> => (await rows.select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
  const soon = new Date(clock.millis() + limits.draftsSoon).toISOString();
  const due = own.where('due_at', '<=', clock.now());
  const oldest = await due.select('due_at').orderBy('due_at').limit(1).executeTakeFirst();
  return {
    wipes: { failed: await number(own.where('state', '=', 'wipe-failed')) }, clock: { overdue: await number(due), oldest: oldest?.due_at ?? null },
    drafts: { waiting: await number(own.where('state', '=', 'draft')), sweptSoon: await number(own.where('state', '=', 'draft').where('due_at', '<=', soon)) },
  };
}
