// A gateway with witnesses: what they cosign stands on its heads and in its exports; what they refuse is told on every page.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { parseWitnessKey, verifyCosignatures } from '../../server/ledger/cosignature.ts';
import { fromBase64, joined, utf8 } from '../../server/ledger/encoding.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseNote } from '../../server/ledger/note.ts';
import { tilePath, tilesOf } from '../../server/ledger/tiles.ts';
import { createFrontier, leafHash } from '../../server/ledger/tree.ts';
import { openConnection } from '../../server/store/connection.ts';
import { SEED } from '../ledger/temporary-ledger.ts';
import { foundTown, type Town } from '../town.ts';
import { startWitness, witnessCommand, type RunningWitness } from './running.ts';

describe('a gateway and its witnesses', () => {
  let folder: string;
  let town: Town;
  let vkey: string;
  let offline: string;
  let witness: RunningWitness;
  let port: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kagibako-witness-'));
    const init = async (name: string): Promise<string> => (await witnessCommand(['init', '--folder', join(folder, name), '--name', name])).out.at(-1) ?? '';
    [vkey, offline] = [await init('online'), await init('offline')];
    // A port that is free, and stays the witness's: the log's key is known only once the gateway has one.
    const probe = await startWitness(join(folder, 'online'), [createSigner('probe.example/ledger', SEED).vkey]);
    port = Number(new URL(probe.url).port);
    await probe.stop();
    town = await foundTown({ environment: { KAGIBAKO_WITNESSES: `${vkey}@http://127.0.0.1:${port} ${offline}` } });
    witness = await startWitness(join(folder, 'online'), [town.running.gateway.ledger.vkey], port);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await witness.stop();
    await town.close();
    await rm(folder, { recursive: true });
  });

  /** The clock's work some minutes later, and what the witnesses then said. */
  const turn = async (minutes = 6): Promise<void> => {
    town.time.advance(minutes);
    await town.running.gateway.tick();
    await town.running.gateway.witnessing.settled();
  };
  const home = () => town.auditor.api.call('auditHome', {});
  const row = async () => (await home()).witnesses.find(({ name }) => name === 'online');
  const bundle = async (): Promise<string> => (await town.auditor.api.call('ledgerExport', {})).text();

  it('keeps the cosignature of its newest head, gives it out with the head, and tells how far each witness vouches [I 7]', async () => {
    await turn();
    const { cosigned, witnesses } = await home();
    expect(witnesses.map(({ name, trouble }) => [name, trouble])).toEqual([['offline', null], ['online', null]]);
    const heads = await town.running.gateway.store.search.selectFrom('cosignatures').selectAll().execute();
    expect(heads).toMatchObject([{ size: cosigned?.size }]);
    const lines = (await bundle()).split('\n').filter((line) => line.includes('— online '));
    expect(lines).toHaveLength(1);
    const { checkpoint } = JSON.parse(lines[0] ?? '') as { checkpoint: string };
    expect(await verifyCosignatures(checkpoint, [parseWitnessKey(sha256, vkey)], verifyEd25519)).toHaveLength(1);
    expect(parseCheckpoint(parseNote(checkpoint).text).size).toBe(cosigned?.size);
  });

  it('is held up by no witness that is silent, says since when, and goes on where it stopped [H 101] [ASVS 16.5.2]', async () => {
    await witness.stop();
    await bundle();
    await turn();
    expect(await row()).toMatchObject({ trouble: 'silent' });
    expect((await town.running.gateway.ledger.checkpoint()).length).toBeGreaterThan(0);
    expect((await town.auditor.api.call('gateway', {})).alarms).toEqual([]);
    witness = await startWitness(join(folder, 'online'), [town.running.gateway.ledger.vkey], port);
    await turn();
    expect(await row()).toMatchObject({ trouble: null, size: (await home()).cosigned?.size });
  });

  it('takes a cosignature made offline from an auditor, once it holds over its own head, and enters that', async () => {
    const file = join(folder, 'bundle.jsonl');
    await writeFile(file, await bundle());
    expect((await witnessCommand(['cosign', file, '--folder', join(folder, 'offline'), '--log', town.running.gateway.ledger.vkey])).code).toBe(0);
    const checkpoint = await readFile(`${file}.cosigned`, 'utf8');
    const bring = (text: string) => town.auditor.api.call('addCosignatures', { body: { checkpoint: text } });
    const size = parseCheckpoint(parseNote(checkpoint).text).size;
    expect(await bring(checkpoint)).toEqual({ size, witnesses: ['offline'] });
    expect((await town.auditor.api.call('searchLedger', { body: { act: 'add-cosignatures' } })).total).toBe(1);
    expect(await bring(checkpoint)).toEqual({ size, witnesses: ['offline'] });
    expect((await town.auditor.api.call('searchLedger', { body: { act: 'add-cosignatures' } })).total).toBe(1);
    expect((await home()).witnesses.find(({ name }) => name === 'offline')).toMatchObject({ size, trouble: null });
    const [text = '', lines = ''] = checkpoint.split('\n\n');
    const changed = Buffer.from(fromBase64(lines.trim().split('\n').at(-1)?.split(' ')[2] ?? '') ?? []);
    changed.writeUInt8(changed.readUInt8(75) ^ 1, 75);
    for (const [given, code] of [
      ['no checkpoint', 'COSIGNATURE_MALFORMED'], [`${text}\n\n${lines.split('\n')[0] ?? ''}\n`, 'COSIGNATURE_MISSING'],
      [`${text}\n\n— offline ${changed.toString('base64')}\n`, 'COSIGNATURE_BAD'], [checkpoint.replace(`\n${size}\n`, `\n${size + 1000}\n`), 'COSIGNATURE_BAD'],
    ] as const) await expect(bring(given)).rejects.toMatchObject({ problem: { code } });
    await expect(town.sato.api.call('addCosignatures', { body: { checkpoint } })).rejects.toMatchObject({ problem: { code: 'NOT_ALLOWED' } });
  });

  it('gives auditors its tree as tiles: the signed root is computed from them alone; no entry is served [I 7]', async () => {
    const note = await (await town.auditor.api.call('checkpoint', {})).text();
    const { size, root } = parseCheckpoint(parseNote(note).text);
    const get = (path: string, who = town.auditor) => who.line.fetch(`${town.running.origins.ward}/api/v1/${path}`, {});
    const frontier = createFrontier(sha256);
    for (const tile of tilesOf(size).filter(({ level }) => level === 0)) {
      const bytes = new Uint8Array(await (await get(tilePath(tile))).arrayBuffer());
      expect(bytes.length).toBe(tile.width * 32);
      for (let at = 0; at < bytes.length; at += 32) frontier.push(bytes.slice(at, at + 32));
    }
    expect(Buffer.compare(frontier.root(), root)).toBe(0);
    const first = await town.running.gateway.store.search.selectFrom('ledger_entries').select('bytes').where('idx', '=', 0).executeTakeFirstOrThrow();
    const one = new Uint8Array(await (await get('tile/0/000.p/1')).arrayBuffer());
    expect(Buffer.compare(one, leafHash(sha256, utf8(first.bytes)))).toBe(0);
    for (const path of ['tile/0/x001/000', 'tile/0/000.p/0', 'tile/1/001', 'tile/64/000', 'tile/entries/000', 'tile/0/0', 'tile/0/000.p/01']) expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect((await get('tile/0/000.p/1', town.sato)).status).toBe(403);
  });

  it('a database rewritten behind its back is refused by the witness, and every page and the ledger say so, also after a restart [I 7]', async () => {
    await turn();
    expect(await row()).toMatchObject({ trouble: null });
    await town.restart(async () => {
      // Whoever owns the disk edits an entry, computes the tree anew, and removes every signed head so that the key signs the new history.
      const database = await openConnection(join(town.settings.dataFolder, 'kagibako.db'), 'write');
      await database.exec('DELETE FROM cosignatures; DELETE FROM ledger_checkpoints; DELETE FROM ledger_nodes;');
      const rows = await database.all('SELECT idx, bytes FROM ledger_entries ORDER BY idx');
      const level: Uint8Array[][] = [[]];
      for (const one of rows) {
        const bytes = String(one['bytes']).replace('監査 花子', '監査 次郎');
        const leaf = leafHash(sha256, utf8(bytes));
        await database.run('UPDATE ledger_entries SET bytes = ?, leaf_hash = ? WHERE idx = ?', [bytes, Buffer.from(leaf), Number(one['idx'])]);
        level[0]?.push(leaf);
      }
      for (let at = 0; (level[at]?.length ?? 0) > 0; at += 1) {
        const nodes = level[at] ?? [];
        for (const [idx, hash] of nodes.entries()) await database.run('INSERT INTO ledger_nodes (level, idx, hash) VALUES (?, ?, ?)', [at, idx, Buffer.from(hash)]);
        level.push(Array.from({ length: Math.floor(nodes.length / 2) }, (_, i) => sha256(joined(Uint8Array.of(1), nodes[2 * i] ?? new Uint8Array(), nodes[2 * i + 1] ?? new Uint8Array()))));
      }
      await database.close();
    });
    await town.auditor.signInAgain();
    await turn();
    expect(await row()).toMatchObject({ trouble: 'refused' });
    expect((await town.auditor.api.call('gateway', {})).alarms.map(({ code }) => code)).toEqual(['WITNESS_REFUSED']);
    await town.admin.signInAgain();
    const health = await town.admin.api.call('health', {});
    expect(health.rows.filter(({ verdict }) => verdict === 'act').map(({ key }) => key)).toContain('witnesses');
    expect(await readdir(join(folder, 'online', 'refused'))).not.toEqual([]);
    await turn();
    const told = await town.running.gateway.store.search.selectFrom('ledger_entries').select('bytes').where('act', '=', 'witness-refused').execute();
    expect(told.map(({ bytes }) => (JSON.parse(bytes) as { facts: { why: string } }).facts.why)).toEqual(['refused']);
    await town.restart();
    await turn(1);
    await town.auditor.signInAgain();
    expect((await town.auditor.api.call('gateway', {})).alarms.map(({ code }) => code)).toEqual(['WITNESS_REFUSED']);
  });
});
