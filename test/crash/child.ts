// Starts test/processes/gateway.ts as a process and talks to it. What it may write besides its data folder lies in one place: its
// working folder is its temporary folder, so that a test can search all of it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtFolder } from '../setup/build.ts';

export interface Origins { readonly ward: string; readonly contractor: string }
export interface StopAt { readonly label: string; readonly count: number }

/** A gateway that a test drives, in a process of its own or in this one. */
export interface Gate {
  readonly origins: Origins;
  advance(minutes: number): Promise<void>;
  tick(): Promise<void>;
  close(): Promise<void>;
}

export interface Child extends Gate {
  /** Null if it died before it listened. */
  readonly started: Origins | null;
  readonly pid: number;
  /** The signal that ended it, or null. */
  readonly died: Promise<string | null>;
  readonly faults: readonly string[];
  /** SIGKILL. One that is dead already stays so: its number may be another's by now. */
  kill(): void;
}

/** Far beyond what a gateway takes to come to a point: how busy the machine is decides nothing. */
const patienceSeconds = 120;

/** The signal that ended it; says so where it is `what` that it never came to, and ends it. */
export async function endOf(child: Child, what: string): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const alive = new Promise<string>((resolve) => { timer = setTimeout(() => { resolve(`still alive, ${what} was not reached`); }, patienceSeconds * 1000); });
  const signal = await Promise.race([child.died, alive]);
  clearTimeout(timer);
  child.kill();
  return signal;
}

interface Told { origins?: Origins; done?: string; fault?: string }

/** Starts the built gateway. Returns when it listens, or has died on the way. */
export async function startChild(given: { environment: Readonly<Record<string, string>>; temporary: string; at: number; stopAt: StopAt | null; /** What it is started by: it ends in running its arguments. */ by?: readonly string[] }): Promise<Child> {
  const program = join(await builtFolder('server'), 'test', 'processes', 'gateway.js');
  const [command, ...rest]: readonly string[] = [...(given.by ?? []), process.execPath, program, JSON.stringify({ at: given.at, stopAt: given.stopAt })];
  const child = spawn(command ?? process.execPath, rest, {
    cwd: given.temporary, env: { ...given.environment, PATH: process.env['PATH'], TMPDIR: given.temporary, UV_THREADPOOL_SIZE: '8' }, stdio: ['pipe', 'pipe', 'pipe'],
  });
  const faults: string[] = [];
  const waiting: ((told: Told | null) => void)[] = [];
  const died = new Promise<string | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)));
  let dead = false;
  void died.then(() => {
    dead = true;
    waiting.splice(0).forEach((answer) => answer(null));
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as Told;
    if (told.fault === undefined) waiting.shift()?.(told);
    else faults.push(told.fault);
  });
  child.stderr.on('data', (bytes: Buffer) => faults.push(bytes.toString('utf8')));
  child.stdin.on('error', () => undefined);
  /** The next thing that it tells; null when it dies first, or was dead already. */
  const answer = (): Promise<Told | null> => new Promise((resolve) => (dead ? resolve(null) : waiting.push(resolve)));
  const order = async (asked: Record<string, unknown>): Promise<void> => {
    const answered = answer();
    child.stdin.write(`${JSON.stringify(asked)}\n`);
    if (await answered === null) throw new Error(`the gateway died at the order ${JSON.stringify(asked)}`);
  };
  const started = (await answer())?.origins ?? null;
  return {
    started, died, faults, pid: child.pid ?? 0, kill: () => void child.kill('SIGKILL'),
    get origins() {
      if (started === null) throw new Error(`the gateway did not start: ${faults.join('\n')}`);
      return started;
    },
    advance: (minutes) => order({ do: 'advance', minutes }),
    tick: () => order({ do: 'tick' }),
    close: async () => {
      await order({ do: 'close' });
      await died;
    },
  };
}
