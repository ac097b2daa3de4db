// A witness in a process of its own against real logs: what it cosigns, what it refuses, and what it still knows after it was killed.
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseWitnessKey, verifyCosignatures } from '../../server/ledger/cosignature.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { openTemporaryLedger, type TemporaryLedger } from '../ledger/temporary-ledger.ts';
import { post, requestOf, startWitness, witnessCommand, type RunningWitness } from './running.ts';

describe('a witness', () => {
  let folder: string;
  let log: TemporaryLedger;
  let witness: RunningWitness;
  const others: TemporaryLedger[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kagibako-witness-'));
    expect((await witnessCommand(['init', '--folder', folder, '--name', 'audit.example.lg.jp/witness'])).code).toBe(0);
    log = await openTemporaryLedger();
    for (let count = 0; count < 5; count += 1) await log.append();
    witness = await startWitness(folder, [log.ledger.vkey]);
  });
  afterEach(async () => {
    await witness.stop();
    for (const one of [log, ...others.splice(0)]) await one.close();
    await rm(folder, { recursive: true });
  });
  const again = async (): Promise<void> => {
    await witness.stop('SIGKILL');
    witness = await startWitness(folder, [log.ledger.vkey]);
  };
  /** A second history under the same key, equal up to entry `until` (not included). */
  const fork = async (until: number, length: number): Promise<TemporaryLedger> => {
    const other = await openTemporaryLedger();
    others.push(other);
    for (let count = 0; count < length; count += 1) await other.append(count < until ? {} : { act: 'recall' });
    return other;
  };
  const refusedFiles = async (): Promise<string[]> => readdir(join(folder, 'refused')).catch(() => []);

  it('cosigns a head that continues the one before; its cosignature holds under the vkey that it printed', async () => {
    const first = await post(witness.url, await requestOf(log, 0));
    expect([first.status, first.text.startsWith('— audit.example.lg.jp/witness ')]).toEqual([200, true]);
    await log.append();
    const second = await post(witness.url, await requestOf(log, 5));
    expect(second.status).toBe(200);
    const [held] = await verifyCosignatures(await log.ledger.checkpoint() + second.text, [parseWitnessKey(sha256, witness.vkey)], verifyEd25519);
    expect(Math.abs((held?.seconds ?? 0) * 1000 - Date.now())).toBeLessThan(60_000);
  });

  it('answers as the specification says: 409 with its size, 400, 403, 404, 405 and 422', async () => {
    expect(await post(witness.url, await requestOf(log, 0))).toMatchObject({ status: 200 });
    await log.append();
    const good = await requestOf(log, 5);
    expect(await post(witness.url, await requestOf(log, 3))).toEqual({ status: 409, text: '5\n', type: 'text/x.tlog.size' });
    expect((await post(witness.url, good.replace('old 5', 'old 9'))).status).toBe(400);
    expect((await post(witness.url, good.replace('old 5', 'old five'))).status).toBe(400);
    expect((await post(witness.url, 'x'.repeat(300_000)).catch(() => ({ status: 400 }))).status).toBe(400);
    const stolen = await openTemporaryLedger(new Uint8Array(32).fill(7));
    const foreign = await openTemporaryLedger(new Uint8Array(32).fill(7), 'other.example/ledger');
    others.push(stolen, foreign);
    for (const one of [stolen, foreign]) await one.append();
    expect((await post(witness.url, await requestOf(stolen, 0))).status).toBe(403);
    expect((await post(witness.url, await requestOf(foreign, 0))).status).toBe(404);
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(405);
    const lines = good.split('\n');
    expect((await post(witness.url, [lines[0], ...lines.slice(2)].join('\n'))).status).toBe(422);
    expect((await post(witness.url, good)).status).toBe(200);
  });

  it('refuses a second history under the stolen key, of the same size, longer, or shorter, also after it was killed, and keeps the evidence [I 7]', async () => {
    expect((await post(witness.url, await requestOf(log, 0))).status).toBe(200);
    expect(await post(witness.url, await requestOf(await fork(3, 5), 5))).toMatchObject({ status: 409, text: '5\n' });
    await again();
    expect((await post(witness.url, await requestOf(await fork(3, 9), 5))).status).toBe(422);
    const short = await fork(3, 4);
    for (const old of [0, 4]) expect(await post(witness.url, await requestOf(short, old))).toMatchObject({ status: 409, text: '5\n' });
    expect((await refusedFiles()).map((name) => name.split('-')[0]).sort()).toEqual(['split', 'unproved']);
    const split = (await refusedFiles()).find((name) => name.startsWith('split')) ?? '';
    const kept = await readFile(join(folder, 'refused', split), 'utf8');
    expect(kept.split('\n').filter((line) => line === '5')).toHaveLength(2);
    await log.append();
    expect((await post(witness.url, await requestOf(log, 5))).status).toBe(200);
  });

  it('of two requests at once one is after the other: only one history is cosigned [I 7]', async () => {
    const requests = [await requestOf(log, 0), await requestOf(await fork(2, 7), 0), await requestOf(await fork(1, 6), 0)];
    const answers = await Promise.all(requests.map((body) => post(witness.url, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('does not begin over a memory that was set back, lost or damaged, nor with a key that others may read', async () => {
    await post(witness.url, await requestOf(log, 0));
    const [name = ''] = (await readdir(folder)).filter((one) => one.endsWith('.checkpoint'));
    const old = await readFile(join(folder, name));
    await log.append();
    await post(witness.url, await requestOf(log, 5));
    await witness.stop();
    const newest = await readFile(join(folder, name));
    const started = (): Promise<unknown> => startWitness(folder, [log.ledger.vkey]);
    await writeFile(join(folder, name), old);
    await expect(started()).rejects.toThrow(/exit 1.*6件目まで副署済み/s);
    await rm(join(folder, name));
    await expect(started()).rejects.toThrow(/exit 1/);
    await writeFile(join(folder, name), 'nonsense');
    await expect(started()).rejects.toThrow(/exit 1/);
    await writeFile(join(folder, name), newest);
    await chmod(join(folder, 'witness.key'), 0o640);
    await expect(started()).rejects.toThrow(/exit 1.*chmod 600/s);
    await chmod(join(folder, 'witness.key'), 0o600);
    witness = await startWitness(folder, [log.ledger.vkey]);
    expect(await post(witness.url, await requestOf(log, 5))).toMatchObject({ status: 409, text: '6\n' });
  });

  it('keeps its key to its owner, never overwrites it, and shares its folder with no second witness', async () => {
    expect((await stat(join(folder, 'witness.key'))).mode & 0o777).toBe(0o600);
    const key = await readFile(join(folder, 'witness.key'), 'utf8');
    expect(await witnessCommand(['init', '--folder', folder, '--name', 'other'])).toMatchObject({ code: 2 });
    expect(await readFile(join(folder, 'witness.key'), 'utf8')).toBe(key);
    expect((await witnessCommand(['init', '--folder', join(folder, 'more'), '--name', 'a b'])).code).toBe(2);
    await expect(startWitness(folder, [log.ledger.vkey])).rejects.toThrow(/exit 1.*another "kagibako witness"/s);
  });
});

describe('cosigning offline', () => {
  it('checks a bundle against what was cosigned before, writes the cosigned head, and refuses another history or an older copy [I 7]', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-witness-'));
    const [log, forked] = [await openTemporaryLedger(), await openTemporaryLedger()];
    const { out } = await witnessCommand(['init', '--folder', folder, '--name', 'kansa']);
    const vkey = out.at(-1) ?? '';
    for (const count of [0, 1, 2]) await log.append({ texts: { comment: `text ${count}` } });
    const file = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const cosigned = (path: string) => witnessCommand(['cosign', path, '--folder', folder, '--log', log.ledger.vkey]);
    const old = await file('old.jsonl', await log.bundle());
    expect((await cosigned(old)).code).toBe(0);
    const note = await readFile(`${old}.cosigned`, 'utf8');
    expect(await verifyCosignatures(note, [parseWitnessKey(sha256, vkey)], verifyEd25519)).toHaveLength(1);
    await log.append();
    const now = await file('now.jsonl', await log.bundle());
    expect((await cosigned(now)).code).toBe(0);
    expect((await cosigned(old)).code).toBe(1);
    for (let count = 0; count < 6; count += 1) await forked.append({ act: 'recall' });
    expect((await cosigned(await file('fork.jsonl', await forked.bundle()))).code).toBe(1);
    expect(await readdir(join(folder, 'refused'))).toHaveLength(1);
    await log.append();
    expect((await cosigned(await file('request', await requestOf(log, 4)))).code).toBe(0);
    expect((await cosigned(await file('edited.jsonl', (await log.bundle()).replace('佐藤', '佐籐')))).code).toBe(1);
    expect((await cosigned(await file('letter.txt', 'no ledger'))).code).toBe(2);
    expect((await cosigned(join(folder, 'nowhere'))).code).toBe(2);
    await Promise.all([log.close(), forked.close()]);
    await rm(folder, { recursive: true });
  });
});
