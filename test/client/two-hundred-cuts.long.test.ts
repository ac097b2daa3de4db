// The line is cut two hundred times at bytes drawn by lot, up and down, under the command: every file comes to its end, every byte is the
// same, it is in its draft once, and each collection is one.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../client/api.ts';
import { openAll } from '../../client/cli/demo/desk.ts';
import { downloadBody } from '../../client/cli/download.ts';
import { sendFile } from '../../client/cli/send-file.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { fetchSealed, openSealed } from '../../client/collecting.ts';
import { dice } from '../histories/dice.ts';
import { comesTo } from '../hostile/line.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { cutterTo, type Break, type Cutter } from './cutter.ts';

const SEED = 20260702;
/** Up, and as many down. */
const EACH = 100;
const BYTES = 24_000_000;
/** Where a line breaks at the latest, counted from the beginning of a request. */
const FURTHEST = 1_800_000;
const uploads = /^(?:POST|PATCH) \/api\/uploads/;
const bodies = /^GET \S+\/body /;
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Sent { readonly id: string; readonly depositId: string; readonly path: string; readonly bytes: Uint8Array }

describe('two hundred cuts', () => {
  const lot = dice(SEED);
  let town: Town;
  let folder: string;
  let ward: Cutter;
  let contractor: Cutter;
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } } });
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

  /** As many breaks as are still to come. One in twenty on the way up lets all bytes through and loses the answer. */
  const upBreaks = (): Break[] => Array.from({ length: EACH - ward.cuts }, () => (lot.chance(0.05) ? { down: 1 + lot.below(100) } : { up: 1 + lot.below(FURTHEST) }));
  const downBreaks = (): Break[] => Array.from({ length: EACH - contractor.cuts }, () => ({ down: 1 + lot.below(FURTHEST) }));

  const entries = async (id: string): Promise<string[]> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'result']).where('transfer_id', '=', id)
    .where('act', 'in', ['add-file', 'start-collecting', 'collect', 'collect-again', 'collected-again']).orderBy('idx').execute()).map((row) => `${row.act} ${row.result}`);

  /** A draft, and a file on this computer that belongs in it. */
  async function drafted(turn: string): Promise<Sent> {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const bytes = randomBytes(BYTES);
    const path = join(folder, `noufu-${turn}.dat`);
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
  const shortly = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

  async function sendByCommand({ depositId, path }: Sent): Promise<void> {
    await over('ward', (line, origin) => sendFile({ depositId, path }, { origin, api: createApi({ base: origin, fetch: line.fetch }), sign: () => ({ ...line.headers(), connection: 'close' }), pause: shortly }));
  }
  async function collectByCommand({ id, path }: Sent, password: string): Promise<string> {
    const certificate = await (await town.tanaka.api.call('gatewayCertificate', {})).text();
    return over('contractor', async (line, origin) => {
      const api = createApi({ base: origin, fetch: line.fetch });
      const sealed = await fetchSealed(api, { id }, certificate);
      for (const file of sealed.manifest.files) await downloadBody({ address: api.address('body', { id, fileId: file.body }), fetch: line.fetch, file, path: `${path}.body`, pause: shortly });
      const [opened = ''] = await openAll({ manifest: sealed.manifest, folder }, await openSealed(sealed, password, []), `${path}.opened`, () => `${path}.body`);
      return opened;
    });
  }

  it('under uploads and downloads of the command [I 1]', async () => {
    for (let turn = 0; ward.cuts < EACH || contractor.cuts < EACH; turn += 1) {
      const sent = await drafted(`command-${turn}`);
      // A break beyond the end of a request is none: the lot is drawn again.
      ward.plan = upBreaks();
      await sendByCommand(sent);
      await town.sato.api.call('submit', { id: sent.depositId });
      await mustHaveArrived(sent);
      const password = await passwordFor(sent);
      contractor.plan = downBreaks();
      await mustBeCollectedOnce(sent, await collectByCommand(sent, password));
    }
    expect([ward.cuts, contractor.cuts]).toEqual([EACH, EACH]);
  });
});
