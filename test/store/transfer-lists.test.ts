// The second migration tells of the rows that exist what the steps write of new ones.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundation } from '../../server/store/migrations/0001-foundation.ts';
import { openConnection } from '../../server/store/connection.ts';
import { openStore } from '../../server/store/store.ts';
import { allStates, openWorld, type World } from '../transfers/lists-world.ts';

const added = ['id', 'creator_id', 'quantity', 'title_text', 'lock_ready', 'act_sender', 'act_recipient'] as const;
const older = 'id, number, municipality_id, deposit_id, engagement_id, form_id, direction, sender_id, recipient_id, state, version, created_at, changed_at, collect_by, due_at, document';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld(300);
  folder = await mkdtemp(join(tmpdir(), 'kagibako-older-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

it('fills the columns of older transfers as the rules fill those of new ones', async () => {
  const file = join(folder, 'kagibako.db');
  const connection = await openConnection(file, 'create');
  await connection.exec(`${foundation.sql} PRAGMA user_version = 1; ATTACH DATABASE '${world.file}' AS newer; INSERT INTO transfers (${older}) SELECT ${older} FROM newer.transfers; DETACH DATABASE newer;`);
  await connection.close();
  const store = await openStore({ file });
  const [migrated, written] = await Promise.all([store, world.store].map((one) => one.read.selectFrom('transfers').select(added).orderBy('id').execute()));
  await store.close();
  expect(migrated).toEqual(written);
  expect(migrated).toHaveLength(300);
  expect(new Set(world.transfers.map((transfer) => transfer.state)).size).toBe(allStates.length);
  expect(new Set(migrated?.map((row) => `${row.act_sender} ${row.act_recipient} ${row.lock_ready}`)).size).toBeGreaterThan(10);
});
