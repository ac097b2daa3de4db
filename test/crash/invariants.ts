// I1-I10 of HOSTILE.md, checked on a gateway that was started again after a crash.
import { basename } from 'node:path';
import { expect } from 'vitest';
import { Refused } from '../../client/api.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { verifyBundle } from '../../server/ledger/verify.ts';
import type { Gateway } from '../../server/gateway.ts';
import { parseTransfer } from '../../server/transfers/rows.ts';
import { locksOf, type Transfer } from '../../server/transfers/transfer.ts';
import { filesIn, findOnDisk, passwordNeedles } from './disk.ts';
import { replay } from './replay.ts';
import type { Scene } from './steps.ts';
import { dataOf, foldersOf, type Here, type World } from './world.ts';

export type Perished = 'bodies' | 'locks' | 'session key' | 'file name';

/** On the disk alone, gateway dead or alive: no plaintext (I2), no file password (I8). */
export async function expectSecretsOffDisk(world: World): Promise<void> {
  const payloads = world.known.payloads.map(({ name, bytes }) => ({ what: `plaintext of ${name}`, bytes: Buffer.from(bytes).subarray(0, 64) }));
  expect(await findOnDisk(foldersOf(world), [...payloads, ...world.known.shown.flatMap(passwordNeedles)])).toEqual([]);
}

/** After the wipe: neither lock, session key, body nor names anywhere (I5). `kinds` leaves out what is not yet gone. */
export async function expectWipedFromDisk(world: World, kinds: readonly Perished[] = ['bodies', 'locks', 'session key', 'file name']): Promise<void> {
  const names = world.known.payloads.map(({ name }) => ({ what: 'file name', bytes: Buffer.from(name) }));
  const needles = [...names, ...world.known.perishable].filter(({ what }) => kinds.some((kind) => what.startsWith(kind)));
  expect(await findOnDisk(foldersOf(world), needles)).toEqual([]);
}

async function listed(ids: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const id of ids) found.push(id);
  return found.sort();
}

/** Everything that holds at each moment after a start. */
export async function expectInvariants(scene: Scene, here: Here): Promise<void> {
  const { gateway } = here.running;
  const rows = await gateway.store.read.selectFrom('transfers').selectAll().execute();
  const transfers = rows.map((row) => ({ row, transfer: parseTransfer(row.document) }));
  for (const { row, transfer } of transfers) {
    expect(row.state).toBe(transfer.state);
    await expectToldByLedger(gateway, transfer, row.version);
    await expectCopyKept(gateway, transfer);
    await expectCollectableOnlyWhileReleased(scene, transfer);
  }
  await expectNothingLost(scene.world, gateway);
  await expectNoOrphans(scene.world, gateway, transfers.map(({ transfer }) => transfer));
  await expectNumbersWithoutGap(gateway);
  await expectLedgerHolds(scene.world, gateway);
  expect(here.faults).toEqual([]);
}

/** I1. */
async function expectNothingLost({ known }: World, gateway: Gateway): Promise<void> {
  const rows = await gateway.store.read.selectFrom('files').select(['sha256', 'transfer_id']).execute();
  for (const hash of known.acknowledged) expect(rows.filter((row) => row.sha256 === hash)).toHaveLength(known.transfers.length);
}

/** I4: the entries of a transfer, replayed, give its state, its version and the documents around it. */
async function expectToldByLedger(gateway: Gateway, transfer: Transfer, version: number): Promise<void> {
  const db = gateway.store.read;
  const entries = await db.selectFrom('ledger_entries').select(['act', 'at']).where('transfer_id', '=', transfer.id).where('result', '=', 'done').orderBy('idx').execute();
  const { state, changes, count } = replay(entries.map(({ act }) => act));
  expect([state, changes]).toEqual([transfer.state, version]);
  const ofTransfer = async (table: 'files' | 'confirmation_records' | 'receipts' | 'wipe_certificates'): Promise<number> => (await db.selectFrom(table).select('transfer_id').where('transfer_id', '=', transfer.id).execute()).length;
  expect({
    files: await ofTransfer('files'), documents: await ofTransfer('receipts') + await ofTransfer('wipe_certificates'), opened: await ofTransfer('confirmation_records'), records: await ofTransfer('confirmation_records'), receipts: await ofTransfer('receipts'), certificates: await ofTransfer('wipe_certificates'),
    round: transfer.lock?.round ?? 0, handedOver: transfer.handover !== null,
  }).toEqual({
    files: count('add-file') - count('remove-file'), documents: count('issue-document'), opened: count('open-paper'), records: count('approve') + count('handover'), receipts: count('confirm'), certificates: count('wipe'),
    round: count('notice') + count('renew-notice'), handedOver: count('handover') === 1,
  });
  // I6: the replay shows that nothing is wiped but what has ended; what was confirmed also waited its time.
  const begun = entries.find(({ act }) => act === 'begin-wipe');
  if (begun !== undefined && transfer.confirmation !== null) expect(begun.at >= transfer.confirmation.wipeAt).toBe(true);
}

