// What a start refuses, from the program itself and from the gateway: each ends with the remedy in its message, and leaves everything as it was (H 78, 91, 93).
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreLimit, mustAnswer, mustKnowTime, mustLeaveNoCore, ownLimits, StartRefused, swapsInClear } from '../../server/starting/start-checks.ts';
import { createClamdScanner } from '../../server/scanning/clamd.ts';
import { run } from '../../server/running.ts';
import { openConnection } from '../../server/store/connection.ts';
import { draftFor, foundTown, type Town } from '../town.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let town: Town;
beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' } });
});
afterAll(() => town.close());

/** What a start says now: the message of its refusal, or that it started. */
async function started(): Promise<string> {
  try {
    await (await run(town.settings, { time: town.time, random: randomBytes, tickEvery: 0, webFolder: null, fault: (id, error) => town.faults.push(`${id} ${String(error)}`) })).close();
    return 'it started';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Stops the gateway, does `harm`, expects the start to be refused so, undoes the harm, and starts again. */
async function refused(harm: () => Promise<void> | void, undo: () => Promise<void> | void, told: RegExp): Promise<void> {
  let answer = '';
  await town.restart(async () => {
    await harm();
    answer = await started();
    await undo();
  });
  expect(answer).toMatch(told);
}

describe('a start is refused, with what to do', () => {
  it('where others may enter the folders of data or keys, or read a key [ASVS 13.3.2]', async () => {
    const { dataFolder, keysFolder } = town.settings;
    await refused(() => chmod(dataFolder, 0o750), () => chmod(dataFolder, 0o700), /chmod 700/);
    await refused(() => chmod(keysFolder, 0o755), () => chmod(keysFolder, 0o700), /chmod 700/);
    await refused(() => chmod(join(keysFolder, 'waiting.key'), 0o640), () => chmod(join(keysFolder, 'waiting.key'), 0o600), /chmod 600/);
  });

  it('where a key is missing or damaged', async () => {
    const file = join(town.settings.keysFolder, 'waiting.key');
    const kept = await readFile(file);
    const back = (): Promise<void> => writeFile(file, kept, { mode: 0o600 });
    await refused(() => unlink(file), back, /waiting\.key/);
    await refused(() => writeFile(file, kept.subarray(1), { mode: 0o600 }), back, /waiting\.key/);
  });

  it('where another process holds the folder [H 79]', async () => {
    expect(await started()).toMatch(/stop it first/);
  });

  it('where the schema is newer than the program [H 88]', async () => {
    const file = join(town.settings.dataFolder, 'kagibako.db');
    const version = async (change: number): Promise<void> => {
      const connection = await openConnection(file, 'write');
      const [{ user_version: now } = { user_version: 0 }] = await connection.all('PRAGMA user_version');
      await connection.exec(`PRAGMA user_version = ${String(Number(now) + change)}`);
      await connection.close();
    };
    await refused(() => version(1), () => version(-1), /newer/);
  });

  it('where the scanner is asked for and does not answer [H 93]', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-deaf-'));
    const config = join(folder, 'clamd.conf');
    await writeFile(config, `LocalSocket ${join(folder, 'clamd.sock')}\nStreamMaxLength 100M\nMaxFileSize 100M\nMaxScanSize 100M\nAlertExceedsMax yes\nAlertEncrypted yes\nTemporaryDirectory /dev/shm\n`);
    const scanner = await createClamdScanner({ configPath: config, patienceMs: 1000 });
    await expect(mustAnswer(scanner)).rejects.toThrow(StartRefused);
    await expect(mustAnswer(scanner)).rejects.toThrow(/KAGIBAKO_CLAMD_CONFIG/);
    await rm(folder, { recursive: true });
  });

  it('where a crash would write memory to the disk: the program itself says so [H 91]', async () => {
    const limits = (soft: string): string => `Limit                     Soft Limit           Hard Limit           Units\nMax core file size        ${soft.padEnd(20)} unlimited            bytes\n`;
    expect(coreLimit(limits('0'))).toBe('0');
    for (const soft of ['unlimited', '1024']) expect(() => { mustLeaveNoCore(limits(soft)); }).toThrow(/LimitCORE=0/);
    expect(() => { mustLeaveNoCore(limits('0')); mustLeaveNoCore(null); }).not.toThrow();
    // As much as may be had here: where that is nothing, the program gets as far as to miss its data.
    const child = spawn('/bin/sh', ['-c', 'ulimit -S -c "$(ulimit -H -c)" && exec "$0" dist/server/main.js', process.execPath], { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, KAGIBAKO_DATA: join(town.folder, 'nowhere'), KAGIBAKO_KEYS: town.settings.keysFolder }, stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    const most = /^Max core file size\s+\S+\s+(\S+)/m.exec(await ownLimits() ?? '')?.[1];
    expect([code, told]).toEqual([1, expect.stringContaining(most === undefined || most === '0' ? 'no Kagibako data here' : 'LimitCORE=0')]);
    expect(told).not.toMatch(/^\s+at /m);
  });

  it('and swap in clear is told [H 91]', () => {
    const head = 'Filename\tType\tSize\tUsed\tPriority\n';
    expect([head, `${head}/dev/zram0 partition 1 0 -2\n`, `${head}/dev/dm-1 partition 1 0 -2\n`].map(swapsInClear)).toEqual([false, false, false]);
    expect([`${head}/swapfile file 1 0 -2\n`, `${head}/dev/zram0 partition 1 0 5\n/dev/sda2 partition 1 0 -2\n`].map(swapsInClear)).toEqual([true, true]);
  });

  it('where the clock is before the newest entry, or a month after the last work, until somebody confirms the day [H 78] [ASVS 16.2.2]', () => {
    const newest = Date.parse('2026-07-02T05:00:00Z');
    const at = (wall: number, more: { lastSeen?: number; confirmed?: string } = {}) => () => { mustKnowTime({ wall, newest, lastSeen: more.lastSeen ?? null, confirmed: more.confirmed ?? null }); };
    for (const wall of [newest - 9 * minute, newest, newest + 29 * day]) expect(at(wall), String(wall)).not.toThrow();
    expect(at(newest - 11 * minute)).toThrow(StartRefused);
    expect(at(newest - 11 * minute)).toThrow(/KAGIBAKO_TODAY=2026-07-02/);
    expect(at(newest + 31 * day)).toThrow(/KAGIBAKO_TODAY=2026-08-02/);
    // A quiet month has no entries, but the gateway was at work.
    expect(at(newest + 31 * day, { lastSeen: newest + 20 * day })).not.toThrow();
    expect(at(newest + 31 * day, { confirmed: '2026-08-02' })).not.toThrow();
    expect(at(newest + 31 * day, { confirmed: '2026-07-02' })).toThrow(StartRefused);
    expect(() => { mustKnowTime({ wall: 0, newest: null, lastSeen: null, confirmed: null }); }).not.toThrow();
  });

  it('and a gateway that was at work through quiet weeks starts again [H 78]', async () => {
    for (let weeks = 0; weeks < 6; weeks += 1) {
      town.time.advance(7 * 24 * 60);
      await town.running.gateway.tick();
    }
    await expect(town.restart()).resolves.toBeUndefined();
    await refused(() => { town.time.leap(40 * 24 * 60); }, () => { town.time.leap(-40 * 24 * 60); }, /last work/);
    await refused(() => { town.time.leap(-24 * 60); }, () => { town.time.leap(24 * 60); }, /before the last work/);
    expect(town.faults).toEqual([]);
  });

  it('but a note of the last work that cannot be written keeps the clock from nothing: what is due is done [H 84]', async () => {
    await town.sato.signInAgain();
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await mkdir(join(town.settings.dataFolder, 'last-seen.next'));
    town.time.advance(8 * 24 * 60);
    await town.running.gateway.tick();
    expect(town.faults.splice(0)).toEqual([expect.stringContaining('EISDIR')]);
    const { state } = await town.running.gateway.store.read.selectFrom('transfers').select('state').where('deposit_id', '=', draft.id).executeTakeFirstOrThrow();
    expect(state).toBe('wiped');
    await rm(join(town.settings.dataFolder, 'last-seen.next'), { recursive: true });
  });
});
