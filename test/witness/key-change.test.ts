// A witness follows the ledger's key by itself where the change is proved to it, and nothing else makes it follow.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecord } from '../../client/cli/witness/record.ts';
import { createWitness, type Witness } from '../../client/cli/witness/witness.ts';
import { formatAddCheckpoint } from '../../server/ledger/add-checkpoint.ts';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { changeLedgerKey } from '../../server/ledger/key-change.ts';
import { createLedger } from '../../server/ledger/ledger.ts';
import { formatLogKey } from '../../server/ledger/log-key.ts';
import { createCosigner, createSigner, sha256 } from '../../server/ledger/node-primitives.ts';
import { parseNote, parseVerifierKey, signNote } from '../../server/ledger/note.ts';
import { keyChanges } from '../../server/ledger/witness-keys.ts';
import { runBuilt } from '../cli/command.ts';
import { changeKey, rotateLedgerKey } from '../keys/changing.ts';
import { openTemporaryLedger, ORIGIN, SEED, type TemporaryLedger } from '../ledger/temporary-ledger.ts';
import { foundTown } from '../town.ts';
import { startWitness, witnessCommand } from './running.ts';

const at = '2026-04-02T00:30:00.000Z';
const signerOf = (mask: number) => createSigner(ORIGIN, SEED.map((byte) => byte ^ mask));
const [first, second, thief] = [signerOf(0), signerOf(0x55), signerOf(0xaa)];

describe('a witness that is told of another key', () => {
  let folder: string;
  let opened: TemporaryLedger;
  let witness: Witness;
  const ledgerOf = (signer: typeof first) => createLedger({ store: opened.store, signer, origin: ORIGIN, now: () => at, randomBytes: () => new Uint8Array(32).fill(7) });
  const ask = async (oldSize: number, note: string) => (await witness.answer(formatAddCheckpoint({ oldSize, note, proof: await opened.ledger.consistencyProof(oldSize, parseCheckpoint(parseNote(note).text).size) }))).status;
  const change = () => opened.store.change((tx) => changeLedgerKey(tx, { ledger: ledgerOf(first), from: first, to: second, origin: ORIGIN, by: '情報 花子', at, reach: () => undefined }));
  const newest = async (): Promise<string> => (await opened.store.read.selectFrom('ledger_checkpoints').select('note').orderBy('size', 'desc').limit(1).executeTakeFirstOrThrow()).note;
  const body = async (): Promise<string> => (await keyChanges({ store: opened.store, ledger: opened.ledger }))[0] ?? '';
  const reopen = () => createWitness({ cosigner: createCosigner('witness', new Uint8Array(32).fill(9)), logs: [parseVerifierKey(sha256, first.vkey)], record: openRecord(folder), now: () => Date.parse(at) });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kagibako-witness-'));
    opened = await openTemporaryLedger();
    for (let count = 0; count < 3; count += 1) await opened.append();
    await opened.ledger.sign();
    witness = reopen();
    expect(await ask(0, await newest())).toBe(200);
  });
  afterEach(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });

  it('follows the entry that the first key signed, also after a restart, and takes the first key no more [I 7]', async () => {
    await change();
    const both = await newest();
    const ledger = ledgerOf(second);
    await opened.store.change((tx) => ledger.append(tx, { at, act: 'deposit', result: 'done', actor: { system: true } }));
    await ledger.sign();
    expect(await ask(3, await newest())).toBe(403);
    for (let times = 0; times < 2; times += 1) expect(await witness.follow(await body())).toEqual({ status: 200, origin: ORIGIN, to: second.vkey });
    const [keys = ''] = (await readdir(folder)).filter((name) => name.endsWith('.keys'));
    expect(await readFile(join(folder, keys), 'utf8')).toBe(`${first.vkey} ${second.vkey}\n`);
    witness = reopen();
    expect(await ask(3, both)).toBe(200);
    const { text } = parseNote(await newest());
    expect(await ask(4, signNote(text, [first])), 'a stolen first key').toBe(403);
    expect(await ask(4, await newest())).toBe(200);
  });

  it('follows nobody who put a signature under a head, named keys in an entry that is not in the tree, or took another head [I 7]', async () => {
    const head = await newest();
    const { text } = parseNote(head);
    const entry = (await opened.store.read.selectFrom('ledger_entries').select('bytes').where('idx', '=', 2).executeTakeFirstOrThrow()).bytes;
    const forged = JSON.stringify({ act: 'rotate-ledger-key', facts: { from: first.vkey, to: thief.vkey }, index: 2, result: 'done' });
    const proof = { index: 2, hashes: await opened.ledger.inclusionProof(2, 3), checkpoint: signNote(text, [first, thief]) };
    expect(await witness.follow(formatLogKey(forged, proof)), 'no such entry').toMatchObject({ status: 403 });
    expect(await witness.follow(formatLogKey(entry, proof)), 'another entry').toMatchObject({ status: 400 });
    await change();
    const good = await body();
    const [real = ''] = good.split('\n');
    const turned = { index: 3, hashes: await opened.ledger.inclusionProof(3, 4), checkpoint: '' };
    for (const signers of [[first], [second], [second, thief]]) {
      expect(await witness.follow(formatLogKey(real, { ...turned, checkpoint: signNote(parseNote(await newest()).text, signers) })), 'not signed by both').toMatchObject({ status: 403 });
    }
    expect(await witness.follow(good.replaceAll(ORIGIN, 'other.example/ledger'))).toMatchObject({ status: 404 });
    for (const wrong of ['', 'entry', `${real}\n`, good.slice(0, -20)]) expect((await witness.follow(wrong)).status).toBe(400);
    expect((await readdir(folder)).filter((name) => name.endsWith('.keys'))).toEqual([]);
    expect((await witness.follow(good)).status).toBe(200);
  });
});

