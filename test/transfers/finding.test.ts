// What a list finds is what a plain look at every transfer would find: for each reader, filter, order and page; in a constant number of
// statements, each of them by an index.
import fc from 'fast-check';
import type { KyselyPlugin, Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partyOf, type Person } from '../../server/accounts/person.ts';
import { readEngagements } from '../../server/engagements/engagement.ts';
import { mayKnowOf } from '../../server/engagements/roster.ts';
import { countTransfers, listTransfers, searchTransfers } from '../../server/http/answers/transfer-list.ts';
import { transferSummaries } from '../../server/http/views/summaries.ts';
import { act, transferSearch, type TransferSearch, type TransferSummary } from '../../server/http/wire/transfers.ts';
import { openConnection } from '../../server/store/connection.ts';
import { mayKnow } from '../../server/transfers/visibility.ts';
import { allStates, clock, ids, now, openWorld, people, type World } from './lists-world.ts';

const readers: readonly Person[] = Object.values(people);
const isOthersTurn = (one: TransferSummary): boolean => one.next.act !== 'none' && one.next.act !== 'wait-wipe' && !one.next.mine;

describe('lists of transfers', () => {
  let world: World;
  /** Everything each reader may know of, by the rules of visibility, as a list shows it. */
  const known = new Map<string, readonly TransferSummary[]>();
  beforeAll(async () => {
    world = await openWorld(320);
    const engagements = await readEngagements(world.store.read, ids.engagements);
    for (const who of readers) {
      const own = world.transfers.filter((transfer) => {
        const engagement = engagements.get(transfer.engagementId);
        return mayKnow(transfer, who) && engagement !== undefined && mayKnowOf(engagement, who);
      });
      known.set(who.id, await transferSummaries(world.store.read, own, who, now));
    }
  });
  afterAll(() => world.close());

  const plainly = (who: Person, asked: TransferSearch): TransferSummary[] => sorted((known.get(who.id) ?? []).filter((one) => fits(one, who, asked)), asked);

  it('find exactly what the rules of visibility and the rules of the steps say, in the order asked for, page by page', async () => {
    const search = fc.record({
      q: fc.constantFrom('7月', '再送 100%', '%', '_', 'PREMIUM', '納入', '納入 7月', 'みどり', 'ﾐﾄﾞﾘ', '加工', '0000', '00-00', '7000-0012', 'form 00', '課', 'ない'), states: fc.subarray([...allStates], { minLength: 1 }),
      act: fc.constantFrom(...act.options), engagement: fc.constantFrom(...ids.engagements), creator: fc.constantFrom(...readers.map((who) => who.id)), overdue: fc.constant(true as const), mine: fc.constant(true as const),
      waiting: fc.constant(true as const), sort: fc.constantFrom('created' as const, 'collectBy' as const, 'quantity' as const, 'number' as const), order: fc.constantFrom('asc' as const, 'desc' as const), offset: fc.nat(120), limit: fc.integer({ min: 1, max: 200 }),
    }, { requiredKeys: [] });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...readers), search, async (who, given) => {
      const asked = transferSearch.parse(given);
      const expected = plainly(who, asked);
      const found = await searchTransfers({ store: world.store, clock }, who, asked);
      expect(found).toEqual({ transfers: expected.slice(asked.offset, asked.offset + asked.limit), total: expected.length, offset: asked.offset });
    }), { numRuns: 400 });
  });

  it('agree with the rules on whose turn it is, for every state, side and reader', async () => {
    for (const who of readers) {
      for (const only of [{ mine: true }, { waiting: true }] as const) {
        const asked = transferSearch.parse({ ...only, limit: 200 });
        const found = await searchTransfers({ store: world.store, clock }, who, asked);
        expect(found.transfers.map((one) => one.number)).toEqual(plainly(who, asked).map((one) => one.number));
        expect(found.transfers.every((one) => one.next.mine === (only.waiting === undefined))).toBe(true);
      }
    }
    const turns = readers.flatMap((who) => (known.get(who.id) ?? []).filter((one) => one.next.mine).map((one) => one.next.act));
    // Otherwise the comparison above would say little.
    expect([...new Set(turns)].sort()).toEqual(['approve', 'collect', 'confirm', 'discard', 'handover', 'notice', 'submit']);
  });

  it('are counted as they are listed', async () => {
    for (const who of readers) {
      const counts = await countTransfers({ store: world.store, clock }, who);
      const total = async (given: Partial<TransferSearch>): Promise<number> => (await searchTransfers({ store: world.store, clock }, who, transferSearch.parse(given))).total;
      expect({ all: counts.all, mine: counts.mine, waiting: counts.waiting, overdue: counts.overdue }).toEqual({ all: await total({}), mine: await total({ mine: true }), waiting: await total({ waiting: true }), overdue: await total({ overdue: true }) });
      for (const state of allStates) expect(counts.states[state] ?? 0).toBe(await total({ states: [state] }));
      for (const one of act.options) expect(counts.acts[one] ?? 0).toBe(await total({ act: one, mine: true }));
      const makers = new Set((known.get(who.id) ?? []).map((one) => one.createdBy.id));
      expect(counts.creators.map((one) => one.id).sort()).toEqual([...makers].sort());
    }
  });

  it('are walked from the newest on by key, without a gap and without a double', async () => {
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await listTransfers({ store: world.store, clock }, people.tanaka, { limit: 7, ...(after === undefined ? {} : { after }) });
      expect(page.total).toBe(known.get(people.tanaka.id)?.length);
      seen.push(...page.transfers.map((one) => one.id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(plainly(people.tanaka, transferSearch.parse({})).map((one) => one.id));
  });

  it('tell a contractor nothing of other firms: no name, no number, no person (4-9) [ASVS 8.2.3]', async () => {
    const [others, own] = [ids.firms.filter((firm) => firm.id !== people.aoba.contractorId), people.aoba.contractorId ?? ''];
    const { transfers, total } = await searchTransfers({ store: world.store, clock }, people.aoba, transferSearch.parse({ limit: 200 }));
    expect(total).toBeGreaterThan(10);
    expect(transfers.every((one) => one.sender.id === own || one.recipient.id === own)).toBe(true);
    const told = JSON.stringify([transfers, await countTransfers({ store: world.store, clock }, people.aoba)]);
    expect(others.map((firm) => firm.name).filter((name) => told.includes(name))).toEqual([]);
    expect(['田中 誠', '鈴木 花'].filter((name) => told.includes(name))).toEqual([]);
    for (const firm of others) expect((await searchTransfers({ store: world.store, clock }, people.aoba, transferSearch.parse({ q: firm.name.replace(/株式会社/u, '') }))).total).toBe(0);
  });

  it('name the firms that read alike to the ward alone', () => {
    const seen = (known.get(people.sato.id) ?? []).filter((one) => [one.sender.name, one.recipient.name].includes('株式会社みどり印刷'));
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.every((one) => one.similar.join() === 'みどり印刷加工株式会社')).toBe(true);
    // 予防課 has nothing to do with みどり印刷加工: among its firms no name reads alike.
    expect((known.get(people.yobo.id) ?? []).flatMap((one) => one.similar)).toEqual([]);
  });

  it('cost the same number of statements for forty and for two hundred', async () => {
    const statements = async (given: Partial<TransferSearch>): Promise<number> => {
      const said: string[] = [];
      await searchTransfers({ store: { ...world.store, search: overheard(world.store.search, said) }, clock }, people.takahashi, transferSearch.parse(given));
      return said.length;
    };
    expect(await statements({ limit: 200 })).toBe(await statements({ limit: 40 }));
    expect(await statements({ limit: 200 })).toBeLessThanOrEqual(14);
  });

  it('reach transfers by an index that holds every column asked for; nothing but the texts of a search for words is read through', async () => {
    const cases: Partial<TransferSearch>[] = [
      {}, { offset: 100 }, { states: ['released', 'collected'] }, { act: 'approve' }, { mine: true }, { waiting: true }, { overdue: true }, { engagement: ids.engagements[0] }, { creator: people.sato.id },
      { sort: 'number' }, { sort: 'quantity', order: 'asc' }, { sort: 'collectBy', mine: true }, { q: '7月' }, { q: '0012', states: ['draft'] },
    ];
    const said: string[] = [];
    const store = { ...world.store, search: overheard(world.store.search, said) };
    for (const who of [people.sato, people.tanaka]) {
      for (const given of cases) await searchTransfers({ store, clock }, who, transferSearch.parse(given));
      await countTransfers({ store, clock }, who);
    }
    const connection = await openConnection(world.file, 'read');
    const plans = await Promise.all([...new Set(said)].map(async (sql) => ({ sql, steps: (await connection.all(`EXPLAIN QUERY PLAN ${sql}`)).map((row) => String(row['detail'])) })));
    await connection.close();
    const steps = plans.flatMap((plan) => plan.steps);
    expect(steps.filter((step) => /^SCAN (?:transfers|files|ledger|roster|accounts)/.test(step))).toEqual([]);
    expect(steps.some((step) => step.startsWith('SCAN text_places USING COVERING INDEX text_places_titles'))).toBe(true);
    const byParty = steps.filter((step) => /transfers/.test(step) && /(?:sender|recipient)_id=/.test(step));
    expect(byParty.length).toBeGreaterThan(30);
    expect(byParty.filter((step) => !step.includes('COVERING INDEX'))).toEqual([]);
  });
});

