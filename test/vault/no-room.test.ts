// A disk that takes no more in mid-body: a real process whose files may not grow beyond 2 MiB, and the system's words for a full disk.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../server/vault/failure.ts';
import { builtFolder } from '../setup/build.ts';
import { openRoom } from './room.ts';
import type { Room } from './room.ts';

let room: Room;

beforeEach(async () => {
  room = await openRoom();
});

afterEach(() => room.remove());

const program = `
  import { randomBytes } from 'node:crypto';
  import { readdir } from 'node:fs/promises';
  const [vaultPath, folder] = process.argv.slice(1);
  const { createVault } = await import(vaultPath);
  const vault = await createVault({ folder, randomBytes });
  const attempt = async (mebibytes) => {
    try {
      const writer = await vault.writeBody();
      for (let n = 0; n < mebibytes; n += 1) await writer.write(randomBytes(1024 * 1024));
      return (await writer.commit()).size;
    } catch (error) { return error.name + ' ' + error.code; }
  };
  const over = await attempt(4);
  const left = await readdir(folder + '/incoming');
  console.log(JSON.stringify({ over, left, within: await attempt(1) }));
`;

describe('no room', () => {
  it('[H 84] [H 85] ends the body with an error and nothing of it left, and smaller ones still go in', async () => {
    const vaultPath = join(await builtFolder(), 'server', 'vault', 'vault.js');
    const limited = 'ulimit -f 2048 && exec "$0" --input-type=module -e "$1" "$2" "$3"'; // in units of 1 KiB
    const { stdout } = await promisify(execFile)('bash', ['-c', limited, process.execPath, program, vaultPath, room.folder]);
    expect(JSON.parse(stdout)).toEqual({ over: 'VaultFailed WRITE_FAILED', left: [], within: 1024 * 1024 });
  });

  it.each(['ENOSPC', 'EDQUOT'])('[H 84] is told apart from other failures (%s)', (code) => {
    expect(failure('WRITE_FAILED', 'Writing a body', Object.assign(new Error('full'), { code }))).toMatchObject({ code: 'FULL', message: expect.stringContaining('Make room') as string });
  });
});
