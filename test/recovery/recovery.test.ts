import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { verifyBundle } from '../../server/ledger/verify.ts';
import { RecoveryRefused } from '../../server/recovery/refusal.ts';
import { filesIn, findOnDisk, inEveryForm, samplesOf } from '../crash/disk.ts';
import { foundTown, draftFor, upload, type Town } from '../town.ts';
import { copyOf, dataIn, exported, fileIn, lose, plain, recall, restoreTown, runUnder, send } from './lost-town.ts';

const names = { before: '消去した後の写し.csv', waiting: '待っている名前.csv', after: '写しの後に消去.csv' };

async function chunksOf(file: string): Promise<AsyncIterable<Uint8Array>> {
  const bytes = await readFile(file);
  return (async function* () { yield await Promise.resolve(bytes); })();
}
const codeOf = (error: unknown): string => (error instanceof RecoveryRefused ? error.code : String(error));
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', codeOf);

describe('a copy and its restore', () => {
  let town: Town;
  beforeEach(async () => {
    town = await foundTown({ policy: plain });
  });
  afterEach(() => town.close());

  it('a copy taken while an upload runs holds no lock, no key, no sealed file and no name of what was wiped [H 77] [H 89] [I 5] [O 1-21]', async () => {
    const wiped = await send(town, names.before);
    await recall(town, wiped);
    await send(town, names.waiting);
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    let copied = false;
    const to = fileIn(town, 'one.backup');
    const slow = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('1,2,3\r\n'.repeat(20_000));
      await copyOf(town, to);
      copied = true;
      yield Buffer.from('4,5,6\r\n');
    };
    await upload(town.sato, draft.id, '途中.csv', slow());
    expect(copied).toBe(true);
    const vault = `${town.settings.dataFolder}/vault`;
    const secrets = [...await samplesOf(vault, 'locks'), ...await samplesOf(vault, 'bodies')];
    expect(secrets.length).toBeGreaterThan(3);
    const keys = (await filesIn(town.settings.keysFolder)).filter((path) => path.endsWith('.key')).flatMap((path) => inEveryForm(path, readFileSync(path)));
    const token = /=([^;]+)/.exec(town.sato.line.headers()['cookie'] ?? '')?.[1] ?? '';
    const sessions = await town.running.gateway.store.read.selectFrom('sessions').select('id_hash').execute();
    expect(sessions.length).toBeGreaterThan(0);
    const text = (what: string, value: string) => ({ what, bytes: Buffer.from(value) });
    const bytes = await readFile(to);
    const found = [...secrets, ...keys, text('token', token), ...sessions.map(({ id_hash }) => text('session', id_hash)), text('name', names.before), text('plaintext', '1,2,3')].filter((needle) => bytes.includes(Buffer.from(needle.bytes)));
    expect(found.map(({ what }) => what)).toEqual([]);
    // What it is for is in it; and nothing of the making is left.
    expect(bytes.includes(Buffer.from(names.waiting))).toBe(true);
    expect((await dataIn(town)).filter((name) => name.startsWith('copying'))).toEqual(['copying.lock']);
  });

  it('what was wiped since stays wiped, what waited is to be deposited again, and the ledger goes on from the newer export [H 88] [H 89] [I 4] [I 5] [I 7] [I 9]', async () => {
    const [later, waiting] = [await send(town, names.after), await send(town, names.waiting)];
    const copy = fileIn(town, 'one.backup');
    const manifest = await copyOf(town, copy);
    const early = await town.running.gateway.ledger.checkpoint();
    await recall(town, later);
    const unknown = await send(town, '写しの後.csv');
    await town.admin.api.call('addSection', { body: { name: '税務課', telephone: '03-0000-2222' } });
    const certificate = await town.auditor.api.call('story', { id: later }).then(({ entries }) => entries.find(({ act }) => act === 'issue-document'));
    const bundle = await exported(town.running, fileIn(town, 'ledger.jsonl'));
    const newest = await town.running.gateway.ledger.checkpoint();
    const { vkey } = town.running.gateway.ledger;
    await town.restart(async () => {
      await lose(town);
      const done = await restoreTown(town, copy, { bundles: [bundle] });
      expect(done).toMatchObject({ copied: manifest.size, wiped: 1, again: 2, cited: null });
      expect(done.size).toBeGreaterThan(manifest.size);
      expect(done.unknown).toHaveLength(1);
      expect(done.acts.get('add-section')).toBe(1);
    });
    await town.running.gateway.tick();
    await town.sato.signInAgain();
    const views = await Promise.all([later, waiting].map((id) => town.sato.api.call('transfer', { id })));
    expect(views.map(({ state }) => state)).toEqual(['wiped', 'wiped']);
    expect(views[1]?.recall).toMatchObject({ reason: 'restored', collectedBefore: false });
    expect(await findOnDisk([town.settings.dataFolder], [{ what: 'name', bytes: Buffer.from(names.after) }, { what: 'name', bytes: Buffer.from(names.waiting) }])).toEqual([]);
    const { store } = town.running.gateway;
    const acts = await store.read.selectFrom('ledger_entries').select(['act', 'transfer_id']).where('act', 'in', ['recall', 'restore']).where('idx', '>=', manifest.size).orderBy('idx').execute();
    expect(acts.map(({ act, transfer_id: id }) => [act, id])).toEqual([['recall', later], ['restore', null], ['recall', waiting], ['recall', unknown]]);
    // The certificate that was issued after the copy is there again, under its number; the next one has the next.
    const rows = await store.read.selectFrom('wipe_certificates').select(['transfer_id', 'number']).orderBy('number').execute();
    expect(rows).toEqual([{ transfer_id: later, number: 1 }, { transfer_id: waiting, number: 2 }]);
    expect(certificate).toBeDefined();
    const after = await exported(town.running, fileIn(town, 'after.jsonl'));
    const verdict = await verifyBundle(await chunksOf(after), { sha256, verifyEd25519, vkeys: [vkey], known: [early, newest] });
    expect(verdict.firstBad).toBeUndefined();
    // And it works: the sender deposits again.
    expect(await send(town, names.waiting)).not.toBe('');
    expect(town.faults).toEqual([]);
  });

  it('a ledger shorter than a known head is refused, and under a new name its first entry cites that head; both verifiers follow [H 88] [I 7]', async () => {
    const waiting = await send(town, names.waiting);
    const copy = fileIn(town, 'one.backup');
    await copyOf(town, copy);
    const early = await town.running.gateway.ledger.checkpoint();
    await send(town, '失われる.csv');
    const middle = await town.running.gateway.ledger.checkpoint();
    await send(town, 'これも失われる.csv');
    const newest = await town.running.gateway.ledger.checkpoint();
    const { vkey } = town.running.gateway.ledger;
    const [kept, origin, faults] = [fileIn(town, 'kept.note'), 'kagibako.local/ledger-2', [] as string[]];
    await writeFile(kept, newest);
    await town.restart(async () => {
      const lost = await lose(town);
      expect(await refusal(restoreTown(town, copy, { checkpoints: [kept] }))).toBe('LEDGER_SHORT');
      expect(await refusal(restoreTown(town, copy, {}, origin))).toBe('ORIGIN_DIFFERS');
      expect(await dataIn(town)).toEqual(expect.not.arrayContaining(['kagibako.db']));
      const done = await restoreTown(town, copy, { checkpoints: [kept] }, origin);
      expect(done).toMatchObject({ again: 1, cited: Number(newest.split('\n')[1]) });
      const running = await runUnder(town, origin, faults);
      await running.gateway.tick();
      const bundle = await exported(running, fileIn(town, 'origin-2.jsonl'));
      const [own, lines] = [running.gateway.ledger.vkey, (await readFile(bundle, 'utf8')).split('\n')];
      expect(await running.gateway.store.read.selectFrom('transfers').select('state').where('id', '=', waiting).executeTakeFirst()).toEqual({ state: 'wiped' });
      await running.close();
      const opened = lines.find((line) => line.includes('"act":"open-origin"')) ?? '';
      expect(opened).toContain(`"size":${String(done.cited)}`);
      expect(opened).toContain(newest.split('\n')[2]);
      for (const trusted of [vkey, own]) {
        const verdict = await verifyBundle(await chunksOf(bundle), { sha256, verifyEd25519, vkeys: [trusted], known: [early, middle, newest] });
        expect(verdict.firstBad).toBeUndefined();
        expect(verdict.unverifiable).toContainEqual({ what: 'heads-lost', count: 2 });
      }
      await copyFile(`${lost}/kagibako.db`, `${town.settings.dataFolder}/kagibako.db`);
    });
    expect(faults).toEqual([]);
  });

  it('refuses a copy that was changed, is of another ledger or cut short, and data that is there; nothing is changed by it', async () => {
    const copy = fileIn(town, 'one.backup');
    await copyOf(town, copy);
    expect(await refusal(copyOf(town, copy))).toBe('COPY_THERE');
    expect(await refusal(restoreTown(town, copy))).toBe('DATA_THERE');
    await town.restart(async () => {
      const [lost, bytes] = [await lose(town), await readFile(copy)];
      const changed = async (change: (bytes: Buffer) => Buffer): Promise<string> => {
        const file = fileIn(town, `changed-${randomBytes(3).toString('hex')}`);
        await writeFile(file, change(Buffer.from(bytes)));
        return refusal(restoreTown(town, file));
      };
      expect(await changed((all) => { all[all.length - 100] = (all.at(-100) ?? 0) ^ 1; return all; })).toBe('COPY_DIFFERS');
      expect(await changed((all) => all.subarray(0, -5))).toBe('COPY_DIFFERS');
      expect(await changed((all) => Buffer.concat([all, Buffer.from('x')]))).toBe('COPY_DIFFERS');
      expect(await changed((all) => Buffer.from(all.toString('latin1').replace(/size \d+/, 'size 3'), 'latin1'))).toBe('COPY_UNSIGNED');
      expect(await changed((all) => all.subarray(0, 20))).toBe('COPY_UNREADABLE');
      expect((await dataIn(town)).filter((name) => !name.endsWith('.lock'))).toEqual([]);
      await copyFile(`${lost}/kagibako.db`, `${town.settings.dataFolder}/kagibako.db`);
    });
  });
});