/** I6, and I5 for what is wiped. */
async function expectCopyKept(gateway: Gateway, transfer: Transfer): Promise<void> {
  const { vault, store } = gateway;
  const files = await store.read.selectFrom('files').select(['body_id', 'body_size']).where('transfer_id', '=', transfer.id).execute();
  if (transfer.state === 'wiped') {
    expect([files.filter(({ body_id }) => body_id !== null), locksOf(transfer)]).toEqual([[], []]);
    expect(await store.read.selectFrom('texts').select('id').where('transfer_id', '=', transfer.id).execute()).toEqual([]);
  } else if (transfer.state !== 'wiping' && transfer.state !== 'wipe-failed') {
    for (const file of files) expect(await vault.bodySize(file.body_id ?? '')).toBe(file.body_size);
    for (const id of locksOf(transfer)) expect((await vault.readLock(id)).length).toBeGreaterThan(0);
  }
}

const answers: Partial<Record<Transfer['state'], string>> = { released: 'OK', collecting: 'OK', collected: 'OK', confirmed: 'ALREADY_CONFIRMED', recalled: 'RECALLED', expired: 'EXPIRED', wiped: 'ALREADY_WIPED' };

/** I3, and the 410 of I5: the lock as its recipient asks for it, and as another firm does. */
async function expectCollectableOnlyWhileReleased({ world, people }: Scene, transfer: Transfer): Promise<void> {
  const recipient = world.known.recipients.find(({ id }) => id === transfer.recipientId);
  for (const name of ['tanaka', 'suzuki'] as const) {
    const came = await people[name].api.call('lock', { id: transfer.id }).then(() => 'OK', (error: unknown) => (error instanceof Refused ? error.problem.code : String(error)));
    const mayKnow = recipient?.handler === name && transfer.lock !== null;
    expect(['SESSION_ENDED', mayKnow ? answers[transfer.state] : 'NOT_FOUND']).toContain(came);
  }
}

/** I10: every file in the vault is named by a row, and every name in a row is a file. */
async function expectNoOrphans(world: World, gateway: Gateway, transfers: readonly Transfer[]): Promise<void> {
  const rows = await gateway.store.read.selectFrom('files').select('body_id').where('body_id', 'is not', null).execute();
  expect(await listed(gateway.vault.listBodies())).toEqual(rows.map(({ body_id }) => body_id).sort());
  expect(await listed(gateway.vault.listLocks())).toEqual(transfers.flatMap(locksOf).sort());
  const uploads = await gateway.store.read.selectFrom('uploads').select('part_id').where('part_id', 'is not', null).execute();
  expect((await filesIn(`${dataOf(world)}/vault/incoming`)).map((path) => basename(path)).sort()).toEqual(uploads.map(({ part_id }) => part_id).sort());
  expect(transfers.filter(({ state }) => state === 'wiping')).toEqual([]);
}

/** I9. */
async function expectNumbersWithoutGap({ store }: Gateway): Promise<void> {
  for (const table of ['confirmation_records', 'receipts', 'wipe_certificates'] as const) {
    const rows = await store.read.selectFrom(table).select(['fiscal_year', 'number']).orderBy('number').execute();
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1));
  }
}

/** I7: the whole log verifies, under a head that covers all of it, with every checkpoint that was ever given out. */
async function expectLedgerHolds(world: World, { ledger, store }: Gateway): Promise<void> {
  const { id } = await store.read.selectFrom('municipalities').select('id').executeTakeFirstOrThrow();
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for await (const line of ledger.exportBundle(id)) yield Buffer.from(line);
  };
  const verdict = await verifyBundle(chunks(), { sha256, verifyEd25519, vkeys: [world.vkey], known: world.known.checkpoints });
  expect(verdict.firstBad).toBeUndefined();
  expect(verdict.head?.size).toBe(verdict.header.size);
  world.known.checkpoints.push(await ledger.checkpoint());
}
