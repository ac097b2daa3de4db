// Compiles shim.c once and shares its control with a process: which of the calls of that process to the files of one folder fails, and what came of it.
import { execFile } from 'node:child_process';
import { open, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const kinds = { EIO: 1, ENOSPC: 2, short: 3 } as const;
export type Kind = keyof typeof kinds;
/** As `hit` tells them. */
export const calls = ['none', 'open', 'write', 'sync', 'cut', 'rename', 'unlink', 'read', 'mkdir'] as const;
export type Call = (typeof calls)[number];

let built: Promise<string> | undefined;

/** The compiled shim. `cc` is the compiler's path. */
export function compiledShim(cc: string): Promise<string> {
  built ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-shim-'));
    const path = join(folder, 'shim.so');
    await promisify(execFile)(cc, ['-O1', '-shared', '-fPIC', '-o', path, join(import.meta.dirname, 'shim.c'), '-ldl', '-lpthread']);
    return path;
  })();
  return built;
}

export interface Control {
  readonly environment: Readonly<Record<string, string>>;
  /** From now on calls are counted, and noted where a log was asked for; the `failAt`-th fails in this way, or none (0). */
  arm(failAt: number, kind: Kind): Promise<void>;
  /** How many calls there were since, and which one failed. */
  read(): Promise<{ count: number; hit: Call }>;
  close(): Promise<void>;
}

/** Stands between one process and the files below `folder`. `log` is where it notes what happens to them. */
export async function controlOver(cc: string, folder: string, log: string | null = null): Promise<Control> {
  const shim = await compiledShim(cc);
  const own = await mkdtemp(join(tmpdir(), 'kagibako-control-'));
  const path = join(own, 'control');
  await writeFile(path, Buffer.alloc(64));
  return {
    environment: { LD_PRELOAD: shim, SHIM_FOLDER: folder, SHIM_CONTROL: path, ...(log === null ? {} : { SHIM_LOG: log }) },
    arm: async (failAt, kind) => {
      const words = Buffer.alloc(64);
      [0, failAt, kinds[kind], 0, 1].forEach((word, at) => words.writeBigInt64LE(BigInt(word), at * 8));
      const file = await open(path, 'r+');
      await file.write(words, 0, 64, 0).finally(() => file.close());
    },
    read: async () => {
      const words = await readFile(path);
      return { count: Number(words.readBigInt64LE(0)), hit: calls[Number(words.readBigInt64LE(24))] ?? 'none' };
    },
    close: () => rm(own, { recursive: true, force: true }),
  };
}
