// What a program needs that comes back after a crash of either side: a submit of exactly what it saw, and a collection that a dead gateway had not counted yet.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteDeliveries } from '../../server/transfers/deliveries.ts';
import { begun, cutOff, ended, nothing, resumedAt, stopped } from '../../server/transfers/delivered.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';

describe('after a crash', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false }, passwordGapMinutes: 1 } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('submits with If-Match only what the sender saw: a file that came late is refused, and nothing went', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const seen = (await upload(town.sato, draft.id, 'a.csv', randomBytes(1000))).transfers[0]?.digest ?? '';
    await upload(town.sato, draft.id, 'a.csv', randomBytes(1000));
    const submit = (digest: string) => town.sato.api.call('submit', { id: draft.id, headers: { 'if-match': `"${digest}"` } });
    await expect(submit(seen)).rejects.toMatchObject({ problem: { code: 'CHECKS_CHANGED' } });
    const { transfers: [now] } = await town.sato.api.call('deposit', { id: draft.id });
    expect(now?.state).toBe('draft');
    await town.sato.api.call('removeFile', { id: draft.id, uploadId: now?.files[1]?.uploadId ?? '' });
    expect((await submit(seen)).transfers[0]).toMatchObject({ state: 'released', fileCount: 1, digest: seen });
  });

  it('counts what a gateway that died was sending, once the recipient asks for the rest [H 66]', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'b.csv', randomBytes(100_000));
    const id = (await town.sato.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '';
    town.time.advance(2);
    await town.sato.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    const [file] = (await town.tanaka.api.call('transfer', { id })).files;
    if (file === undefined) throw new Error('expected a file');
    const ask = async (range: string): Promise<number> => (await (await town.tanaka.api.call('body', { id, fileId: file.id, headers: { range } })).arrayBuffer()).byteLength;
    expect(await ask('bytes=0-99')).toBe(100);
    // As it stands when the process is killed while the rest goes out.
    await noteDeliveries(town.running.gateway.store, { id: file.id, transferId: id }, (before) => ({ ...before, going: [[100, file.bodySize - 1]] }));
    await town.restart();
    expect((await town.tanaka.api.call('transfer', { id })).state).toBe('collecting');
    expect(await ask(`bytes=${file.bodySize - 1}-`)).toBe(1);
    expect(await town.tanaka.api.call('transfer', { id })).toMatchObject({ state: 'collected' });
    const acts = (await town.sato.api.call('timeline', { id })).map(({ act }) => act);
    expect(acts.filter((act) => act === 'collect')).toHaveLength(1);
  });

  it('takes away only the response that ended, and what was going counts for nothing by itself', () => {
    const two = begun(begun(nothing, [0, 50]), [0, 50]);
    expect(ended(two, [0, 50]).going).toEqual([[0, 50]]);
    expect(ended(nothing, [0, 50])).toBe(nothing);
    const after = stopped(cutOff(ended(two, [0, 50]), [0, 20]));
    expect([after.arrived, after.cut, after.going]).toEqual([[], [[0, 50]], []]);
    expect(resumedAt(after, 40).arrived).toEqual([[0, 40]]);
  });
});
