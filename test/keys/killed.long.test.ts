// Each change of a key, killed by SIGKILL at each of its labelled points, on a copy of one town's disk with a draft and a waiting transfer. The next start,
// or a second run of the command, must find it done or not begun: one key of each kind, all that waits opens under it, and the ledger goes on and verifies.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings, type Settings } from '../../config/settings.ts';
import { siteOf, withRooms } from '../../server/keys/rooms.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { verifyBundle } from '../../server/ledger/verify.ts';
import { readGatewayKey } from '../../server/sealing/gateway-signature.ts';
import { run, type RunningGateway } from '../../server/running.ts';
import { makeKeyPair } from '../../client/opening.ts';
import { builtFolder } from '../setup/build.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from '../town.ts';
import { keysIn, openedBy } from './changing.ts';

type Which = 'ledger' | 'waiting' | 'gateway' | 'prepare';
const points: Readonly<Record<Which, readonly string[]>> = {
  ledger: ['rotate-ledger-key.written', 'rotate-ledger-key.entered', 'rotate-ledger-key.committed', 'ledger.key.overwritten', 'ledger.key.renamed', 'rotate-ledger-key.done'],
  waiting: ['rotate-waiting-key.written', 'rotate-waiting-key.wrapped', 'rotate-waiting-key.entered', 'rotate-waiting-key.committed', 'waiting.key.overwritten', 'waiting.key.renamed', 'rotate-waiting-key.replaced', 'rotate-waiting-key.wiped'],
  gateway: ['rotate-gateway-key.written', 'rotate-gateway-key.entered', 'rotate-gateway-key.committed', 'gateway.asc.overwritten', 'gateway.asc.renamed', 'rotate-gateway-key.replaced'],
  prepare: ['rotate-gateway-key.written', 'announce-gateway-key.entered', 'announce-gateway-key.committed'],
};
const acts: Readonly<Record<Which, string>> = { ledger: 'rotate-ledger-key', waiting: 'rotate-waiting-key', gateway: 'rotate-gateway-key', prepare: 'announce-gateway-key' };

