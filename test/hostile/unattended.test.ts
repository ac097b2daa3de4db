// Unattended terminals against somebody in between, somebody with another key, and a terminal that wants more than its scope.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi, Refused } from '../../client/api.ts';
import { terminalLine } from '../../client/terminal-line.ts';
import { makeTerminalKey, readTerminalKey } from '../../client/terminal-key.ts';
import { scopes } from '../../server/http/scopes.ts';
import type { Route } from '../../server/http/wire/route.ts';
import { routes } from '../../server/http/wire/routes.ts';
import { addEngagement, foundTown, testPolicy, type Someone, type Town } from '../town.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from '../http/terminal-lines.ts';

let town: Town;
let second: Someone;
let sender: TestTerminal;
let collector: TestTerminal;

beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' } });
  second = await secondAdministrator(town);
  [sender, collector] = [await terminalOf(town, 'send', second), await terminalOf(town, 'collect', second)];
});
afterAll(() => town.close());

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Refused ? error.problem.code : String(error)));
const ask = async (terminal: TestTerminal, path: string, init: { method: string; headers?: Record<string, string>; body?: string }, sent: Partial<{ method: string; path: string; body: string; headers: Record<string, string> }> = {}): Promise<string> => {
  const signed = await terminal.line.sign(init.method, `${terminal.origin}${path}`, init.headers, init.body);
  const body = sent.body ?? init.body;
  const response = await fetch(`${terminal.origin}${sent.path ?? path}`, { method: sent.method ?? init.method, headers: { ...init.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...signed, ...sent.headers }, ...(body === undefined ? {} : { body }) });
  const answer: unknown = await response.json().catch(() => null);
  return typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : String(response.status);
};
const outgoing = ({ forms }: Town['engagement']): string => forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '';
const draftBody = (): string => JSON.stringify({ engagementId: town.engagement.id, formId: outgoing(town.engagement), recipientIds: [town.firm.id], quantity: 1 });

