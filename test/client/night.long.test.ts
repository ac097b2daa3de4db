// A night: files come to rest in a tray, `send` and `collect` run again and again as a timer starts them, and the gateway, the sender and the collector are killed
// (SIGKILL) at points that a seed chooses. In the morning each file was delivered exactly once, byte for byte, and all three ledgers say so.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCommand } from '../../client/cli/open/command.ts';
import { collectRecord } from '../../client/cli/collect/ledger.ts';
import { sendRecord } from '../../client/cli/send/ledger.ts';
import { openJournal } from '../../client/cli/unattended/journal.ts';
import { makeKeyPair, type KeyPair } from '../../client/opening.ts';
import { createApi } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { verifyBundle } from '../../server/ledger/verify.ts';
import { run } from '../../server/running.ts';
import { startChild, type Child } from '../crash/child.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from '../http/terminal-lines.ts';
import { builtFolder } from '../setup/build.ts';
import { confirmedCertificate, foundTown, start, turnableTime, type Town } from '../town.ts';

const SEED = Number(process.env['KAGIBAKO_NIGHT'] ?? '20260702');
const FILES = 10;
const KILLS = 16;
const passphrase = 'みどり の つくえ 3';
/** Where the gateway dies: while it takes a file, at the submit, while it notes a delivery. */
const LABELS = ['body.fsynced', 'body.renamed', 'upload.sealed', 'upload.recorded', 'submit.begun', 'submit.committed', 'submit.draft-keys-destroyed', 'draft.entered', 'add-file.entered', 'start-collecting.entered', 'collect.entered', 'notice.committed'];

/** mulberry32: the same seed gives the same night. */
function chanceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

