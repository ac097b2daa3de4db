// A batch by an unattended terminal: its signature covers what comes, and no draft of another terminal is known to it.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameOf } from '../../../client/batches.ts';
import { batchMedia } from '../../../server/http/wire/batch-limits.ts';
import { twoSenders, type TestTerminal, type TwoSenders } from '../../http/terminal-lines.ts';

let senders: TwoSenders;
beforeAll(async () => { senders = await twoSenders(); });
afterAll(() => senders.town.close());

it('is taken under a digest of its bytes that the signature covers; without one, with another, or from another terminal it is not', async () => {
  const { sender, other, draft } = senders;
  const body = frameOf([{ name: '一.txt', bytes: Buffer.from('一'), key: 'number-one' }, { name: '二.txt', bytes: Buffer.from('二'), key: 'number-two' }]);
  const digestOf = (bytes: Uint8Array): string => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
  const send = async ({ line, origin }: TestTerminal, headers: Record<string, string>): Promise<[number, unknown]> => {
    const url = new URL(`/api/v1/deposits/${draft}/batch`, origin).href;
    const said = { 'content-type': batchMedia, ...headers };
    const response = await fetch(url, { method: 'POST', headers: { ...said, ...await line.sign('POST', url, said) }, body });
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  expect(await send(sender, {})).toEqual([400, 'BATCH_REFUSED']);
  expect(await send(sender, { 'content-digest': digestOf(Buffer.from('another')) })).toEqual([400, 'BATCH_REFUSED']);
  expect(await send(other, { 'content-digest': digestOf(body) })).toEqual([404, 'NOT_FOUND']);
  expect((await sender.api.call('deposit', { id: draft })).transfers[0]?.files).toEqual([]);
  expect(await send(sender, { 'content-digest': digestOf(body) })).toEqual([200, undefined]);
  expect((await sender.api.call('deposit', { id: draft })).transfers[0]?.files.map(({ name }) => name)).toEqual(['一.txt', '二.txt']);
});