describe('a change of a key is killed at any point', () => {
  let town: Town;
  let seeds: Map<string, Buffer>;
  const environmentOf = (folder: string): Record<string, string> => ({ KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0' });

  beforeAll(async () => {
    town = await foundTown();
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    const ready = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, ready.id, '送る.csv', Buffer.from('a,b\r\n1,2\r\n'));
    await town.sato.api.call('submit', { id: ready.id });
    await upload(town.sato, (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id, '下書き.csv', Buffer.from('a,b\r\n1,2\r\n'));
    seeds = await keysIn(town);
    await town.running.close();
  });
  afterAll(() => rm(town.folder, { recursive: true, force: true }));

  /** Runs the change in a process of its own; returns the points it told and the signal that ended it. */
  async function change(folder: string, which: Which, stopAt: string | null): Promise<{ reached: string[]; signal: string | null; err: string }> {
    const program = join(await builtFolder(), 'test', 'processes', 'rotation.js');
    const child = spawn(process.execPath, [program, JSON.stringify({ which, at: town.time.wall(), stopAt })], { env: { PATH: process.env['PATH'], ...environmentOf(folder) }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [told, err] = ['', ''];
    child.stdout.on('data', (bytes: Buffer) => (told += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
    const signal = await new Promise<string | null>((resolve) => child.once('close', (_code, by) => resolve(by)));
    return { reached: told.split('\n').filter((line) => line !== ''), signal, err };
  }

  const copy = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-killed-'));
    await cp(town.folder, folder, { recursive: true });
    return folder;
  };
  const open = (settings: Settings): Promise<RunningGateway> => run(settings, { time: town.time, random: randomBytes, tickEvery: 0, webFolder: null, fault: (id, error) => { throw new Error(id, { cause: error }); } });

  /** Everything that must hold of a folder after a start, whatever came before. Returns how often the act was entered. */
  async function expectWhole(folder: string, which: Which): Promise<number> {
    const settings = readSettings(environmentOf(folder));
    const running = await open(settings);
    try {
      const { store, ledger } = running.gateway;
      const keys = await keysIn({ settings });
      const announced = await store.read.selectFrom('gateway_certificates').select('fingerprint').where('from_at', 'is', null).where('statement', 'is not', null).execute();
      expect([...keys.keys()]).toEqual(['gateway.asc', ...(announced.length > 0 ? ['gateway.asc.next'] : []), 'ledger.key', 'waiting.key']);
      if (announced.length > 0) expect((await readGatewayKey(keys.get('gateway.asc.next')?.toString('utf8') ?? '')).fingerprint).toBe(announced[0]?.fingerprint);
      expect((await readdir(join(settings.dataFolder, 'vault', 'locks'))).length).toBe(3);
      expect(await openedBy({ settings, running }, keys.get('waiting.key') ?? new Uint8Array(32))).toBe(3);
      const entered = await store.read.selectFrom('ledger_entries').select('idx').where('act', '=', acts[which]).execute();
      const [municipality] = await store.read.selectFrom('municipalities').select('id').execute();
      const chunks = ledger.exportBundle(municipality?.id ?? '');
      const verdict = await verifyBundle((async function* () { for await (const line of chunks) yield Buffer.from(line); })(), { sha256, verifyEd25519, vkeys: [ledger.vkey] });
      expect(verdict).toMatchObject({ ok: true });
      const changed = { ledger: 'ledger.key', waiting: 'waiting.key', gateway: 'gateway.asc', prepare: 'gateway.asc' }[which];
      expect(keys.get(changed)?.equals(seeds.get(changed) ?? Buffer.alloc(0))).toBe(which === 'prepare' || entered.length === 0);
      return entered.length;
    } finally {
      await running.close();
    }
  }

  it.each(Object.keys(points) as Which[])('%s: has a test for each labelled point, and is done when nothing kills it', async (which) => {
    const folder = await copy();
    const { reached, signal, err } = await change(folder, which, null);
    expect([signal, err]).toEqual([null, '']);
    expect([...new Set(reached)]).toEqual(points[which]);
    expect(await expectWhole(folder, which)).toBe(1);
    await rm(folder, { recursive: true });
  });

  it.each((Object.keys(points) as Which[]).flatMap((which) => points[which].map((point) => [which, point] as const)))('%s killed at %s', async (which, point) => {
    const committed = points[which].indexOf(point) > points[which].findIndex((one) => one.endsWith('.entered'));
    const folder = await copy();
    expect((await change(folder, which, point)).signal).toBe('SIGKILL');
    const again = await mkdtemp(join(tmpdir(), 'kagibako-killed-'));
    await cp(folder, again, { recursive: true });
    // The next start alone: finished if it was committed, else as if it had never begun.
    expect(await expectWhole(folder, which)).toBe(committed ? 1 : 0);
    // Or a second run at once. An announced key is not announced twice.
    const second = await change(again, which, null);
    const refused = which === 'prepare' && committed;
    expect(second.signal).toBeNull();
    expect(second.err.includes('KeysRefused')).toBe(refused);
    expect(await expectWhole(again, which)).toBe(committed && !refused ? 2 : 1);
    await Promise.all([folder, again].map((one) => rm(one, { recursive: true })));
  });

  it('a key in use that is not there stops command and start alike, and says which', async () => {
    const folder = await copy();
    await change(folder, 'ledger', null);
    await cp(join(town.folder, 'keys', 'ledger.key'), join(folder, 'keys', 'ledger.key'));
    const settings = readSettings(environmentOf(folder));
    await expect(open(settings)).rejects.toThrow('ledger.key');
    await expect(withRooms(siteOf(settings), { time: town.time, random: randomBytes }, () => Promise.resolve())).rejects.toThrow('ledger.key');
    expect((await readFile(join(folder, 'keys', 'ledger.key'))).equals(seeds.get('ledger.key') ?? Buffer.alloc(0))).toBe(true);
    await rm(folder, { recursive: true });
  });
});