describe('a night of send and collect', () => {
  const chance = chanceOf(SEED);
  let town: Town;
  let terminals: { send: TestTerminal; collect: TestTerminal };
  let key: KeyPair;
  let gate: Child;
  let at = start;
  let kills = 0;
  let over = false;
  const killed = { gateway: 0, send: 0, collect: 0 };
  const faults: string[] = [];
  const payloads = new Map<string, Buffer>();
  const passwords = new Map<string, string>();

  beforeAll(async () => {
    town = await foundTown({ policy: { approval: { 'to-contractor': false, 'to-section': false }, passwordGapMinutes: 0 }, terms: { downloads: { allowed: 1, reasonFrom: 2 } } });
    key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    const second = await secondAdministrator(town);
    terminals = { send: await terminalOf(town, 'send', second), collect: await terminalOf(town, 'collect', second) };
    at = town.time.wall();
    await town.running.close();
    for (const folder of ['tray', 'shelf', 'tmp']) await mkdir(join(town.folder, folder));
    gate = await startGate();
  });
  afterAll(async () => {
    await killGate();
    await rm(town.folder, { recursive: true, force: true });
  });

  /** The gateway on its disk, at the same addresses, with a point at which it dies while kills are left. */
  async function startGate(): Promise<Child> {
    const stopAt = kills < KILLS ? { label: LABELS[chance(LABELS.length)] ?? '', count: 1 + chance(3) } : null;
    const { ward, contractor } = town.running.origins;
    const environment = { KAGIBAKO_DATA: join(town.folder, 'data'), KAGIBAKO_KEYS: join(town.folder, 'keys'), KAGIBAKO_WARD_PORT: new URL(ward).port, KAGIBAKO_CONTRACTOR_PORT: new URL(contractor).port };
    const child = await startChild({ environment, temporary: join(town.folder, 'tmp'), at, stopAt });
    void child.died.then((signal) => {
      faults.push(...child.faults);
      if (signal === 'SIGKILL') killed.gateway += 1;
    });
    return child;
  }
  async function killGate(): Promise<void> {
    gate.kill();
    await gate.died;
  }
  /** Whoever looks after the gateway starts it again when it is gone. */
  async function mendGate(): Promise<void> {
    const alive = await Promise.race([gate.died.then(() => false), new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 50))]);
    if (alive) return;
    kills += 1;
    gate = await startGate();
  }

  interface Ended { readonly code: number | null; readonly signal: string | null; readonly said: string }
  async function runProgram(which: 'send' | 'collect', orders: Record<string, unknown>): Promise<Ended> {
    // Until it was killed once it dies early for certain, whatever the seed and however slow the machine; then by chance.
    const dieAt = killed[which] === 0 && !over ? 1 + chance(3) : kills < KILLS && chance(2) === 0 ? 1 + chance(40) : null;
    const program = join(await builtFolder('server'), 'test', 'processes', 'unattended.js');
    const child = spawn(process.execPath, [program, JSON.stringify({ at, dieAt, ...orders })], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes));
    const ended = new Promise<Ended>((resolve) => child.once('close', (code, signal) => resolve({ code, signal, said: Buffer.concat(said).toString('utf8') })));
    // The gateway is looked after while the program waits for it.
    for (;;) {
      const done = await Promise.race([ended, new Promise<null>((resolve) => setTimeout(() => resolve(null), 100))]);
      if (done !== null) {
        if (done.signal === 'SIGKILL') {
          kills += 1;
          killed[which] += 1;
          // While gateways die one after another a program may give up for now (4); the timer starts it again.
        } else expect(over ? [0] : [0, 1, 4], done.said).toContain(done.code);
        return done;
      }
      // While it serves, whatever it is doing.
      if (kills < KILLS && chance(60) === 0) await killGate();
      await mendGate();
    }
  }
  const send = (): Promise<Ended> => runProgram('send', { send: {
    paths: [], gateway: terminals.send.origin, key: terminals.send.keyFile, engagement: town.engagement.title, form: '納入通知書 印字データ', recipients: ['株式会社みどり印刷'], quantity: '3', watch: join(town.folder, 'tray'), once: true, quiet: '0.3', every: '0.1', after: 'move',
  } });
  const collect = (): Promise<Ended> => runProgram('collect', { collect: { into: join(town.folder, 'shelf'), gateway: terminals.collect.origin, key: terminals.collect.keyFile } });

  /** A core system puts the next files down: some by renaming, some in two goes with the night going on between. */
  async function putDown(name: string, half: boolean): Promise<() => Promise<void>> {
    const bytes = Buffer.alloc(chance(3) === 0 ? 1_000_000 + chance(3_000_000) : 1 + chance(20_000));
    for (let place = 0; place + 4 <= bytes.length; place += 4) bytes.writeUInt32LE(chance(4_294_967_295) >>> 0, place);
    bytes.write(name.slice(0, bytes.length), 0, 'latin1');
    payloads.set(createHash('sha256').update(bytes).digest('hex'), bytes);
    const path = join(town.folder, 'tray', name);
    await writeFile(`${path}.part`, half ? bytes.subarray(0, bytes.length >> 1) : bytes);
    if (!half) await rename(`${path}.part`, path);
    return async () => {
      if (!half) return;
      await writeFile(`${path}.part`, bytes);
      await rename(`${path}.part`, path);
    };
  }

  /** The clerk makes the passwords of what went; what a dying gateway did not answer is made anew. */
  async function notices(): Promise<void> {
    const line = createSignedFetch(gate.origins.ward);
    const api = createApi({ base: gate.origins.ward, fetch: line.fetch });
    await gate.advance(1);
    at += 60_000;
    await api.call('signIn', { body: { login: town.sato.login, password: town.sato.password } });
    const { transfers } = await api.call('transfers', { query: { limit: 200 } });
    for (const { id, state } of transfers) {
      if (!['released', 'collecting', 'collected'].includes(state) || passwords.has(id)) continue;
      const { notice } = await api.call('transfer', { id });
      const shown = notice === null ? await api.call('addNotice', { body: { transferIds: [id] } }) : await api.call('renewNotice', { id: notice.id });
      passwords.set(id, shown.password);
    }
  }

  it('delivers each file exactly once, every byte equal, whoever was killed', async () => {
    for (let file = 0; file < FILES;) {
      const rest: (() => Promise<void>)[] = [];
      for (let left = 1 + chance(3); left > 0 && file < FILES; left -= 1, file += 1) rest.push(await putDown(`通知_${file}.dat`, chance(3) === 0));
      await send();
      for (const finish of rest) await finish();
      await send();
      await notices().catch(() => undefined);
      await mendGate();
      await collect();
    }
    // The night is over: nobody is killed any more, and what is left is worked off.
    kills = KILLS;
    over = true;
    expect(killed.gateway, JSON.stringify(killed)).toBeGreaterThan(0);
    await killGate();
    gate = await startGate();
    expect((await send()).code).toBe(0);
    await notices();
    expect((await collect()).code).toBe(0);
    expect((await collect()).said).toBe('');
    expect(killed.send, JSON.stringify(killed)).toBeGreaterThan(0);
    expect(killed.collect, JSON.stringify(killed)).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  }, 900_000);

  it('leaves each file sent once in the ledger of the sender, and nothing lying about', async () => {
    const tray = join(town.folder, 'tray');
    const journal = await openJournal(join(tray, '.kagibako', 'sent.jsonl'), sendRecord, Date.now);
    const submitted = journal.records.filter(({ state }) => state === 'submitted');
    expect([submitted.length, new Set(submitted.map(({ key: one }) => one)).size]).toEqual([FILES, FILES]);
    await journal.close();
    expect((await readdir(tray)).sort()).toEqual(['.kagibako', 'sent']);
    expect(await readdir(join(tray, '.kagibako', 'taking')).catch(() => [])).toEqual([]);
    const kept: string[] = [];
    for (const number of await readdir(join(tray, 'sent'))) for (const name of await readdir(join(tray, 'sent', number))) kept.push(createHash('sha256').update(await readFile(join(tray, 'sent', number, name))).digest('hex'));
    expect(kept.sort()).toEqual([...payloads.keys()].sort());
  });

  it('opens to the very bytes, one folder for each transfer, and the ledger of the collector names each once', async () => {
    const shelf = join(town.folder, 'shelf');
    const journal = await openJournal(join(shelf, '.kagibako', 'collected.jsonl'), collectRecord, Date.now);
    const fetched = journal.records.filter(({ state }) => state === 'fetched');
    expect([fetched.length, new Set(fetched.map(({ id }) => id)).size]).toEqual([FILES, FILES]);
    await journal.close();
    await writeFile(join(town.folder, 'key.asc'), key.privateKey);
    const opened: string[] = [];
    for (const { id, number } of fetched) {
      const asker = { hidden: (label: string) => Promise.resolve(label.includes('passphrase') ? passphrase : passwords.get(id) ?? ''), shown: () => Promise.resolve(''), from: () => Promise.resolve('') };
      const said: string[] = [];
      const code = await openCommand({ folder: join(shelf, number), keys: [join(town.folder, 'key.asc')], confirm: false }, { json: true, draw: null, out: (line) => said.push(line), now: Date.now, signal: new AbortController().signal }, asker);
      expect(code, said.join('\n')).toBe(0);
      for (const name of await readdir(join(shelf, `${number}-opened`))) {
        const bytes = await readFile(join(shelf, `${number}-opened`, name));
        const hash = createHash('sha256').update(bytes).digest('hex');
        expect(payloads.get(hash)?.equals(bytes)).toBe(true);
        opened.push(hash);
      }
    }
    expect(opened.sort()).toEqual([...payloads.keys()].sort());
  });

  it('tells the same in the gateway\'s ledger, which holds: one deposit and one collection for each file, no repeat', async () => {
    await gate.close();
    const running = await run(town.settings, { time: turnableTime(at), random: randomBytes, tickEvery: 0, webFolder: null, fault: (_id, error) => faults.push(String(error)) });
    const { store, ledger } = running.gateway;
    const count = async (act: string): Promise<number> => (await store.read.selectFrom('ledger_entries').select('idx').where('act', '=', act).where('result', '=', 'done').execute()).length;
    expect({ deposit: await count('deposit'), collect: await count('collect'), again: await count('collect-again'), twice: await count('collected-again') }).toEqual({ deposit: FILES, collect: FILES, again: 0, twice: 0 });
    const { id } = await store.read.selectFrom('municipalities').select('id').executeTakeFirstOrThrow();
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      for await (const line of ledger.exportBundle(id)) yield Buffer.from(line);
    };
    expect((await verifyBundle(chunks(), { sha256, verifyEd25519 })).firstBad).toBeUndefined();
    await running.close();
    expect(faults).toEqual([]);
  });
});
