// Which configurations of clamd are refused at start, and which are taken.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readClamdConfig } from '../../server/scanning/clamd-config.ts';
import type { ClamdSettings } from '../../server/scanning/clamd-config.ts';

const MIB = 1024 * 1024;
const safe = ['LocalSocket /run/clamd', 'TemporaryDirectory /dev/shm', 'AlertExceedsMax yes', 'AlertEncrypted yes', 'MaxFileSize 400M'];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clamd-config-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function read(lines: readonly string[]): Promise<ClamdSettings> {
  const path = join(folder, 'clamd.conf');
  await writeFile(path, lines.join('\n'));
  return readClamdConfig(path);
}

const without = (name: string): string[] => safe.filter((line) => !line.startsWith(`${name} `));

describe('the configuration of clamd', () => {
  it('is taken with its socket and the smallest of its limits', async () => {
    expect(await read(safe)).toEqual({ address: { path: '/run/clamd' }, maxBytes: 100 * MIB });
    expect(await read([...safe, 'StreamMaxLength 30M', 'MaxScanSize 300m'])).toMatchObject({ maxBytes: 30 * MIB });
    expect(await read([...without('MaxFileSize'), '# MaxFileSize 1M', '  MaxFileSize   20480K  ', 'MaxScanSize 20M'])).toMatchObject({ maxBytes: 20 * MIB });
  });

  it('[H 97] that says "no limit" still has the 2 GiB of ClamAV', async () => {
    expect(await read([...without('MaxFileSize'), 'StreamMaxLength 0', 'MaxFileSize 0', 'MaxScanSize 4G'])).toMatchObject({ maxBytes: 2 ** 31 - 1 });
  });

  it.each([
    ['[H 97] skips in silence', 'LIMITS_UNSAFE', without('AlertExceedsMax')],
    ['[H 97] skips in silence by its own word', 'LIMITS_UNSAFE', [...without('AlertExceedsMax'), 'AlertExceedsMax no']],
    ['[H 97] has the rule only in a comment', 'LIMITS_UNSAFE', [...without('AlertExceedsMax'), '#AlertExceedsMax yes']],
    ['[H 97] says both', 'CONFIG_UNREADABLE', [...safe, 'AlertExceedsMax no']],
    ['[H 97] has a limit that is no size', 'LIMITS_UNSAFE', [...safe, 'StreamMaxLength lots']],
    ['[H 97] would see only the beginning of what it unpacks, by its defaults', 'LIMITS_UNSAFE', without('MaxFileSize')],
    ['[H 97] would see only the beginning of what it unpacks', 'LIMITS_UNSAFE', [...safe, 'MaxScanSize 401M']],
    ['[H 97] has no limit that would be told', 'LIMITS_UNSAFE', [...safe, 'MaxScanSize 0']],
    ['[H 98] passes over encrypted archives', 'ENCRYPTED_UNSEEN', without('AlertEncrypted')],
    ['[H 91] names no temporary folder', 'TEMPORARY_ON_DISK', without('TemporaryDirectory')],
    ['[H 91] has a temporary folder that is not there', 'TEMPORARY_ON_DISK', [...without('TemporaryDirectory'), 'TemporaryDirectory /dev/shm/not-there']],
    ['[H 91] has a temporary folder that is not a memory file system', 'TEMPORARY_ON_DISK', [...without('TemporaryDirectory'), 'TemporaryDirectory /proc']],
    ['[H 91] keeps what it scanned', 'TEMPORARY_ON_DISK', [...safe, 'LeaveTemporaryFiles yes']],
    ['has no socket', 'NO_SOCKET', without('LocalSocket')],
    ['listens for the network', 'NOT_LOCAL', [...without('LocalSocket'), 'TCPSocket 3310']],
    ['[ASVS 12.3.1] is on another machine', 'NOT_LOCAL', [...without('LocalSocket'), 'TCPSocket 3310', 'TCPAddr 192.0.2.7']],
  ])('is refused when it %s', async (_, code, lines) => {
    await expect(read(lines)).rejects.toMatchObject({ name: 'ScannerFailed', code });
  });

  it('[H 93] is refused when it cannot be read', async () => {
    await expect(readClamdConfig(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'CONFIG_UNREADABLE' });
  });

  it('may name a TCP port of this machine', async () => {
    expect(await read([...without('LocalSocket'), 'TCPSocket 3310', 'TCPAddr 127.0.0.1'])).toMatchObject({ address: { host: '127.0.0.1', port: 3310 } });
  });
});