/** The same database; each statement is written down before it is asked. */
function overheard<Tables>(database: Kysely<Tables>, said: string[]): Kysely<Tables> {
  const executor = database.getExecutor();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      said.push(executor.compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return database.withPlugin(plugin);
}

function fits(one: TransferSummary, who: Person, asked: TransferSearch): boolean {
  const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
  const other = partyOf(who) === one.sender.id ? one.recipient : one.sender;
  const has = (word: string): boolean => [one.form.name, one.form.nameEn, other.name].some((text) => fold(text).includes(fold(word)))
    || (one.title !== null && [word, word.normalize('NFKC')].some((text) => one.title?.toLowerCase().includes(text.toLowerCase())))
    || (/^[\d-]+$/.test(word) && one.number.replace('-', '').includes(word.replaceAll('-', '')));
  return (asked.q === undefined || asked.q.split(' ').every(has)) && (asked.states === undefined || asked.states.includes(one.state)) && (asked.act === undefined || asked.act === one.next.act)
    && (asked.engagement === undefined || asked.engagement === one.engagement.id) && (asked.creator === undefined || asked.creator === one.createdBy.id)
    && (asked.overdue === undefined || one.overdue) && (asked.mine === undefined || one.next.mine) && (asked.waiting === undefined || isOthersTurn(one));
}

function sorted(found: readonly TransferSummary[], { sort, order }: TransferSearch): TransferSummary[] {
  const key = { created: (one: TransferSummary) => one.createdAt, collectBy: (one: TransferSummary) => one.collectBy, quantity: (one: TransferSummary) => one.quantity, number: (one: TransferSummary) => one.number }[sort];
  const compare = (a: string | number, b: string | number): number => Number(a > b) - Number(a < b);
  return found.toSorted((a, b) => (compare(key(a), key(b)) || compare(a.id, b.id)) * (order === 'asc' ? 1 : -1));
}
