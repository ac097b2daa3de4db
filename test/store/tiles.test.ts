// The fifth migration gives the parties that exist an identity tile each, as later ones get theirs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openConnection } from '../../server/store/connection.ts';
import { foundation } from '../../server/store/migrations/0001-foundation.ts';
import { openStore } from '../../server/store/store.ts';

it('no two parties of a municipality get the same identity tile, and each municipality begins anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-tiles-'));
  const file = join(folder, 'kagibako.db');
  const connection = await openConnection(file, 'create');
  const parties = ['a', 'b'].map((ward) => `INSERT INTO municipalities VALUES ('${ward}', '${ward}', '${ward}', '');
    ${[1, 2, 3].map((n) => `INSERT INTO sections VALUES ('${ward}s${n}', '${ward}', '${n}', '03'); INSERT INTO contractors VALUES ('${ward}c${n}', '${ward}', '${n}', '', '${ward}${n}', '');`).join('')}`);
  await connection.exec(`${foundation.sql} PRAGMA user_version = 1; ${parties.join('')}`);
  await connection.close();
  const store = await openStore({ file });
  const rows = [...await store.read.selectFrom('sections').selectAll().execute(), ...await store.read.selectFrom('contractors').selectAll().execute()];
  await store.close();
  await rm(folder, { recursive: true, force: true });
  for (const ward of ['a', 'b']) expect(rows.filter((row) => row.municipality_id === ward).map((row) => row.tile).sort()).toEqual([0, 1, 2, 3, 4, 5]);
});
