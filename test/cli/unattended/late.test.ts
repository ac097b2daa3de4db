// A command that comes back long after its upload: the gateway has forgotten under which key the file came, and nothing goes twice all the same.
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendCommand } from '../../../client/cli/send/command.ts';
import { lookAt } from '../../../client/cli/send/found.ts';
import { openSendLedger } from '../../../client/cli/send/ledger.ts';
import { sendFile } from '../../../client/cli/send-file.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from '../../http/terminal-lines.ts';
import { foundTown, type Town } from '../../town.ts';

let town: Town;
let sender: TestTerminal;
beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' } });
  sender = await terminalOf(town, 'send', await secondAdministrator(town));
});
afterAll(async () => {
  expect(town.faults).toEqual([]);
  await town.close();
});

it('killed between an upload and its record, and run again after the upload’s key was swept, it sends the file once', async () => {
  const file = join(town.folder, 'night.csv');
  const bytes = randomBytes(100_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(file, bytes);
  const ledgerFolder = join(town.folder, 'ledger');
  const key = randomBytes(16).toString('hex');
  const formId = town.engagement.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '';
  const request = { engagementId: town.engagement.id, formId, recipientIds: [town.firm.id], quantity: 4 };
  const found = await lookAt(file);
  const ledger = await openSendLedger(join(ledgerFolder, 'sent.jsonl'), () => town.time.wall());
  await ledger.note({ state: 'seen', key, request, path: file, isFolder: false, marker: null, files: [...found?.files ?? []], sha256: null });
  const made = await sender.api.call('addDeposit', { idempotencyKey: key, body: request });
  await ledger.note({ state: 'draft', key, depositId: made.id, numbers: made.transfers.map(({ number }) => number) });
  await sendFile({ depositId: made.id, path: file, sha256 }, { origin: sender.origin, api: sender.api, sign: (method, address, headers) => sender.line.sign(method, address, headers) });
  // Here it is killed.
  await ledger.close();
  const { store } = town.running.gateway;
  expect(await store.read.selectFrom('uploads').select('id').execute()).toHaveLength(1);
  town.time.advance(25 * 60);
  await town.running.gateway.tick();
  expect(await store.read.selectFrom('uploads').select('id').execute()).toEqual([]);
  const code = await sendCommand({
    paths: [file], ledger: ledgerFolder, gateway: sender.origin, key: sender.keyFile, engagement: town.engagement.title, form: '納入通知書 印字データ', recipients: ['株式会社みどり印刷'], quantity: '4', once: true, quiet: '0.001', every: '0.1', after: 'keep',
  }, { json: true, out: () => undefined, draw: null, now: () => town.time.wall(), monotonic: () => 0, signal: new AbortController().signal });
  expect(code).toBe(0);
  const deposit = await sender.api.call('deposit', { id: made.id });
  expect(deposit.transfers.map(({ state, files }) => [state, files.map((one) => one.sha256)])).toEqual([['awaiting-approval', [sha256]]]);
  expect(await store.read.selectFrom('deposits').select('id').execute()).toHaveLength(1);
});
