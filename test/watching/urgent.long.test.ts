// What must not wait for the week's end: a scanner that fell silent stands at the auditor's home at once, and addresses that no one of a firm came from are said by the entries.
import { createServer, type Server, type Socket } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectable } from '../hostile/steps.ts';
import { safeConfig } from '../scanning/daemon.ts';
import { startReceiver } from '../forwarding/receiver.ts';
import { foundTown, type Town } from '../town.ts';
import { lineFrom } from './line-from.ts';

/** Answers in clamd's place, on its socket. */
async function answerAt(path: string): Promise<Server> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined).on('data', () => socket.end('ClamAV 1.4.3/27500/Thu Jul  2 01:00:00 2026\0'));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}

const entered = async ({ running }: Town, ...acts: string[]) => (await running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'bytes']).where('act', 'in', acts).orderBy('idx').execute())
  .map(({ act, bytes }) => ({ act, facts: (JSON.parse(bytes) as { facts?: Record<string, unknown> }).facts ?? {} }));

describe('a scanner that falls silent', () => {
  let town: Town;
  let folder: string;
  let clamd: Server;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'silent-'));
    await writeFile(join(folder, 'clamd.conf'), safeConfig(join(folder, 'socket'), '/dev/shm').join('\n'));
    clamd = await answerAt(join(folder, 'socket'));
    town = await foundTown({ environment: { KAGIBAKO_SCANNER: 'clamd', KAGIBAKO_CLAMD_CONFIG: join(folder, 'clamd.conf') } });
  });
  afterAll(async () => {
    clamd.close();
    expect(town.faults).toEqual([]);
    await town.close();
    await rm(folder, { recursive: true });
  });

  it('is entered once, over a restart too, shows at once, and is entered once more when it answers again [O 0-7] [O 1-5] [ASVS 16.3.4]', async () => {
    const turn = (): Promise<void> => town.running.gateway.tick();
    const acts = async (): Promise<string[]> => (await entered(town, 'scanner-silent', 'scanner-back')).map(({ act }) => act);
    await turn();
    expect(await acts()).toEqual([]);
    await new Promise((resolve) => clamd.close(resolve));
    await turn();
    await turn();
    expect(await acts()).toEqual(['scanner-silent']);
    expect((await town.auditor.api.call('auditHome', {})).urgent).toMatchObject({ alarms: [{ code: 'SCANNER_SILENT' }], entries: [{ act: 'scanner-silent' }] });
    expect((await town.admin.api.call('health', {})).rows.find(({ key }) => key === 'alarms')).toMatchObject({ verdict: 'act', figures: [{ value: ['SCANNER_SILENT'] }] });
    // A start asks for an answer; that it fell silent again right after it is no news.
    await town.restart(async () => {
      clamd = await answerAt(join(folder, 'socket'));
    });
    await new Promise((resolve) => clamd.close(resolve));
    await turn();
    expect(await acts()).toEqual(['scanner-silent']);
    clamd = await answerAt(join(folder, 'socket'));
    await turn();
    await turn();
    expect(await acts()).toEqual(['scanner-silent', 'scanner-back']);
    // That it happened stays in sight until the week is reviewed.
    expect((await town.auditor.api.call('auditHome', {})).urgent).toMatchObject({ alarms: [], entries: [{ act: 'scanner-silent' }] });
    town.time.advance(7 * 24 * 60);
    await town.auditor.signInAgain();
    const [waiting] = (await town.auditor.api.call('auditHome', {})).waitingWeeks;
    const { seen, findings } = await town.auditor.api.call('logWeek', { week: waiting?.week ?? '' });
    expect(findings.find(({ rule }) => rule === 'scanner-silent')).toMatchObject({ count: 1, fired: true });
    await town.auditor.api.call('reviewLog', { body: { week: waiting?.week ?? '', seen, anomaly: true, assessment: '再起動で直った。', action: '保守へ連絡した。' } });
    const home = await town.auditor.api.call('auditHome', {});
    expect([home.urgent.entries, home.waitingWeeks]).toEqual([[], []]);
  });
});

