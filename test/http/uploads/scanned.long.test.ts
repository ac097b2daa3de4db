// Uploads in parts with a real clamd between: what it finds is stopped, and a sender whom it does not wait for is scanned all the same.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdir } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { EICAR, startClamd, type Daemon } from '../../scanning/daemon.ts';
import { needs, program } from '../../setup/programs.ts';
import { draftFor, foundTown, type Town } from '../../town.ts';
import { sha256, tusLine, type TusLine } from './tus-line.ts';

describe('uploads in parts under a clamd that is quick to give up', () => {
  const clamd = program('clamd');
  let daemon: Daemon;
  let town: Town;
  let line: TusLine;
  let lost = 0;
  const reach = (label: string): void => void (lost += label === 'upload.scan-lost' ? 1 : 0);
  const clean = Buffer.from('被保険者番号,氏名\r\n'.repeat(40_000)); // 1 MB
  const infected = Buffer.concat([clean, Buffer.from(EICAR)]);

  beforeAll(async () => {
    if (clamd === undefined) return;
    subscribe('net.client.socket', note);
    daemon = await startClamd(clamd, ['ReadTimeout 3', 'CommandReadTimeout 3']);
    town = await foundTown({ policy: { locks: 'password' }, environment: { KAGIBAKO_SCANNER: 'clamd', KAGIBAKO_CLAMD_CONFIG: daemon.configPath }, surroundings: { reach } });
    line = tusLine(town, town.sato);
  });
  afterAll(async () => {
    if (clamd === undefined) return;
    expect(town.faults).toEqual([]);
    await town.close();
    await daemon.stop();
    unsubscribe('net.client.socket', note);
  });

  /** The lines of this process to clamd that stand. Theirs alone have no address at the other end. */
  const lines = new Set<Socket>();
  const note = (message: unknown): void => {
    if (typeof message !== 'object' || message === null || !('socket' in message) || !(message.socket instanceof Socket)) return;
    const { socket } = message;
    socket.once('connect', () => {
      if (socket.remoteAddress === undefined && !socket.destroyed) lines.add(socket.once('close', () => lines.delete(socket)));
    });
  };
  /** Sends the first bytes, waits until the gateway has heard that clamd hung up, sends the rest. */
  const slowly = async (bytes: Buffer, first: number) => {
    const { id } = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const { path } = await line.create({ depositId: id, filename: 'notices.csv' }, bytes.length);
    expect((await line.patch(path, 0, bytes.subarray(0, first))).status).toBe(204);
    await expect.poll(() => lines.size).toBe(0);
    lost = 0;
    return { id, path, said: await line.patch(path, first, bytes.subarray(first)) };
  };

  for (const first of [100_000, 600_000]) {
    needs('clamd', `a clean file whose sender paused after ${String(first)} bytes is scanned whole and kept [H 96]`, async () => {
      const { id, said } = await slowly(clean, first);
      expect([said.status, said.json['sha256'], lost]).toEqual([200, sha256(clean), 1]);
      const { transfers: [transfer] } = await town.sato.api.call('deposit', { id });
      expect(transfer?.files[0]?.scan).toMatchObject({ verdict: 'clean' });
    });
    needs('clamd', `an infected one, paused after ${String(first)} bytes, is found and nothing of it is kept [H 27] [H 96]`, async () => {
      const { id, path, said } = await slowly(infected, first);
      expect([said.status, said.json['code'], lost]).toEqual([422, 'VIRUS_FOUND', 1]);
      expect((await line.send('HEAD', path)).status).toBe(404);
      expect((await town.sato.api.call('deposit', { id })).transfers[0]?.files).toEqual([]);
      expect(await readdir(join(town.folder, 'data', 'vault', 'incoming'))).toEqual([]);
    });
  }

  needs('clamd', 'an infected file without a pause is found as it came [H 27]', async () => {
    const { id } = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const { path } = await line.create({ depositId: id, filename: 'notices.csv' }, infected.length);
    lost = 0;
    const said = await line.patch(path, 0, infected);
    expect([said.status, said.json['code'], lost]).toEqual([422, 'VIRUS_FOUND', 0]);
    expect((await line.send('HEAD', path)).status).toBe(404);
  });
});
