// `npm run bench -- lists`: a section with 100,000 transfers; what each filter, order and search costs over HTTP, one request after another.
// The transfers are written through the rows that the steps write through; sealing so many would take a day and change no list.
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApi, type Api } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { readSettings } from '../../config/settings.ts';
import type { transferSearch } from '../../server/http/wire/transfers.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { initialise } from '../../server/running.ts';
import { openStore } from '../../server/store/store.ts';
import type { State } from '../../server/transfers/transfer.ts';
import type { z } from 'zod';
import { addEngagement, addPerson, arrive, testPolicy, type Someone } from '../town.ts';
import { insertMany, type Line } from '../transfers/many.ts';
import { describeMachine } from './machine.ts';
import { processorSeconds } from './memory.ts';
import { quantile } from './numbers.ts';
import { start, stop } from './site.ts';

type Search = z.input<typeof transferSearch>;
/** `pid` is the gateway's, whose processor time is counted: it says something on a busy machine too. */
interface Reader { readonly who: string; readonly api: Api; readonly pid: number }

/** One in eight still runs or waits to be wiped, with its title and its file's name; the rest is wiped, as after a year. */
const states: readonly State[] = ['draft', 'awaiting-approval', 'released', 'collecting', 'collected', 'confirmed', ...Array.from({ length: 42 }, () => 'wiped' as const)];
const cases: readonly (readonly [string, Search])[] = [
  ['everything, newest first', {}], ['everything, 200 a page', { limit: 200 }], ['page at 90,000', { offset: 90_000 }], ['sorted by quantity', { sort: 'quantity' }], ['sorted by deadline', { sort: 'collectBy', order: 'asc' }], ['sorted by number', { sort: 'number' }],
  ['one state', { states: ['released'] }], ['wiped', { states: ['wiped'] }], ['next act: approve', { act: 'approve' }], ['mine', { mine: true }], ['waiting for others', { waiting: true }], ['overdue', { overdue: true }],
  ['q: number', { q: '0012-34' }], ['q: title', { q: '予防' }], ['q: party', { q: 'あおば' }], ['q: form', { q: '納入' }], ['q: two words', { q: '納入 7月' }], ['q: found nowhere', { q: 'ありません' }], ['q and state', { q: '再送', states: ['collected'], sort: 'collectBy' }],
];
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const say = (line: string): void => { process.stderr.write(`${line}\n`); };

/** Makes the transfers, asks, and prints a table. `words` are those after `lists`. */
export async function benchLists(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], strict: true, options: { transfers: { type: 'string', default: '100000' }, requests: { type: 'string', default: '100' }, folder: { type: 'string' } } });
  const [count, requests] = [Number(values.transfers), Number(values.requests)];
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(requests) || requests < 1) throw new Error('--transfers, --requests: expected whole numbers from 1');
  const loadBefore = loadavg()[0] ?? 0;
  const folder = await mkdtemp(join(values.folder ?? (existsSync('/var/tmp') ? '/var/tmp' : tmpdir()), 'kagibako-lists-'));
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const own = { KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0' };
  const people = await found(own, folder, count);
  const gateway = await start(own, []);
  const pid = gateway.child.pid ?? 0;
  const rows = [...await measure({ who: 'section', pid, api: await signIn(gateway.origins.ward, people.clerk) }, requests), ...await measure({ who: 'firm', pid, api: await signIn(gateway.origins.contractor, people.handler, people.page) }, requests)];
  await stop(gateway.child);
  const machine = await describeMachine(folder, [], loadBefore);
  process.stdout.write(`\n${machine.map((line) => `- ${line}`).join('\n')}\n\n| ${count.toLocaleString('en')} transfers, ${requests} requests each | reader | found | median, ms | p99, ms | processor of the gateway, ms |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`);
}