describe('a gateway whose ledger key was changed', () => {
  it('is cosigned on by its witnesses, which nobody told of the new key; kagibako verify says so under either key [I 7]', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-witness-'));
    const init = async (name: string): Promise<string> => (await witnessCommand(['init', '--folder', join(folder, name), '--name', name])).out.at(-1) ?? '';
    const [vkey, offline, unknown] = [await init('online'), await init('offline'), await init('unknown')];
    const probe = await startWitness(join(folder, 'online'), [first.vkey]);
    const port = Number(new URL(probe.url).port);
    await probe.stop();
    const town = await foundTown({ environment: { KAGIBAKO_WITNESSES: `${vkey}@http://127.0.0.1:${port} ${offline}` } });
    const old = town.running.gateway.ledger.vkey;
    let witness = await startWitness(join(folder, 'online'), [old], port);
    try {
      const turn = async (): Promise<void> => {
        town.time.advance(6);
        await town.running.gateway.tick();
        await town.running.gateway.witnessing.settled();
      };
      const file = join(folder, 'bundle.jsonl');
      const save = async (): Promise<void> => writeFile(file, await (await town.auditor.api.call('ledgerExport', {})).text());
      const bring = async (): Promise<unknown> => {
        await save();
        expect(await witnessCommand(['cosign', file, '--folder', join(folder, 'offline'), '--log', old])).toMatchObject({ code: 0 });
        return town.auditor.api.call('addCosignatures', { body: { checkpoint: await readFile(`${file}.cosigned`, 'utf8') } });
      };
      await turn();
      await bring();
      await town.restart(async () => {
        await changeKey(town, rotateLedgerKey);
      });
      const next = town.running.gateway.ledger.vkey;
      // The first head bears both signatures; the next one only the new one, and the witness is told why.
      await turn();
      await town.auditor.signInAgain();
      await turn();
      await expect.poll(() => witness.said.filter((line) => line.includes(next))).toHaveLength(1);
      // The new key is remembered: the command that starts the witness stays as it was.
      await witness.stop('SIGKILL');
      witness = await startWitness(join(folder, 'online'), [old], port);
      await bring();
      await turn();
      const { witnesses, cosigned } = await town.auditor.api.call('auditHome', {});
      expect(witnesses.map(({ name, trouble }) => [name, trouble])).toEqual([['offline', null], ['online', null]]);
      await save();
      for (const key of [old, next]) {
        const verified = await runBuilt('client/cli/main.js', ['verify', file, '--vkey', key, '--witness', vkey, offline, unknown]);
        expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(new RegExp(`online[^\\n]*: 記録 ${cosigned?.size ?? ''}件まで副署`)) as unknown]);
        expect(verified.out).toMatch(/offline[^\n]*: 記録 \d+件まで副署/);
        expect(verified.out).toMatch(/unknown[^\n]*: 副署なし/);
      }
      const json = await runBuilt('client/cli/main.js', ['verify', file, '--vkey', old, '--witness', vkey, '--json']);
      expect(JSON.parse(json.out)).toMatchObject({ ok: true, witnesses: [{ size: cosigned?.size }], header: { vkeys: [old, next] } });
      const broken = (await readFile(file, 'utf8')).replace(/(— online )([A-Za-z0-9+/]{8})(.)/g, (_whole, name: string, id: string, one: string) => `${name}${id}${one === 'A' ? 'B' : 'A'}`);
      await writeFile(file, broken);
      expect((await runBuilt('client/cli/main.js', ['verify', file, '--vkey', old, '--witness', vkey])).code).toBe(1);
      expect(town.faults).toEqual([]);
    } finally {
      await witness.stop();
      await town.close();
      await rm(folder, { recursive: true });
    }
  });
});
