// Two acts at the same moment, and the very moment at which something ends: one of them wins, the ledger tells it once, and nothing is half done.
import { randomBytes } from 'node:crypto';
import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadFile } from '../../client/cli/upload.ts';
import { run } from '../../server/running.ts';
import { openConnection } from '../../server/store/connection.ts';
import type { DepositView, TransferView } from '../../server/http/wire/transfers.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from '../http/terminal-lines.ts';
import { quickHasher } from '../quick-hasher.ts';
import { draftFor, foundTown, onMachine, upload, type Someone, type Town } from '../town.ts';
import { head, kept, problemIn, raw, type Answer } from './line.ts';
import { collectable } from './steps.ts';

describe('acts that meet', () => {
  let town: Town;
  let second: Someone;
  let terminal: TestTerminal;
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    second = await secondAdministrator(town);
    terminal = await terminalOf(town, 'send', second);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const again = async (...people: Someone[]): Promise<void> => { for (const who of people) await who.signInAgain(); };
  const wins = (results: readonly PromiseSettledResult<unknown>[]): number => results.filter(({ status }) => status === 'fulfilled').length;
  const codes = (results: readonly PromiseSettledResult<unknown>[]): string[] => results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { problem?: { code: string } }).problem?.code ?? String(one.reason)] : []));
  const acts = async (id: string): Promise<string[]> => (await town.sato.api.call('timeline', { id })).filter(({ result }) => result === 'done').map(({ act }) => act);
  const submitted = async (): Promise<TransferView> => {
    await again(town.sato, town.takahashi);
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'a.csv', randomBytes(300));
    const [transfer] = (await town.sato.api.call('submit', { id: draft.id })).transfers;
    if (transfer === undefined) throw new Error('expected one transfer');
    return transfer;
  };
  const get = ({ id, files }: TransferView, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => raw(town.running.origins.contractor, head(town.tanaka, 'GET', `/api/v1/transfers/${id}/files/${files[0]?.id ?? ''}/body`, { connection: 'close', ...headers }));
  const fulfils = { destination: true, content: true, attachments: true } as const;

  it('approval, sending back and recall of one transfer: exactly one of them is done [H 133] [ASVS 2.3.4] [ASVS 15.4.2]', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const { id, digest } = await submitted();
      const results = await Promise.allSettled([town.takahashi.api.call('approve', { id, body: { ...fulfils, digest } }), town.takahashi.api.call('sendBack', { id, body: { reason: '数が違う', digest } })]);
      expect([wins(results), codes(results).length]).toEqual([1, 1]);
      expect((await acts(id)).filter((act) => ['approve', 'return'].includes(act))).toHaveLength(1);
      const next = await submitted();
      await Promise.allSettled([town.takahashi.api.call('approve', { id: next.id, body: { ...fulfils, digest: next.digest } }), town.sato.api.call('recall', { id: next.id, body: { reason: 'not-needed' } })]);
      const { state } = await town.sato.api.call('transfer', { id: next.id });
      // A recall may come after the approval, never the approval after the recall.
      const order = (await acts(next.id)).filter((act) => ['approve', 'recall'].includes(act));
      expect([order.join(), state]).toEqual([expect.toSatisfy((one: string) => ['approve', 'recall', 'approve,recall'].includes(one)), expect.toSatisfy((one: string) => (order.includes('recall') ? ['recalled', 'wiping', 'wiped'].includes(one) : one === 'released'))]);
    }
  });

  it('five submissions of one draft, and a file and its discarding beside: one set of transfers, or none [H 134] [ASVS 2.3.3]', async () => {
    await again(town.sato);
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'a.csv', randomBytes(300));
    const results = await Promise.allSettled([...Array.from({ length: 5 }, () => town.sato.api.call('submit', { id: draft.id })), upload(town.sato, draft.id, 'b.csv', randomBytes(300)), town.sato.api.call('discard', { id: draft.id })]);
    expect(wins(results.slice(0, 5)) + wins(results.slice(6))).toBe(1);
    const rows = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', 'in', ['deposit', 'discard']).where('result', '=', 'done').orderBy('idx', 'desc').limit(2).execute();
    expect(rows.filter(({ bytes }) => draft.transfers.some(({ id }) => bytes.includes(id)) || bytes.includes(draft.id)).length).toBeLessThanOrEqual(1);
  });

  it('a recall and the first byte of a download: whoever asks after the recall was answered gets nothing [H 135] [ASVS 15.4.2]', async () => {
    const { transfer } = await collectable(town, [randomBytes(50_000)]);
    const [recalled, ...got] = await Promise.all([town.sato.api.call('recall', { id: transfer.id, body: { reason: 'other' } }), get(transfer), get(transfer)]);
    expect(['recalled', 'wiping', 'wiped']).toContain(recalled.state);
    for (const answer of got) expect([200, 206, 409, 410]).toContain(answer.status);
    const after = await get(transfer);
    expect([after.status, ['ALREADY_WIPED', 'RECALLED', 'WRONG_STATE'].includes(problemIn(after).code)]).toEqual([expect.toSatisfy((status: number) => status === 409 || status === 410), true]);
  });

  it('the last moment to collect and the clock that ends it: at the millisecond it is open, one later closed, and a receipt before is kept [H 136]', async () => {
    const { transfer } = await collectable(town, [randomBytes(1_000)]);
    const last = Date.parse((await town.sato.api.call('transfer', { id: transfer.id })).collectBy);
    town.time.advance((last - town.time.wall() - 20) / 60_000);
    await again(town.tanaka, town.sato);
    expect((await get(transfer)).status).toBe(200);
    town.time.advance(21 / 60_000);
    const results = await Promise.allSettled([town.running.gateway.tick(), get(transfer)]);
    const answer = results[1].status === 'fulfilled' ? results[1].value : null;
    expect(answer === null ? 0 : answer.status).toBeGreaterThanOrEqual(400);
    await town.running.gateway.tick();
    expect((await town.sato.api.call('transfer', { id: transfer.id })).ended?.why).toBe('expired');
  });

  it('two administrators who shut each other out at once: one of them stays [H 137]', async () => {
    await again(town.admin, second);
    const results = await Promise.allSettled([town.admin.api.call('disableAccount', { id: second.id }), second.api.call('disableAccount', { id: town.admin.id })]);
    expect(wins(results)).toBe(1);
    const active = await town.running.gateway.store.read.selectFrom('accounts').select('id').where('role', '=', 'administrator').where('disabled_at', 'is', null).execute();
    expect(active).toHaveLength(1);
    const [left, gone] = active[0]?.id === town.admin.id ? [town.admin, second] : [second, town.admin];
    // Who stayed cannot bring the other back alone; the machine can.
    const { seen = '' } = (await left.api.call('accounts', {})).find(({ id }) => id === gone.id) ?? {};
    await expect(left.api.call('changeAccount', { id: gone.id, body: { changes: { active: true }, seen, reason: '復帰' } })).rejects.toMatchObject({ problem: { code: 'ADMINISTRATOR_BY_TWO' } });
    await onMachine(town, { login: gone.login, name: null });
  });

  it('signing out and a request of the same session: what comes after the sign-out was answered is nobody\'s [H 138] [ASVS 7.4.1]', async () => {
    await again(town.sato);
    const headers = town.sato.line.headers();
    const origin = town.running.origins.ward;
    const ask = () => raw(origin, `GET /api/v1/transfers HTTP/1.1\r\nhost: ${new URL(origin).host}\r\ncookie: ${headers['cookie'] ?? ''}\r\nconnection: close\r\n\r\n`);
    const [out] = await Promise.all([raw(origin, head(town.sato, 'DELETE', '/api/v1/session', { connection: 'close' })), ask(), ask()]);
    expect([out.status, (await ask()).status]).toEqual([204, 401]);
    await again(town.sato);
  });

  it('a standing approval of one file a day and three sendings at once: one goes, two wait for a person; none goes once it was revoked [H 139] [ASVS 2.3.2]', async () => {
    await again(town.sato, town.takahashi, town.admin, second);
    const formId = town.engagement.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '';
    const { approvals } = await town.takahashi.api.call('grantStandingApproval', { id: town.engagement.id, body: { formId, recipientId: town.firm.id, weekdays: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 1440, maxFiles: 1, maxBytes: 10_000, lastDay: '2026-12-31' } });
    const id = approvals[0]?.id ?? '';
    await town.sato.api.call('agreeStandingApproval', { id });
    const prepared = async (): Promise<DepositView> => {
      const made = await terminal.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId, recipientIds: [town.firm.id], quantity: 1 } });
      const address = terminal.api.address('addFile', { id: made.id });
      await uploadFile({ address, headers: await terminal.line.sign('POST', address), name: `${randomBytes(4).toString('hex')}.txt`, chunks: (async function* () { yield await Promise.resolve(randomBytes(20)); })() });
      return made;
    };
    const drafts = [await prepared(), await prepared(), await prepared()];
    const sent = await Promise.all(drafts.map((one) => terminal.api.call('submit', { id: one.id })));
    expect(sent.map(({ transfers }) => transfers[0]?.state).sort()).toEqual(['awaiting-approval', 'awaiting-approval', 'released']);
    town.time.advance(24 * 60);
    await again(town.sato, town.takahashi);
    const next = await prepared();
    const [state] = await Promise.all([terminal.api.call('submit', { id: next.id }).then(({ transfers }) => transfers[0]?.state), town.takahashi.api.call('revokeStandingApproval', { id, body: { reason: '取りやめ' } })]);
    expect(['released', 'awaiting-approval']).toContain(state);
    const late = await prepared();
    expect((await terminal.api.call('submit', { id: late.id })).transfers[0]?.state).toBe('awaiting-approval');
    await expect(town.sato.api.call('agreeStandingApproval', { id })).rejects.toMatchObject({ problem: { code: 'STANDING_REVOKED' } });
  });

  it('ranges in odd units, overlapping, without an end or a beginning: never more than the file, and never a receipt for it [H 140]', async () => {
    await again(town.tanaka, town.sato, town.takahashi);
    const { transfer } = await collectable(town, [randomBytes(5_000)]);
    const whole = (await get(transfer, { range: 'lines=0-1' }));
    const size = Number(whole.headers['content-length']);
    expect([whole.status, size > 5_000]).toEqual([200, true]);
    const other = (await collectable(town, [randomBytes(5_000)])).transfer;
    for (const range of ['bytes=0-9,0-9,0-9', 'bytes=0-0,-1', 'bytes=-', 'bytes=', 'bytes=a-b', 'bytes=0x0-0x9', 'bytes=-99999999999999999999', 'bytes=0-99999999999999999999', 'BYTES=0-1', 'bytes=1-0, 0-1', 'bytes = 0-1', `bytes=${'0-1,'.repeat(500)}0-1`]) {
      const answer = await get(other, { range });
      expect([range.slice(0, 30), answer.status]).toEqual([range.slice(0, 30), expect.toSatisfy((status: number) => [200, 206, 400, 409, 416].includes(status))]);
      expect(Number(answer.headers['content-length'] ?? 0)).toBeLessThanOrEqual(Math.max(size, 2_000));
    }
    // A condition that does not hold gives the whole file; a weak one never holds.
    const third = (await collectable(town, [randomBytes(5_000)])).transfer;
    const etag = (await get(third, { range: 'bytes=0-0' })).headers['etag'] ?? '';
    expect(etag).toMatch(/^"/);
    expect((await get(third, { range: 'bytes=0-0', 'if-range': etag })).status).toBe(206);
    expect((await get(third, { range: 'bytes=0-0', 'if-range': `W/${etag}` })).status).toBe(200);
  });
});

