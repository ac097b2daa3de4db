// The line is cut two hundred times at bytes drawn by lot, up and down, under the command and under the pages of a real Chromium: every file comes to its
// end, every byte is the same, it is in its draft once, and each collection is one.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../client/api.ts';
import { fetchBody } from '../../client/cli/collect/body.ts';
import { openAll } from '../../client/cli/demo/desk.ts';
import { sendFile } from '../../client/cli/send-file.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { fetchSealed, openSealed } from '../../client/collecting.ts';
import { atWork, depositByPage, openByPage } from '../browser/handing-over.ts';
import { openBrowser } from '../browser/person.ts';
import { dice } from '../histories/dice.ts';
import { comesTo } from '../hostile/line.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { cutterTo, type Break, type Cutter } from './cutter.ts';

const SEED = 20260702;
/** Up, and as many down. */
const BY_COMMAND = 70;
const BY_PAGE = 30;
const BYTES = 40_000_000;
/** Where a line breaks at the latest, counted from the beginning of a request. */
const FURTHEST = 900_000;
/** A browser forgets what it held of an answer that broke, up to some hundred kB: mostly farther than that, or a page would wait, longer each time, for a byte that is new. */
const FURTHEST_DOWN = 2_500_000;
const uploads = /^(?:POST|PATCH) \/api\/uploads/;
const bodies = /^GET \S+\/body /;
const chromiumPath = program('chromium');
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Sent { readonly id: string; readonly depositId: string; readonly path: string; readonly bytes: Uint8Array }

