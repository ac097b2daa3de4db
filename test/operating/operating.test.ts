// What the machine's own watching is told: alive, ready, figures; from a running gateway, over its own listener; nothing in it names anybody.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { reasonsAgainst } from '../../server/operating/listener.ts';
import type { RunningGateway } from '../../server/running.ts';
import { draftFor, foundTown, start, upload, type Town } from '../town.ts';

let town: Town;
let running: RunningGateway;

beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' }, environment: { KAGIBAKO_OPERATING_PORT: '0', KAGIBAKO_SMTP_URL: 'smtp://192.0.2.1', KAGIBAKO_MAIL_FROM: 'kagibako@asagiri.example', KAGIBAKO_CLEARTEXT_TO: 'mail' } });
  ({ running } = town);
  const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
  await upload(town.sato, draft.id, '納税通知.csv', randomBytes(100));
  await running.gateway.tick();
});
afterAll(() => town.close());

const ask = (path: string, method = 'GET'): Promise<{ status: number; text: string; type: string }> => new Promise((resolve, reject) => {
  request(`${running.operating ?? ''}${path}`, { method }, (response) => {
    let text = '';
    response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => { resolve({ status: response.statusCode ?? 0, text, type: response.headers['content-type'] ?? '' }); });
  }).on('error', reject).end();
});
const figure = (text: string, name: string): number => Number(new RegExp(`^${name.replaceAll(/[{}]/g, '\\$&')} (.+)$`, 'm').exec(text)?.[1]);

describe('the listener for the machine\'s own watching', () => {
  it('is closed unless its port is set', async () => {
    expect(readSettings({}).operating).toBeNull();
    expect(running.operating).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(fetch(`${running.origins.ward}/metrics`).then(({ status }) => status)).resolves.toBe(404);
  });

  it('says that it is alive and that it serves', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, text: 'alive\n' });
    const ready = await ask('/readyz?verbose');
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.text)).toEqual({ ready: true, reasons: [], alarms: [], cleartext: ['mail'] });
  });

  it('tells of a line in clear as long as it stands [ASVS 12.3.1]', async () => {
    expect(running.cleartext).toEqual(['mail']);
    expect((await ask('/metrics')).text).toContain('kagibako_cleartext_line{to="mail"} 1');
    expect((await town.admin.api.call('health', {})).rows.find(({ key }) => key === 'lines')).toMatchObject({ verdict: 'look', advice: 'cleartext', figures: [{ name: 'clear', value: ['mail'] }] });
  });

  it('has nothing else, and takes nothing [ASVS 13.4.5]', async () => {
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/api/v1/session')).status).toBe(404);
    expect((await ask('/__proto__')).status).toBe(404);
    expect((await ask('/metrics', 'POST')).status).toBe(405);
    expect(await ask('/healthz', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  it('tells how it stands in figures that name nobody', async () => {
    await fetch(`${running.origins.ward}/api/v1/transfers/0123456789abcdef0123456789abcdef`);
    const { text, type, status } = await ask('/metrics');
    expect(status).toBe(200);
    expect(type).toContain('text/plain; version=0.0.4');
    expect(figure(text, 'kagibako_transfers{state="draft"}')).toBe(1);
    expect(figure(text, 'kagibako_transfers{state="wipe-failed"}')).toBe(0);
    expect(figure(text, 'kagibako_ledger_entries{part="entries"}')).toBeGreaterThan(5);
    expect(figure(text, 'kagibako_ledger_entries{part="signed"}')).toBe(figure(text, 'kagibako_ledger_entries{part="entries"}'));
    expect(figure(text, 'kagibako_scanner{state="none"}')).toBe(1);
    // No receiver is set: a figure of none would say that all has arrived.
    expect(text).not.toMatch(/^kagibako_ledger_unforwarded_entries /m);
    expect([figure(text, 'kagibako_key_due_seconds{key="waiting"}'), figure(text, 'kagibako_key_due_seconds{key="ledger"}')]).toEqual(['2027', '2029'].map((year) => Date.parse(new Date(start).toISOString().replace('2026', year)) / 1000));
    expect(figure(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(text).toMatch(/kagibako_answer_seconds_count\{side="ward",status="4xx"\} [1-9]/);
    for (const word of ['納税', 'sato', '佐藤', town.firm.id, town.section.id, town.engagement.id, '0123456789abcdef', '127.0.0.1', town.folder]) expect(text, word).not.toContain(word);
  });

  it('tells of an alarm, and is not ready when the disk is full, the clock leapt or it is being stopped', async () => {
    town.time.leap(60 * 24 * 400);
    await running.gateway.tick();
    const ready = await ask('/readyz');
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text)).toMatchObject({ ready: false, reasons: ['CLOCK_LEAPT'], alarms: ['CLOCK_LEAPT'] });
    expect((await ask('/metrics')).text).toContain('kagibako_alarm{code="CLOCK_LEAPT"} 1');
    town.time.leap(-60 * 24 * 400);
    await running.gateway.tick();
    expect((await ask('/metrics')).text).not.toContain('kagibako_alarm{code=');
    expect(reasonsAgainst({ bytes: { database: 1, log: 0, free: 1024, total: 1e9 }, clockLeapt: false }, true)).toEqual(['STOPPING', 'DISK_FULL']);
  });
});