describe('a database that is not as it was left', () => {
  it('is opened again with what was kept when it is sound; locked, cut or overwritten the gateway does not start, and changes nothing of it [H 88]', async () => {
    const town = await foundTown();
    const before = (await town.running.gateway.store.read.selectFrom('ledger_entries').select('idx').execute()).length;
    await town.running.close();
    /** Starts on a copy of the data that `spoil` was let loose on. */
    const start = async (spoil: (file: string) => Promise<void>): Promise<number> => {
      const dataFolder = join(town.folder, randomBytes(4).toString('hex'));
      await cp(town.settings.dataFolder, dataFolder, { recursive: true });
      const file = join(dataFolder, 'kagibako.db');
      await spoil(file);
      const left = await readFile(file);
      const running = await run({ ...town.settings, dataFolder, ward: { ...town.settings.ward, port: 0 }, contractor: { ...town.settings.contractor, port: 0 } }, { time: town.time, random: randomBytes, tickEvery: 0, webFolder: null, hasher: quickHasher, fault: () => undefined }).catch(async (error: unknown) => {
        expect(left.equals(await readFile(file))).toBe(true);
        throw error;
      });
      const entries = (await running.gateway.store.read.selectFrom('ledger_entries').select('idx').execute()).length;
      await running.close();
      return entries;
    };
    expect(await start(() => Promise.resolve())).toBe(before);
    await expect(start((file) => truncate(file, 4_096 * 3))).rejects.toThrow();
    await expect(start((file) => writeFile(file, Buffer.alloc(8_192, 'x')))).rejects.toThrow();
    await expect(start((file) => writeFile(file, ''))).rejects.toMatchObject({ code: 'NOT_INITIALISED' });
    let other: Awaited<ReturnType<typeof openConnection>> | undefined;
    await expect(start(async (file) => {
      other = await openConnection(file, 'write');
      await other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    })).rejects.toThrow(/locked/);
    await other?.close();
    // A journal of another database is not played into this one.
    expect(await start((file) => writeFile(`${file}-wal`, randomBytes(40_000)))).toBe(before);
    await rm(town.folder, { recursive: true, force: true });
  });
});

describe('what a refused request leaves', () => {
  it('is nothing: bodies, locks, rows and texts are as before after a hundred odd uploads [H 141] [ASVS 1.4.3]', async () => {
    const town = await foundTown({ policy: { locks: 'password' } });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const before = await kept(town);
    for (let i = 0; i < 50; i += 1) {
      const bytes = randomBytes(i * 7);
      const answer = await raw(town.running.origins.ward, Buffer.concat([Buffer.from(head(town.sato, 'POST', `/api/v1/deposits/${draft.id}/files`, { 'content-type': 'multipart/form-data; boundary=b', 'content-length': String(bytes.length), connection: 'close' })), bytes]));
      expect([i, answer.status]).toEqual([i, expect.toSatisfy((status: number) => status >= 400 && status < 500)]);
    }
    expect(await kept(town)).toEqual(before);
    expect(town.faults).toEqual([]);
    await town.close();
  });
});