describe('a signature', () => {
  it('lets the terminal act as itself, for the person who answers for it', async () => {
    const session = await sender.api.call('session', {});
    expect(session.account).toMatchObject({ id: town.sato.id, name: '自動転送端末「夜間送受信機」（責任者 佐藤 恵）', canApprove: false });
    expect((await collector.api.call('transfers', { query: { limit: '10' } })).transfers).toEqual([]);
  });

  it('is good for one request only, also after a restart', async () => {
    const url = `${sender.origin}/api/v1/session`;
    const signed = await sender.line.sign('GET', url);
    const send = async (): Promise<number> => (await fetch(url, { headers: signed })).status;
    expect(await send()).toBe(200);
    expect(await send()).toBe(401);
    await town.restart();
    expect(await send()).toBe(401);
    // Ten at once: one of them is the first.
    const fresh = await sender.line.sign('GET', url);
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await fetch(url, { headers: fresh })).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it('is of this request: another method, path, query, body, key for doubles or person in the middle [ASVS 4.1.5]', async () => {
    const body = draftBody();
    const key = { 'idempotency-key': randomBytes(12).toString('hex') };
    const post = { method: 'POST', headers: key, body };
    expect(await ask(collector, '/api/v1/transfers?limit=10', { method: 'GET' }, { path: '/api/v1/transfers?limit=11' })).toBe('SIGNATURE_REFUSED');
    expect(await ask(collector, '/api/v1/transfers?limit=10', { method: 'GET' }, { path: '/api/v1/transfers' })).toBe('SIGNATURE_REFUSED');
    expect(await ask(sender, '/api/v1/session', { method: 'GET' }, { path: '/api/v1/engagements' })).toBe('SIGNATURE_REFUSED');
    expect(await ask(sender, '/api/v1/session', { method: 'GET' }, { method: 'DELETE' })).toBe('SIGNATURE_REFUSED');
    expect(await ask(sender, '/api/v1/deposits', post, { body: body.replace('"quantity":1', '"quantity":2') })).toBe('SIGNATURE_REFUSED');
    expect(await ask(sender, '/api/v1/deposits', post, { headers: { 'idempotency-key': 'another-key-0001' } })).toBe('SIGNATURE_REFUSED');
    expect(await ask(sender, '/api/v1/deposits', post, { headers: { range: 'bytes=0-1' } })).toBe('SIGNATURE_REFUSED');
    expect(await ask(sender, '/api/v1/deposits', post, { headers: { 'x-http-method-override': 'DELETE' } })).toBe('SIGNATURE_REFUSED');
    // The same, unchanged, passes.
    expect(await ask(sender, '/api/v1/deposits', post)).toBe('201');
  });

  it('is of this key: of another one, or of one that nobody registered, it is none', async () => {
    const signed = await sender.line.sign('GET', `${sender.origin}/api/v1/session`);
    const foreign = `${town.folder}/foreign.pem`;
    await makeTerminalKey(foreign);
    const line = await terminalLine(sender.origin, foreign, () => town.time.wall());
    expect(await codeOf(createApi({ base: sender.origin, fetch: line.fetch }).call('session', {}))).toBe('SIGNATURE_REFUSED');
    const own = await line.sign('GET', `${sender.origin}/api/v1/session`);
    const mixed = { ...own, 'signature-input': signed['signature-input'] ?? '' };
    expect((await fetch(`${sender.origin}/api/v1/session`, { headers: mixed })).status).toBe(401);
    // On the other listener the key is nobody's.
    const across = await terminalLine(collector.origin, sender.keyFile, () => town.time.wall());
    expect(await codeOf(createApi({ base: collector.origin, fetch: across.fetch }).call('session', {}))).toBe('SIGNATURE_REFUSED');
  });

  it('is of this moment: two minutes either way, and no later than it says itself', async () => {
    const at = async (seconds: number): Promise<string> => {
      const line = await terminalLine(sender.origin, sender.keyFile, () => town.time.wall() + seconds * 1000);
      return codeOf(createApi({ base: sender.origin, fetch: line.fetch }).call('session', {}));
    };
    expect([await at(-121), await at(-119), await at(119), await at(122)]).toEqual(['SIGNATURE_TIME', 'done', 'done', 'SIGNATURE_TIME']);
  });

  it('that names the key without being its own is counted as a stranger\'s and enters nothing in anybody\'s name', async () => {
    const signed = await sender.line.sign('GET', `${sender.origin}/api/v1/session`);
    const before = (await town.running.gateway.store.read.selectFrom('ledger_entries').select('idx').where('actor_id', '=', town.sato.id).execute()).length;
    for (let i = 0; i < 5; i += 1) await fetch(`${sender.origin}/api/v1/engagements`, { headers: signed });
    expect((await town.running.gateway.store.read.selectFrom('ledger_entries').select('idx').where('actor_id', '=', town.sato.id).execute()).length).toBe(before);
    town.time.advance(2);
    await town.running.gateway.tick();
    const strangers = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'strangers').orderBy('idx', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(strangers.bytes).toContain('"kind":"sign-in-failed"');
  });
});

describe('the scope', () => {
  const every = Object.entries<Route>(routes);
  const idFor = (path: string): string => path.replace(/:week/, '2026-06-29').replace(/\*place/, '000').replace(/:[a-zA-Z]+/g, 'ab'.repeat(16));
  it.each([['send', 'ward'], ['collect', 'contractor']] as const)('of %s has every other route of the table refused and entered [ASVS 8.2.1]', async (scope, side) => {
    const terminal = scope === 'send' ? sender : collector;
    const foreign = every.filter(([name, route]) => route.sides.includes(side) && route.roles !== 'anyone' && !(scopes[scope] as readonly string[]).includes(name));
    expect(foreign.length).toBeGreaterThan(50);
    const answered: string[] = [];
    for (const [name, route] of foreign) {
      const body = route.body === undefined ? undefined : '{}';
      answered.push(`${name} ${await ask(terminal, `/api/v1${idFor(route.path)}`, { method: route.method, headers: { 'idempotency-key': 'scope-test-0001' }, ...(body === undefined ? {} : { body }) })}`);
    }
    // A role that may not is told so first by no route: the scope is asked before it.
    expect(answered.filter((line) => !line.endsWith(' UNATTENDED_SCOPE'))).toEqual([]);
    const entries = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('result', '=', 'refused').where('actor_id', '=', scope === 'send' ? town.sato.id : town.tanaka.id).execute();
    expect(entries.filter(({ bytes }) => bytes.includes('UNATTENDED_SCOPE') && bytes.includes(terminal.view.id)).length).toBe(foreign.length);
  });

  it('names only routes that there are', () => {
    const names = [...scopes.send, ...scopes.collect].filter((name) => name !== 'upload');
    expect(names.filter((name) => !Object.hasOwn(routes, name))).toEqual([]);
  });

  it('ends at its engagements, and at the deposits that it made itself', async () => {
    const other = await addEngagement(town.admin, { sectionIds: [town.section.id], contractorIds: [town.firm.id], policy: { ...testPolicy, locks: 'password' }, title: '別の業務' });
    expect(await codeOf(sender.api.call('addDeposit', { idempotencyKey: 'other-0000001', body: { engagementId: other.id, formId: outgoing(other), recipientIds: [town.firm.id], quantity: 1 } }))).toBe('NOT_FOUND');
    expect((await sender.api.call('engagements', {})).map(({ id }) => id)).toEqual([town.engagement.id]);
    const own = await town.sato.api.call('addDeposit', { idempotencyKey: 'person-000001', body: { engagementId: town.engagement.id, formId: outgoing(town.engagement), recipientIds: [town.firm.id], quantity: 1 } });
    expect(await codeOf(sender.api.call('deposit', { id: own.id }))).toBe('NOT_FOUND');
    expect(await codeOf(sender.api.call('discard', { id: own.id }))).toBe('NOT_FOUND');
    const made = await sender.api.call('addDeposit', { idempotencyKey: 'own-00000001', body: { engagementId: town.engagement.id, formId: outgoing(town.engagement), recipientIds: [town.firm.id], quantity: 1 } });
    expect((await sender.api.call('deposit', { id: made.id })).id).toBe(made.id);
    // The person who answers for it may clear up after it.
    expect(await codeOf(town.sato.api.call('discard', { id: made.id }))).toBe('done');
  });
});

describe('registering', () => {
  it('needs a second administrator, who heard the fingerprint [ASVS 2.3.5]', async () => {
    const waiting = await terminalOf(town, 'send');
    expect(waiting.view.state).toBe('waiting');
    expect(await codeOf(waiting.api.call('session', {}))).toBe('UNATTENDED_WAITING');
    expect(await codeOf(town.admin.api.call('confirmUnattended', { id: waiting.view.id, body: { fingerprint: waiting.view.words } }))).toBe('UNATTENDED_SELF_CONFIRMED');
    expect(await codeOf(second.api.call('confirmUnattended', { id: waiting.view.id, body: { fingerprint: sender.view.words } }))).toBe('UNATTENDED_FINGERPRINT');
    expect((await second.api.call('confirmUnattended', { id: waiting.view.id, body: { fingerprint: waiting.view.fingerprint.replace(/(.{4})/g, '$1 ') } })).state).toBe('active');
    expect(await codeOf(waiting.api.call('session', {}))).toBe('done');
  });

  it('is undone at once, with a reason, and never again with the same key [ASVS 6.5.6]', async () => {
    const lost = await terminalOf(town, 'send', second);
    await lost.api.call('session', {});
    const revoked = await second.api.call('revokeUnattended', { id: lost.view.id, body: { reason: '端末を紛失したため' } });
    expect(revoked).toMatchObject({ state: 'revoked', revoked: { reason: '端末を紛失したため', by: { name: '管理 次郎' } }, may: [] });
    expect(await codeOf(lost.api.call('session', {}))).toBe('UNATTENDED_REVOKED');
    const { publicLine } = await readTerminalKey(lost.keyFile);
    expect(await codeOf(town.admin.api.call('registerUnattended', { body: { name: 'もう一度', publicKey: publicLine, scope: 'send', responsibleId: town.sato.id, engagementIds: [town.engagement.id], lastDay: '2026-12-31' } }))).toBe('UNATTENDED_KEY_TAKEN');
  });

  it('takes no key that is none, no person who does not fit, no day that is over or too far [ASVS 2.2.3]', async () => {
    const good = { name: '端末', publicKey: `ed25519:${randomBytes(32).toString('base64')}`, scope: 'send' as const, responsibleId: town.sato.id, engagementIds: [town.engagement.id], lastDay: '2026-12-31' };
    const code = (change: Partial<typeof good> | { scope: 'collect' }): Promise<string> => codeOf(town.admin.api.call('registerUnattended', { body: { ...good, ...change } }));
    expect(await code({ publicKey: 'ed25519:AAAA' })).toBe('UNATTENDED_KEY_REFUSED');
    expect(await code({ responsibleId: town.tanaka.id })).toBe('UNATTENDED_MISFIT');
    expect(await code({ scope: 'collect' })).toBe('UNATTENDED_MISFIT');
    expect(await code({ responsibleId: town.admin.id })).toBe('UNATTENDED_MISFIT');
    expect(await code({ engagementIds: ['ab'.repeat(16)] })).toBe('UNATTENDED_MISFIT');
    expect(await code({ lastDay: '2026-07-02' })).toBe('UNATTENDED_EXPIRY');
    expect(await code({ lastDay: '2027-07-30' })).toBe('UNATTENDED_EXPIRY');
  });

  it('stays within the municipality', async () => {
    const far = await foundTown();
    const admin = await secondAdministrator(far);
    expect(await codeOf(admin.api.call('confirmUnattended', { id: sender.view.id, body: { fingerprint: sender.view.words } }))).toBe('NOT_FOUND');
    await far.close();
  });
});

describe('a terminal stops', () => {
  it('with its last day', async () => {
    const brief = await terminalOf(town, 'send', second, { lastDay: '2026-07-03' });
    expect(brief.view.endsSoon).toBe(true);
    await town.restart();
    town.time.advance(34 * 60);
    expect(await codeOf(brief.api.call('session', {}))).toBe('UNATTENDED_EXPIRED');
    expect(await codeOf(sender.api.call('session', {}))).toBe('done');
  });

  it('with the person who answers for it: off the roster, and disabled [ASVS 8.3.2] [ASVS 8.3.3]', async () => {
    await town.admin.signInAgain();
    expect(await codeOf(collector.api.call('session', {}))).toBe('done');
    const [entry] = (await town.admin.api.call('engagementDetail', { id: town.engagement.id })).roster.filter(({ person, removedAt }) => person.id === town.tanaka.id && removedAt === null);
    await town.admin.api.call('removeRosterEntry', { id: entry?.id ?? '' });
    expect((await collector.api.call('transfers', { query: { limit: '10' } })).transfers).toEqual([]);
    await town.admin.api.call('disableAccount', { id: town.tanaka.id });
    expect(await codeOf(collector.api.call('session', {}))).toBe('UNATTENDED_RESPONSIBLE');
    expect((await town.admin.api.call('unattendedTerminals', {})).find(({ id }) => id === collector.view.id)?.state).toBe('stopped');
  });
});
