// The gateway as `npm start` runs it, in a process of its own: killed without warning, started again on the same data and ports, its memory watched.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { builtFolder } from '../setup/build.ts';

const started = z.object({ ward: z.string(), contractor: z.string() });
const faulty = z.object({ level: z.number().min(50) });

export interface GatewayProcess {
  /** Whatever it told of that was no note, over all its lives. */
  readonly faults: string[];
  readonly kills: number;
  /** SIGKILL, then a new start; returns once it listens again. */
  killed(): Promise<void>;
  /** Resident memory now, in MiB. */
  memory(): Promise<number>;
  /** SIGTERM, and waits for the end. Throws where it ends with another code than 0. */
  stop(): Promise<void>;
}

/** Starts it with these settings; returns once it listens. */
export async function startGateway(environment: Readonly<Record<string, string>>): Promise<GatewayProcess> {
  const faults: string[] = [];
  let kills = 0;
  let child = await start(environment, faults);
  return {
    faults,
    get kills() { return kills; },
    killed: async () => {
      const ended = endOf(child);
      child.kill('SIGKILL');
      await ended;
      kills += 1;
      child = await start(environment, faults);
    },
    memory: async () => Number(/^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1]) / 1024,
    stop: async () => {
      const ended = endOf(child);
      child.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`expected the gateway to end with 0, it ended with ${String(code)}`);
    },
  };
}

const endOf = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));

async function start(environment: Readonly<Record<string, string>>, faults: string[]): Promise<ChildProcess> {
  const ambient = Object.entries(process.env).filter(([name]) => !name.startsWith('KAGIBAKO_'));
  const program = join(await builtFolder('server'), 'server', 'main.js');
  // As the launcher starts it: a gateway that could leave a core file refuses to start.
  const child = spawn('/bin/sh', ['-c', 'ulimit -S -c 0; exec "$0" "$@"', process.execPath, program], { stdio: ['ignore', 'pipe', 'inherit'], env: { UV_THREADPOOL_SIZE: '8', MALLOC_ARENA_MAX: '2', NODE_OPTIONS: '--max-semi-space-size=4', ...Object.fromEntries(ambient), ...environment } });
  process.once('exit', () => child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    const ended = (): void => { reject(new Error('expected the gateway to start; it ended')); };
    child.once('exit', ended);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told: unknown = JSON.parse(line);
      if (faulty.safeParse(told).success) faults.push(line);
      if (!started.safeParse(told).success) return;
      child.off('exit', ended);
      resolve();
    });
  });
  return child;
}