describe('addresses and thresholds', () => {
  let town: Town;

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('a collection from where nobody of the firm came before says so; a firm\'s first address and one that is known do not [O 0-7]', async () => {
    const { transfer } = await collectable(town);
    const news = async () => (await entered(town, 'sign-in', 'start-collecting')).filter(({ facts }) => facts['newAddress'] === true).map(({ act }) => act);
    expect(await news()).toEqual([]);
    const line = lineFrom('127.0.0.2', town.running.origins.contractor);
    await line.api.call('signIn', { body: { login: 'tanaka', password: town.tanaka.password, page: town.firm.page } });
    const { files } = await line.api.call('transfer', { id: transfer.id });
    expect(await line.take(line.api.address('body', { id: transfer.id, fileId: files[0]?.id ?? '' }))).toBeGreaterThan(2_000);
    expect(await news()).toEqual(['sign-in', 'start-collecting']);
    const rows = await town.running.gateway.store.read.selectFrom('known_addresses').selectAll().execute();
    expect(rows.map(({ first }) => first).sort()).toEqual([0, 1]);
    expect(JSON.stringify(rows)).not.toContain('127.0.0');
    const collecting = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'start-collecting').executeTakeFirstOrThrow();
    expect(collecting.bytes).not.toContain('127.0.0');
    const again = lineFrom('127.0.0.2', town.running.origins.contractor);
    await again.api.call('signIn', { body: { login: 'tanaka', password: town.tanaka.password, page: town.firm.page } });
    expect(await news()).toEqual(['sign-in', 'start-collecting']);
    await town.auditor.signInAgain();
    const { findings } = await town.auditor.api.call('logWeek', { week: '2026-06-29' });
    expect(findings.find(({ rule }) => rule === 'new-address')).toMatchObject({ count: 2, fired: true, most: { name: '田中 誠', count: 2 } });
  });

  it('an auditor sets a threshold with a reason, which is entered; it holds for what is not reviewed, and a rule cannot be switched off [O 0-7]', async () => {
    await town.auditor.signInAgain();
    const { api } = town.auditor;
    const fired = async () => (await api.call('logWeek', { week: '2026-06-29' })).findings.find(({ rule }) => rule === 'new-address')?.fired;
    const before = await api.call('logWeek', { week: '2026-06-29' });
    const ask = (body: { rule: string; perWeek: number | null; perPerson: number | null }) => api.call('changeThreshold', { body: { ...body, reason: '代替拠点の訓練の間。' } });
    expect(await ask({ rule: 'new-address', perWeek: 3, perPerson: null })).toMatchObject({ perWeek: 3, usual: { perWeek: 1 }, changed: { by: '監査 花子', reason: '代替拠点の訓練の間。' } });
    expect(await fired()).toBe(false);
    expect((await api.call('logWeek', { week: '2026-06-29' })).seen).not.toBe(before.seen);
    expect((await api.call('thresholds', {})).rules.find(({ rule }) => rule === 'new-address')).toMatchObject({ perWeek: 3, changed: { reason: '代替拠点の訓練の間。' } });
    expect(await entered(town, 'change-threshold')).toEqual([{ act: 'change-threshold', facts: { rule: 'new-address', from: { perWeek: 1 }, to: { perWeek: 3 } } }]);
    await expect(ask({ rule: 'new-address', perWeek: 3, perPerson: null })).rejects.toMatchObject({ problem: { code: 'THRESHOLD_UNCHANGED' } });
    await expect(ask({ rule: 'new-address', perWeek: null, perPerson: null })).rejects.toMatchObject({ problem: { code: 'THRESHOLD_OF_NOTHING' } });
    await expect(ask({ rule: 'new-address', perWeek: 0, perPerson: null })).rejects.toMatchObject({ problem: { code: 'INVALID_REQUEST' } });
    await expect(ask({ rule: 'no-such-rule', perWeek: 1, perPerson: null })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await town.admin.signInAgain();
    await expect(town.admin.api.call('thresholds', {})).rejects.toMatchObject({ problem: { status: 403 } });
  });
});

describe('a gateway whose ledger is forwarded', () => {
  it('sends all of it, and says on its health page and by an alarm when the receiver stays away [O 0-7]', async () => {
    const receiver = await startReceiver();
    const town = await foundTown({ environment: { KAGIBAKO_SYSLOG_URL: `tcp://127.0.0.1:${receiver.port}` } });
    const row = async () => (await town.admin.api.call('health', {})).rows.find(({ key }) => key === 'forwarding');
    const size = async () => (await town.running.gateway.store.read.selectFrom('ledger_entries').select((make) => make.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
    try {
      await town.running.gateway.tick();
      await expect.poll(async () => (await row())?.figures[0]?.value, { timeout: 50_000 }).toBe(0);
      expect(receiver.messages.map(({ data }) => Number(data['index']))).toEqual([...Array(await size()).keys()]);
      expect(receiver.messages[0]?.host).toBe('kagibako.local');
      await receiver.close();
      await town.auditor.signInAgain();
      town.time.advance(11);
      await town.running.gateway.tick();
      expect(await row()).toMatchObject({ verdict: 'act', advice: 'syslog-silent' });
      expect((await town.auditor.api.call('auditHome', {})).urgent.alarms).toMatchObject([{ code: 'SYSLOG_SILENT' }]);
      const back = await startReceiver({ port: receiver.port });
      await town.restart();
      await town.running.gateway.tick();
      const all = await size();
      await expect.poll(() => back.messages.length, { timeout: 50_000 }).toBeGreaterThan(0);
      await expect.poll(async () => (await row())?.figures[0]?.value, { timeout: 50_000 }).toBe(0);
      const came = [...receiver.messages, ...back.messages].map(({ data }) => Number(data['index']));
      expect([...new Set(came)].slice(0, all)).toEqual([...Array(all).keys()]);
      await back.close();
      expect(town.faults).toEqual([]);
    } finally {
      await town.close();
    }
  });
});