describe('two hundred cuts', () => {
  const lot = dice(SEED);
  let town: Town;
  let folder: string;
  let ward: Cutter;
  let contractor: Cutter;
  beforeAll(async () => {
    const webFolder = chromiumPath === undefined ? null : join(await builtFolder('web'), 'web');
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } }, surroundings: { webFolder } });
    folder = await mkdtemp(join(tmpdir(), 'kagibako-cuts-'));
    ward = await cutterTo(town.running.origins.ward, uploads);
    contractor = await cutterTo(town.running.origins.contractor, bodies);
  });
  afterAll(async () => {
    await ward.close();
    await contractor.close();
    expect(town.faults).toEqual([]);
    await town.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As many breaks as are still to come until there were `all`: the first loses the answer to the announcement, the last the answer to the last byte, the others come among the bytes. */
  const upBreaks = (all: number): Break[] => Array.from({ length: all - ward.cuts }, (_, at) => (at === 0 || at === all - ward.cuts - 1 ? { down: 1 + lot.below(100) } : { up: 1 + lot.below(FURTHEST) }));
  const downBreaks = (all: number): Break[] => Array.from({ length: all - contractor.cuts }, () => ({ down: 1 + lot.below(FURTHEST_DOWN) }));

  const entries = async (id: string): Promise<string[]> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'result']).where('transfer_id', '=', id)
    .where('act', 'in', ['add-file', 'start-collecting', 'collect', 'collect-again', 'collected-again']).orderBy('idx').execute()).map((row) => `${row.act} ${row.result}`);

  /** A draft, and a file on this computer that belongs in it. */
  async function drafted(): Promise<Sent> {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const bytes = randomBytes(BYTES);
    const path = join(folder, `noufu-${draft.id}.dat`);
    await writeFile(path, bytes);
    return { id: draft.transfers[0]?.id ?? '', depositId: draft.id, path, bytes };
  }
  async function mustHaveArrived({ id, depositId, bytes }: Sent): Promise<void> {
    const { files } = await town.sato.api.call('transfer', { id });
    expect(files.map(({ size, sha256 }) => [size, sha256])).toEqual([[BYTES, hashOf(bytes)]]);
    expect(await town.sato.api.call('unfinished', { id: depositId })).toEqual([]);
    expect(await entries(id)).toEqual(['add-file done']);
  }
  async function passwordFor({ id }: Sent): Promise<string> {
    town.time.advance(61);
    for (const one of [town.sato, town.tanaka]) await one.signInAgain();
    return (await town.sato.api.call('addNotice', { body: { transferIds: [id] } })).password;
  }
  async function mustBeCollectedOnce({ id, bytes }: Sent, opened: string): Promise<void> {
    expect(hashOf(await readFile(opened))).toBe(hashOf(bytes));
    const whole = ['add-file done', 'start-collecting done', 'collect done'];
    expect(await comesTo(() => entries(id), whole)).toEqual(whole);
  }

  /** This person at the other end of the cutter, by program; the gateway is reached at its address alone meanwhile. */
  async function over<T>(side: 'ward' | 'contractor', work: (line: ReturnType<typeof createSignedFetch>, origin: string) => Promise<T>): Promise<T> {
    const [who, { origin }] = side === 'ward' ? [town.sato, ward] : [town.tanaka, contractor];
    town.running.gateway.setOrigin(side, origin);
    try {
      return await work(createSignedFetch(origin, who.line.headers()['cookie']), origin);
    } finally {
      town.running.gateway.setOrigin(side, town.running.origins[side]);
    }
  }
  const nothing = (): void => undefined;
  const shortly = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

  async function sendByCommand({ depositId, path }: Sent): Promise<void> {
    await over('ward', (line, origin) => sendFile({ depositId, path }, { origin, api: createApi({ base: origin, fetch: line.fetch }), sign: () => ({ ...line.headers(), connection: 'close' }), pause: shortly }));
    await town.sato.api.call('submit', { id: depositId });
  }
  async function collectByCommand({ id, path }: Sent, password: string): Promise<string> {
    const certificate = await (await town.tanaka.api.call('gatewayCertificate', {})).text();
    return over('contractor', async (line, origin) => {
      const api = createApi({ base: origin, fetch: line.fetch });
      const sealed = await fetchSealed(api, { id }, certificate);
      for (const file of sealed.manifest.files) await fetchBody({ address: api.address('body', { id, fileId: file.body }), fetch: line.fetch, file, path: `${path}.body`, onBytes: nothing, onCut: nothing, pause: shortly, signal: new AbortController().signal });
      const [opened = ''] = await openAll({ manifest: sealed.manifest, folder }, await openSealed(sealed, password, []), `${path}.opened`, () => `${path}.body`);
      return opened;
    });
  }

  async function until(cuts: number, send: (sent: Sent) => Promise<void>, collect: (sent: Sent, password: string) => Promise<string>): Promise<void> {
    const all = [ward.cuts + cuts, contractor.cuts + cuts] as const;
    while (ward.cuts < all[0] || contractor.cuts < all[1]) {
      const sent = await drafted();
      // A break beyond the end of a request is none: the lot is drawn again.
      ward.plan = upBreaks(all[0]);
      await send(sent);
      await mustHaveArrived(sent);
      const password = await passwordFor(sent);
      contractor.plan = downBreaks(all[1]);
      await mustBeCollectedOnce(sent, await collect(sent, password));
    }
    expect([ward.cuts, contractor.cuts]).toEqual(all);
  }

  it('under uploads and downloads of the command [I 1]', async () => {
    await until(BY_COMMAND, sendByCommand, collectByCommand);
  });

  async function sendByPage(browser: Browser, sent: Sent): Promise<void> {
    const page = await atWork(browser, town.running.origins.ward, town.sato, town);
    await depositByPage(page, town.running.origins.ward, sent);
    await page.context().close();
  }
  async function collectByPage(browser: Browser, { id, path }: Sent, password: string): Promise<string> {
    const firm = `${town.running.origins.contractor}/p/${town.firm.page}`;
    const page = await atWork(browser, firm, town.tanaka, town);
    await openByPage(page, firm, { id, path: `${path}.opened`, password });
    await page.context().close();
    return `${path}.opened`;
  }

  needs('chromium', 'under uploads and downloads of the pages [I 1]', async () => {
    const browser = await openBrowser(chromiumPath ?? '', [`--host-resolver-rules=${mapped(town.running.origins.ward, ward)},${mapped(town.running.origins.contractor, contractor)}`]);
    try {
      await until(BY_PAGE, (sent) => sendByPage(browser, sent), (sent, password) => collectByPage(browser, sent, password));
    } finally {
      await browser.close();
    }
  }, 900_000);
});

const mapped = (origin: string, cutter: Cutter): string => `MAP ${new URL(origin).host} ${new URL(cutter.origin).host}`;
