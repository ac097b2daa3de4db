// What happens to a draft while the virus scan of its file has not answered: nothing unscanned is sent, and an answer that comes too late releases nothing.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { safeConfig } from '../scanning/daemon.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';
import { kept } from './line.ts';

describe('a scan that takes its time', () => {
  let folder = '';
  let daemon: Server;
  let town: Town;
  /** Sockets whose file has come whole and who wait for the answer. */
  let waiting: Socket[] = [];
  let holds = false;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slow-clamd-'));
    const socketPath = join(folder, 'socket');
    await writeFile(join(folder, 'clamd.conf'), safeConfig(socketPath, '/dev/shm').join('\n'));
    daemon = createServer((socket) => {
      socket.on('error', () => undefined);
      let heard = Buffer.alloc(0);
      socket.on('data', (bytes: Buffer) => {
        heard = Buffer.concat([heard, bytes]);
        if (heard.includes('zVERSION\0')) socket.end('ClamAV 1.4.3/27500/Thu Jan 16 09:41:00 2025\0');
        else if (heard.length > 14 && heard.subarray(-4).equals(Buffer.alloc(4))) {
          if (holds) waiting.push(socket);
          else socket.end('stream: OK\0');
        }
      });
    });
    await new Promise<void>((resolve) => daemon.listen(socketPath, resolve));
    town = await foundTown({ policy: { locks: 'password' }, environment: { KAGIBAKO_SCANNER: 'clamd', KAGIBAKO_CLAMD_CONFIG: join(folder, 'clamd.conf') } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
    for (const socket of waiting) socket.destroy();
    await new Promise<void>((resolve) => daemon.close(() => { resolve(); }));
    await rm(folder, { recursive: true, force: true });
  });
  const answer = (): void => {
    for (const socket of waiting) socket.end('stream: OK\0');
    waiting = [];
  };
  /** A file whose answer is held back. Returns, once the scanner has it whole, what becomes of it. */
  const held = async (id: string): Promise<{ sending: Promise<string> }> => {
    holds = true;
    const sending = upload(town.sato, id, 'late.csv', Buffer.from('a,b\r\n'.repeat(100))).then(() => 'kept', (error: unknown) => (error as { problem?: { code: string } }).problem?.code ?? String(error));
    await expect.poll(() => waiting.length).toBe(1);
    holds = false;
    return { sending };
  };

  it('keeps its file out of what is submitted meanwhile: what goes is what was scanned, and the late answer adds nothing [H 75]', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const { sending } = await held(draft.id);
    await expect(town.sato.api.call('submit', { id: draft.id })).rejects.toMatchObject({ problem: { code: 'NO_FILES' } });
    await upload(town.sato, draft.id, 'scanned.csv', Buffer.from('x,y\r\n'));
    const [transfer] = (await town.sato.api.call('submit', { id: draft.id })).transfers;
    expect(transfer?.files.map(({ name, scan }) => [name, scan.verdict])).toEqual([['scanned.csv', 'clean']]);
    const approved = await town.takahashi.api.call('approve', { id: transfer?.id ?? '', body: { destination: true, content: true, attachments: true, digest: transfer?.digest ?? '' } });
    answer();
    expect(await sending).toBe('WRONG_STATE');
    const after = await town.sato.api.call('transfer', { id: approved.id });
    expect([after.state, after.files.map(({ name }) => name)]).toEqual(['released', ['scanned.csv']]);
  });

  it('of a draft that ended meanwhile keeps nothing when the answer comes [H 75]', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const before = await kept(town);
    const { sending } = await held(draft.id);
    town.time.advance(8 * 24 * 60);
    await town.running.gateway.tick();
    answer();
    expect(await sending).not.toBe('kept');
    await town.running.gateway.tick();
    const now = await kept(town);
    expect([now.bodies, now.incoming, now.files]).toEqual([0, 0, before.files]);
  });
});
