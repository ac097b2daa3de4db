import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sweepBodies } from '../../server/transfers/sweep-bodies.ts';
import { foundTown, draftFor, upload } from '../town.ts';
import { createVault } from '../../server/vault/vault.ts';

describe('bodies that no row names, in a vault that is opened again [I 10] [H 82]', () => {
  it('are wiped; what a row names and what is written meanwhile, with or without a row yet, stays', async () => {
    const town = await foundTown({ policy: { locks: 'password' } });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'a.csv', randomBytes(1000));
    const { store } = town.running.gateway;
    const folder = `${town.settings.dataFolder}/vault`;
    const written = async (vault: Awaited<ReturnType<typeof createVault>>): Promise<string> => {
      const writer = await vault.writeBody();
      await writer.write(randomBytes(100));
      return (await writer.commit()).id;
    };
    const before = await createVault({ folder, randomBytes });
    const orphans = await Promise.all(Array.from({ length: 40 }, () => written(before)));
    const vault = await createVault({ folder, randomBytes });
    const fresh = await Promise.all(Array.from({ length: 40 }, () => written(vault)));
    const sweep = await sweepBodies({ store, vault }, new AbortController().signal);
    expect(await sweep.whole).toBe(40);
    const left: string[] = [];
    for await (const id of vault.listBodies()) left.push(id);
    const [file] = await store.read.selectFrom('files').select('body_id').execute();
    expect(left.sort()).toEqual([...fresh, file?.body_id ?? ''].sort());
    expect(left.filter((id) => orphans.includes(id))).toEqual([]);
    expect(await (await sweepBodies({ store, vault: before }, AbortSignal.abort())).whole).toBe(0);
    expect(town.faults).toEqual([]);
    await town.close();
  });
});
