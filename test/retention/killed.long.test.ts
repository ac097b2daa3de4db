// An erasure on schedule, killed by SIGKILL at each of its labelled points, on a copy of one town's disk. The next start goes on: each rule is done once, with its
// entry and its line in the register, nothing of what was erased is anywhere on the disk, and the ledger verifies.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHistory } from '../histories/history.ts';
import { copyOf, foundWorld, remove, type World } from '../histories/world.ts';
import { findOnDisk } from '../crash/disk.ts';
import { endOf, startChild } from '../crash/child.ts';
import { pointOf } from '../crash/crash.ts';
import { readSettings } from '../../config/settings.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { verifyBundle } from '../../server/ledger/verify.ts';
import { run, type RunningGateway } from '../../server/running.ts';
import { turnableTime } from '../town.ts';

/** Those of the closed engagement, in their order. Of the municipality's, only the reviews find something; after its last rule only the emptying of the log is left. */
const rules = ['records', 'attachments', 'confirmations', 'calls', 'notices', 'transfers', 'roster', 'texts'] as const;
const points = [...[...rules, 'reviews'].flatMap((rule) => [`erase.${rule}`, `erased.${rule}`]), 'erased.accounts'];
const due = Date.parse('2028-04-01T09:00:00+09:00');
const environmentOf = (folder: string): Record<string, string> => ({ KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0' });

describe('an erasure on schedule is killed at any point', () => {
  let world: World;
  let now: number;
  let checkpoint: string;
  beforeAll(async () => {
    world = await foundWorld();
    const history = await openHistory(world, 1);
    history.time.advance(7 * 24 * 60);
    const { kansa, admin } = history.people;
    for (const who of [kansa, admin]) await who.signInAgain();
    await admin.api.call('changeRetention', { body: { years: 1, reason: '規則の改正による。' } });
    const { seen } = await kansa.api.call('logWeek', { week: '2026-06-29' });
    await kansa.api.call('reviewLog', { body: { week: '2026-06-29', seen, anomaly: false, assessment: '確認した', action: null } });
    checkpoint = await history.running.gateway.ledger.checkpoint();
    await history.close();
    await history.tape.close();
    now = history.time.wall();
  });
  afterAll(() => remove(world));

  const opened = async (folder: string): Promise<{ running: RunningGateway; faults: string[] }> => {
    const faults: string[] = [];
    const running = await run(readSettings(environmentOf(folder)), { time: turnableTime(due), random: (size) => crypto.getRandomValues(new Uint8Array(size)), tickEvery: 0, webFolder: null, fault: (id, error) => faults.push(`${id} ${String(error)}`) });
    return { running, faults };
  };

  it.each(points)('at %s; the next start finishes it [H 83] [H 106] [I 4] [I 7]', async (point) => {
    const copy = await copyOf(world);
    const temporary = join(copy.folder, 'tmp');
    await mkdir(temporary, { recursive: true });
    const child = await startChild({ environment: environmentOf(copy.folder), temporary, at: now, stopAt: pointOf(point) });
    expect(child.started).not.toBeNull();
    await child.advance((due - now) / 60_000);
    await child.tick().catch(() => undefined);
    expect(await endOf(child, point)).toBe('SIGKILL');
    expect(child.faults).toEqual([]);

    const { running, faults } = await opened(copy.folder);
    const { store, ledger } = running.gateway;
    await running.gateway.tick();
    expect(await findOnDisk([copy.folder], world.ended.words.map((word) => ({ what: word, bytes: Buffer.from(word) }))), 'while it runs').toEqual([]);
    const register = await store.read.selectFrom('erasures').select(['rule', 'number', 'entry']).where('engagement_id', '=', world.ended.id).orderBy('number').execute();
    expect(register.map(({ rule }) => rule)).toEqual([...rules]);
    for (const { entry } of register) if (entry !== null) expect(await store.read.selectFrom('ledger_entries').select('result').where('idx', '=', entry).execute()).toEqual([{ result: 'done' }]);
    const told = await store.read.selectFrom('ledger_entries').select('act').where('act', 'like', 'erase-%').where('engagement_id', '=', world.ended.id).execute();
    expect(new Set(told.map(({ act }) => act)).size, 'no rule is entered twice').toBe(told.length);
    const { id } = await store.read.selectFrom('municipalities').select('id').executeTakeFirstOrThrow();
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      for await (const line of ledger.exportBundle(id)) yield Buffer.from(line);
    };
    expect(await verifyBundle(bytes(), { sha256, verifyEd25519, vkeys: [world.vkey], known: [world.checkpoint, checkpoint] })).toMatchObject({ ok: true });
    await running.close();
    expect(faults).toEqual([]);
    expect(await readdir(temporary)).toEqual([]);
    await remove(copy);
  });
});