async function measure({ who, api, pid }: Reader, requests: number): Promise<string[]> {
  const rows: string[] = [];
  const time = async (label: string, ask: () => Promise<number>): Promise<void> => {
    let found = await ask();
    const times: number[] = [];
    const before = await processorSeconds(pid);
    for (let turn = 0; turn < requests; turn += 1) {
      const begun = performance.now();
      found = await ask();
      times.push(performance.now() - begun);
    }
    const after = await processorSeconds(pid);
    const processor = before === undefined || after === undefined ? '—' : ((1000 * (after - before)) / requests).toFixed(0);
    const row = `| ${label} | ${who} | ${found.toLocaleString('en')} | ${quantile(times, 0.5).toFixed(0)} | ${quantile(times, 0.99).toFixed(0)} | ${processor} |`;
    say(row);
    rows.push(row);
  };
  await time('counts', async () => (await api.call('transferCounts', {})).all);
  for (const [label, search] of cases) await time(label, async () => (await api.call('searchTransfers', { body: search })).total);
  return rows;
}

interface Found { readonly clerk: Someone; readonly handler: Someone; readonly page: string }

/** Founds a ward through the API, then writes the transfers while the gateway stands still. */
async function found(own: Record<string, string>, folder: string, count: number): Promise<Found> {
  const founded = await initialise(readSettings(own), { time: systemTime, random: randomBytes }, { code: 'asagiri', name: 'あさぎり区', login: 'admin', adminName: '管理 太郎' });
  const { child, origins } = await start(own, []);
  const running = { origins };
  const admin = await arrive({ running }, 'ward', { id: founded.account.id, ...founded.initial });
  const section = await admin.api.call('addSection', { body: { name: '福祉部 介護保険課', telephone: '03-0000-1111' } });
  const clerks = [await addPerson({ running }, admin, { role: 'staff', login: 'sato', name: '佐藤 恵', sectionId: section.id, canApprove: true }), await addPerson({ running }, admin, { role: 'staff', login: 'takahashi', name: '髙橋 健', sectionId: section.id, canApprove: true })];
  const firms = await Promise.all(['株式会社みどり印刷', 'みどり印刷加工株式会社', 'あおば封入センター'].map((name) => admin.api.call('addContractor', { body: { name, address: '○○県△△市2-4-6' } })));
  const [first] = firms;
  const [clerk] = clerks;
  if (first === undefined || clerk === undefined) throw new Error('expected a firm and a clerk');
  const handler = await addPerson({ running }, admin, { role: 'handler', login: 'tanaka', name: '田中 誠', contractorId: first.id }, first.page);
  const engagement = await addEngagement(admin, { sectionIds: [section.id], contractorIds: firms.map(({ id }) => id), policy: testPolicy, from: day(-30), to: day(300) });
  await admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: first.id, accountId: handler.id, role: 'manager', startsOn: day(-30) } });
  const { municipality } = await admin.api.call('session', {});
  await stop(child);
  const form = (direction: Line['direction']): string => engagement.forms.find((one) => one.direction === direction)?.id ?? '';
  const line = (firm: { id: string }): Line => ({ engagementId: engagement.id, policy: testPolicy, formId: form('to-contractor'), direction: 'to-contractor', senderId: section.id, recipientId: firm.id, creators: clerks.map(({ id, login }) => ({ id, name: login })) });
  const back: Line = { ...line(first), formId: form('to-section'), direction: 'to-section', senderId: first.id, recipientId: section.id, creators: [{ id: handler.id, name: '田中 誠' }] };
  say(`Writing ${count.toLocaleString('en')} transfers…`);
  const store = await openStore({ file: join(folder, 'data', 'kagibako.db') });
  await store.change(async (tx) => {
    await insertMany(tx, { count, seed: 1, municipalityId: municipality.id, states, newest: Date.now(), apart: 300_000, titles: ['7月分', '再送', '定期 印字データ', '予防接種のお知らせ'], lines: [...firms.map(line), line(first), line(first), back] });
    // The clock has nothing to do with them: nothing is sealed that it could wipe.
    await tx.updateTable('transfers').set({ due_at: null }).execute();
  });
  await store.close();
  return { clerk, handler, page: first.page };
}

async function signIn(origin: string, { login, password }: Someone, page?: string): Promise<Api> {
  const api = createApi({ base: origin, fetch: createSignedFetch(origin).fetch });
  await api.call('signIn', { body: { login, password, ...(page === undefined ? {} : { page }) } });
  return api;
}
