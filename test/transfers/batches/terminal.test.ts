// A batch by an unattended terminal: its signature covers what comes, and no draft of another terminal is known to it.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameOf } from '../../../client/batches.ts';
import { batchMedia } from '../../../server/http/wire/batch-limits.ts';
import { foundTown, type Town } from '../../town.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from '../../http/terminal-lines.ts';

let town: Town;
let sender: TestTerminal;
let other: TestTerminal;
beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' } });
  const second = await secondAdministrator(town);
  [sender, other] = [await terminalOf(town, 'send', second), await terminalOf(town, 'send', second)];
});
afterAll(() => town.close());

it('is taken under a digest of its bytes that the signature covers; without one, with another, or from another terminal it is not', async () => {
  const formId = town.engagement.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '';
  const { id } = await sender.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId, recipientIds: [town.firm.id], quantity: 1 } });
  const body = frameOf([{ name: '一.txt', bytes: Buffer.from('一'), key: 'number-one' }, { name: '二.txt', bytes: Buffer.from('二'), key: 'number-two' }]);
  const digestOf = (bytes: Uint8Array): string => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
  const send = async ({ line, origin }: TestTerminal, headers: Record<string, string>): Promise<[number, unknown]> => {
    const url = new URL(`/api/v1/deposits/${id}/batch`, origin).href;
    const said = { 'content-type': batchMedia, ...headers };
    const response = await fetch(url, { method: 'POST', headers: { ...said, ...await line.sign('POST', url, said) }, body });
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  expect(await send(sender, {})).toEqual([400, 'BATCH_REFUSED']);
  expect(await send(sender, { 'content-digest': digestOf(Buffer.from('another')) })).toEqual([400, 'BATCH_REFUSED']);
  expect(await send(other, { 'content-digest': digestOf(body) })).toEqual([404, 'NOT_FOUND']);
  expect((await sender.api.call('deposit', { id })).transfers[0]?.files).toEqual([]);
  expect(await send(sender, { 'content-digest': digestOf(body) })).toEqual([200, undefined]);
  expect((await sender.api.call('deposit', { id })).transfers[0]?.files.map(({ name }) => name)).toEqual(['一.txt', '二.txt']);
});
