// The unattended commands against a gateway in this process: what goes, what stands aside, what is fetched, opened and confirmed, and how each run ends.
import { randomBytes } from 'node:crypto';
import { cp, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectCommand } from '../../../client/cli/collect/command.ts';
import { openCommand, type OpenArguments } from '../../../client/cli/open/command.ts';
import { sendCommand, type SendArguments } from '../../../client/cli/send/command.ts';
import type { Exit } from '../../../client/cli/unattended/ending.ts';
import { makeKeyPair, type KeyPair } from '../../../client/opening.ts';
import { lockFolder } from '../../../server/store/folder-lock.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from '../../http/terminal-lines.ts';
import { confirmedCertificate, foundTown, start, type Someone, type Town } from '../../town.ts';

const passphrase = 'みどり の つくえ 3';
type Event = Readonly<Record<string, unknown>> & { readonly event: string };
interface Ran { readonly code: Exit; readonly events: readonly Event[] }

describe('kagibako send, collect and open', () => {
  let town: Town;
  let second: Someone;
  let sender: TestTerminal;
  let collector: TestTerminal;
  let key: KeyPair;
  let tray: string;
  let shelf: string;
  beforeAll(async () => {
    town = await foundTown({ policy: { approval: { 'to-contractor': false, 'to-section': false }, passwordGapMinutes: 0, maxFileBytes: 1_000_000 } });
    key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    second = await secondAdministrator(town);
    [sender, collector] = [await terminalOf(town, 'send', second), await terminalOf(town, 'collect', second)];
    [tray, shelf] = [join(town.folder, 'tray'), join(town.folder, 'shelf')];
    await mkdir(tray);
    await writeFile(join(town.folder, 'key.asc'), key.privateKey);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  async function ran(work: (around: Parameters<typeof sendCommand>[1]) => Promise<Exit>): Promise<Ran> {
    const events: Event[] = [];
    let clock = 0;
    const code = await work({ json: true, out: (line) => void events.push(JSON.parse(line) as Event), draw: null, now: () => town.time.wall(), monotonic: () => (clock += 1000), signal: new AbortController().signal });
    return { code, events };
  }
  const send = (given: Partial<SendArguments>): Promise<Ran> => ran((around) => sendCommand({
    paths: [], gateway: sender.origin, key: sender.keyFile, engagement: town.engagement.title, form: '納入通知書 印字データ', recipients: ['株式会社みどり印刷'], quantity: 'rows', once: true, quiet: '0.001', every: '0.1', after: 'move', ...given,
  }, around));
  const collect = (): Promise<Ran> => ran((around) => collectCommand({ into: shelf, gateway: collector.origin, key: collector.keyFile }, around));
  const named = ({ events }: Ran, name: string): Event[] => events.filter(({ event }) => event === name);
  const csv = (rows: number): string => `被保険者番号,氏名\r\n${'0000000001,髙橋 﨑子\r\n'.repeat(rows)}`;

  /** Opens with everything in files that are open as descriptors. */
  async function opened(number: string, secrets: { password: string; passphrase?: string; signIn?: string }, given: Partial<OpenArguments> = {}): Promise<Ran> {
    const file = join(town.folder, 'typed');
    await writeFile(file, `${secrets.passphrase ?? passphrase}\n${secrets.password}\n${secrets.signIn ?? town.tanaka.password}\n`);
    const typed = await open(file);
    try {
      return await ran((around) => openCommand({
        folder: join(shelf, number), keys: [join(town.folder, 'key.asc')], passphraseFd: typed.fd, passwordFd: typed.fd, signInFd: typed.fd, confirm: true, login: 'tanaka', page: town.firm.page, quantity: '3', ...given,
      }, around));
    } finally {
      await typed.close();
    }
  }
  async function notice(number: string): Promise<string> {
    town.time.advance(1);
    await town.sato.signInAgain();
    const { transfers } = await town.sato.api.call('transfers', { query: { state: 'released' } });
    return (await town.sato.api.call('addNotice', { body: { transferIds: [transfers.find((one) => one.number === number)?.id ?? ''] } })).password;
  }

  it('sends what lies in the folder, a poisoned file stands aside with its reason, and what is unfinished or a link is let lie', async () => {
    await writeFile(join(tray, 'a.csv'), csv(3));
    await writeFile(join(tray, 'big.csv'), randomBytes(1_200_000));
    await mkdir(join(tray, '束'));
    for (const name of ['1.csv', '2.csv']) await writeFile(join(tray, '束', name), csv(2));
    for (const name of ['b.csv.part', '.hidden', '~$c.xlsx', 'empty.csv']) await writeFile(join(tray, name), name === 'empty.csv' ? '' : 'x');
    const run = await send({ watch: tray });
    expect(run.code).toBe(1);
    expect(named(run, 'submitted')).toHaveLength(2);
    expect(named(run, 'failed')).toMatchObject([{ file: 'big.csv', code: 'FILE_TOO_BIG' }]);
    expect((await readdir(tray)).sort()).toEqual(['.hidden', '.kagibako', 'b.csv.part', 'empty.csv', 'failed', 'sent', '~$c.xlsx']);
    const [aside = ''] = await readdir(join(tray, 'failed'));
    expect((await readdir(join(tray, 'failed', aside))).sort()).toEqual(['big.csv', 'reason.txt']);
    expect(await readFile(join(tray, 'failed', aside, 'reason.txt'), 'utf8')).toMatch(/^FILE_TOO_BIG\n/);
    const { transfers } = await town.sato.api.call('transfers', { query: { state: 'released' } });
    expect(transfers.map(({ fileCount, quantity }) => [fileCount, quantity]).sort()).toEqual([[1, 3], [2, 4]]);
    // Nothing of the refused one is left as a draft.
    expect((await town.sato.api.call('transfers', { query: { state: 'draft' } })).transfers).toEqual([]);
    expect((await send({ watch: tray })).events.map(({ event }) => event)).toEqual(['end']);
    for (const name of await readdir(join(tray, 'sent'))) expect((await readdir(join(tray, 'sent', name)))).toHaveLength(1);
  });

  it('sends a file that carries its marker, by what the marker says; without one it lies', async () => {
    const folder = join(town.folder, 'marked');
    await mkdir(folder);
    for (const name of ['x.dat', 'y.dat', 'z.dat']) await writeFile(join(folder, name), randomBytes(50));
    await writeFile(join(folder, 'x.dat.done'), '{"quantity": 77}');
    await writeFile(join(folder, 'y.dat.done'), JSON.stringify({ sha256: '0'.repeat(64), quantity: 1 }));
    const run = await send({ watch: folder, marker: '.done', quantity: '5' });
    expect([run.code, named(run, 'seen').map(({ quantity }) => quantity), named(run, 'failed').map(({ code }) => code)]).toEqual([1, [77, 1], ['CONTENT_DIFFERS']]);
    expect((await readdir(folder)).sort()).toEqual(['.kagibako', 'failed', 'sent', 'z.dat']);
  });

  it('sends named files once, says so the second time, and leaves them where they are', async () => {
    const file = join(town.folder, 'named.csv');
    await writeFile(file, csv(4));
    const given = { paths: [file], ledger: join(town.folder, 'ledger'), quantity: '4' };
    const numbers = named(await send(given), 'submitted').map((one) => one['numbers']);
    expect(numbers).toHaveLength(1);
    const again = await send(given);
    expect([again.code, named(again, 'already').map((one) => one['numbers'])]).toEqual([0, numbers]);
    expect((await stat(file)).size).toBeGreaterThan(0);
    expect(named(await send({ ...given, again: true }), 'submitted')).toHaveLength(1);
  });

  it('collects sealed, once, is counted as collected, takes a new lock, and a person opens and confirms with a signed receipt', async () => {
    expect((await collect()).events).toEqual([]);
    const { transfers } = await town.sato.api.call('transfers', { query: { state: 'released' } });
    const { number, id } = transfers.find(({ quantity }) => quantity === 3) ?? { number: '', id: '' };
    const first = await notice(number);
    const run = await collect();
    expect([run.code, named(run, 'fetched').map((one) => one['number'])]).toEqual([0, [number]]);
    expect((await readdir(join(shelf, number))).sort()).toEqual(['01.body', 'HOW-TO-OPEN.txt', 'gateway.asc', 'lock.pgp', 'manifest.json', 'manifest.json.asc', 'transfer.json']);
    expect((await town.sato.api.call('transfer', { id })).state).toBe('collected');
    expect((await collect()).events).toEqual([]);
    const { notice: shown } = await town.sato.api.call('transfer', { id });
    const renewed = (await town.sato.api.call('renewNotice', { id: shown?.id ?? '' })).password;
    expect(named(await collect(), 'lock-renewed')).toHaveLength(1);

    expect(await opened(number, { password: first })).toMatchObject({ code: 1, events: [{ event: 'not-opened', code: 'PASSWORD_WRONG' }] });
    expect(await opened(number, { password: renewed, passphrase: 'ちがう ことば' })).toMatchObject({ code: 1, events: [{ code: 'PASSPHRASE_WRONG' }] });
    const spoiled = join(shelf, 'spoiled');
    await cp(join(shelf, number), spoiled, { recursive: true });
    const body = await readFile(join(spoiled, '01.body'));
    body[body.length - 30] = (body[body.length - 30] ?? 0) ^ 1;
    await writeFile(join(spoiled, '01.body'), body);
    expect(await opened('spoiled', { password: renewed })).toMatchObject({ code: 1, events: [{ code: 'FILE_DAMAGED' }] });
    await writeFile(join(spoiled, 'manifest.json'), (await readFile(join(spoiled, 'manifest.json'), 'utf8')).replace('あさぎり', 'ゆうなぎ'));
    expect(await opened('spoiled', { password: renewed })).toMatchObject({ code: 1, events: [{ code: 'SIGNATURE_BAD' }] });
    await rm(spoiled, { recursive: true });
    // Nothing plain is left of what failed.
    expect((await readdir(shelf)).sort()).toEqual(['.kagibako', number]);

    const good = await opened(number, { password: renewed });
    expect(good).toMatchObject({ code: 0, events: expect.arrayContaining([expect.objectContaining({ event: 'confirmed', number, quantity: 3, signed: true })]) as unknown });
    expect(await readFile(join(shelf, `${number}-opened`, 'a.csv'), 'utf8')).toBe(csv(3));
    expect((await stat(join(shelf, `${number}-opened`, 'a.csv'))).mode & 0o777).toBe(0o600);
    expect((await town.sato.api.call('transfer', { id })).confirmation).toMatchObject({ quantity: 3, by: { name: '田中 誠' } });
    expect(JSON.parse(await readFile(join(shelf, number, 'receipt.json'), 'utf8'))).toMatchObject({ statement: { fingerprint: key.fingerprint } });
    const acts = (await town.sato.api.call('timeline', { id })).map(({ act }) => act);
    expect([acts.filter((act) => act === 'collect').length, acts.includes('collect-again')]).toEqual([1, false]);
  });

  it('ends with a code that a scheduler understands: wrong use 2, no credential 3, no gateway 4, another run 5', async () => {
    expect((await send({ watch: tray, paths: ['x'] })).code).toBe(2);
    expect((await send({ watch: tray, engagement: 'ないぎょうむ' })).code).toBe(2);
    expect((await send({ watch: tray, key: join(town.folder, 'absent.pem') })).code).toBe(2);
    const other = await lockFolder(join(tray, '.kagibako', 'in-use.db'));
    expect(await send({ watch: tray })).toMatchObject({ code: 5, events: [{ event: 'busy' }] });
    await other.close();
    expect((await send({ watch: tray })).code).toBe(0);
    await second.api.call('revokeUnattended', { id: sender.view.id, body: { reason: '更新' } });
    await writeFile(join(tray, 'late.csv'), csv(1));
    const refused = await send({ watch: tray });
    expect([refused.code, named(refused, 'credential')]).toMatchObject([3, [{ event: 'credential' }]]);
    // Nothing was taken out of the folder.
    expect(await readdir(tray)).toContain('late.csv');
    await writeFile(join(shelf, '.kagibako', 'collected.jsonl'), '{"n":0,"at":"2026-07-02T05:00:00.000Z","state":"fetched"}\n{"n":7}\n');
    expect((await collect()).code).toBe(2);
  });
});
