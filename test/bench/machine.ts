// The machine and the versions, as far as they say something about speed.
import { statfs } from 'node:fs/promises';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

const memoryFileSystem = 0x01021994; // tmpfs, statfs(2)
const known = new Map([[memoryFileSystem, 'tmpfs (memory, not a disk)'], [0xef53, 'ext4'], [0x58465342, 'xfs'], [0x9123683e, 'btrfs'], [0x794c7630, 'overlayfs']]);

/** Lines for the report. `folder` is where the work is done; `extra` are the versions of foreign programs. */
export async function describeMachine(folder: string, extra: readonly string[], loadBefore: number): Promise<string[]> {
  const [cpu] = cpus();
  const { type } = await statfs(folder);
  return [
    `${cpus().length} cores of ${cpu?.model.trim() ?? 'an unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ${platform()} ${release().split('-')[0] ?? ''} ${arch()}, ${known.get(type) ?? `file system 0x${type.toString(16)}`}`,
    `Node.js ${process.versions.node}, OpenSSL ${process.versions.openssl}${extra.map((line) => `; ${line}`).join('')}`,
    `load average ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after; ${new Date().toISOString().slice(0, 10)}`,
  ];
}
