// What must hold of the data when the load is over, by the rows, the vault and the ledger alone (I1, I4, I5, I6, I7, I9, I10).
import { expect } from 'vitest';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { verifyBundle } from '../../server/ledger/verify.ts';
import type { Gateway } from '../../server/gateway.ts';
import { parseTransfer } from '../../server/transfers/rows.ts';
import { locksOf, type Transfer } from '../../server/transfers/transfer.ts';
import { statesAfter, steps } from '../histories/transitions.ts';
import type { Journey } from './journeys.ts';

/** To be asked when what was due has been done. */
export async function expectWhole(gateway: Gateway, journeys: readonly Journey[]): Promise<void> {
  const { store } = gateway;
  const transfers = (await store.read.selectFrom('transfers').selectAll().execute()).map((row) => ({ row, transfer: parseTransfer(row.document) }));
  expect(transfers.map(({ transfer }) => transfer.id).sort()).toEqual(journeys.map(({ id }) => id).sort());
  for (const { row, transfer } of transfers) await expectTold(gateway, transfer, row.version);
  for (const one of journeys) await expectEnded(gateway, one);
  expect(await listed(gateway.vault.listBodies())).toEqual([]);
  expect(await listed(gateway.vault.listLocks())).toEqual(transfers.flatMap(({ transfer }) => locksOf(transfer)).sort());
  for (const table of ['confirmation_records', 'receipts', 'wipe_certificates'] as const) {
    const rows = await store.read.selectFrom(table).select('number').orderBy('number').execute();
    expect(rows.map(({ number }) => number), table).toEqual(rows.map((_, at) => at + 1));
  }
  await expectLedgerHolds(gateway);
}

/** I4: its entries lead to its state, one for each version. */
async function expectTold({ store }: Gateway, transfer: Transfer, version: number): Promise<void> {
  const entries = await store.read.selectFrom('ledger_entries').select('act').where('transfer_id', '=', transfer.id).where('result', '=', 'done').orderBy('idx').execute();
  const told = entries.map(({ act }) => act).filter((act) => steps.includes(act));
  expect(statesAfter(told), told.join(', ')).toContain(transfer.state);
  expect(told.length).toBe(version);
}

/** Its files are those that were sent, it is wiped, and it has the papers of its course, once each. */
async function expectEnded({ store }: Gateway, { id, course, sha256: sent }: Journey): Promise<void> {
  const count = async (table: 'receipts' | 'wipe_certificates' | 'texts'): Promise<number> => (await store.read.selectFrom(table).select('transfer_id').where('transfer_id', '=', id).execute()).length;
  const files = await store.read.selectFrom('files').select(['sha256', 'body_id']).where('transfer_id', '=', id).execute();
  const { state } = await store.read.selectFrom('transfers').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  expect({ id, state, files: files.map((file) => file.sha256).sort(), bodies: files.filter(({ body_id }) => body_id !== null).length, receipts: await count('receipts'), certificates: await count('wipe_certificates'), texts: await count('texts') })
    .toEqual({ id, state: 'wiped', files: [...sent].sort(), bodies: 0, receipts: course === 'confirmed' ? 1 : 0, certificates: 1, texts: 0 });
}

async function listed(ids: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const id of ids) found.push(id);
  return found.sort();
}

/** I7. */
async function expectLedgerHolds({ ledger, store }: Gateway): Promise<void> {
  const { id } = await store.read.selectFrom('municipalities').select('id').executeTakeFirstOrThrow();
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for await (const line of ledger.exportBundle(id)) yield Buffer.from(line);
  };
  const verdict = await verifyBundle(chunks(), { sha256, verifyEd25519 });
  expect(verdict.firstBad).toBeUndefined();
  expect(verdict.head?.size).toBe(verdict.header.size);
}
