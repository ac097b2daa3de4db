// The segments as network namespaces, joined by virtual cables. Made inside a namespace of their own (main.ts), so that nothing of the machine's own network is touched
// and everything is gone when the lab ends.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { contractorAddress, segments, wardAddress, type Segment } from './ways.ts';

export interface Network {
  /** The command and arguments that run a program in a segment. */
  readonly inside: (segment: Segment, command: readonly string[]) => [string, ...string[]];
  /** Runs a command in a segment to its end and returns what it said. */
  readonly run: (segment: Segment, ...command: string[]) => string;
  readonly end: () => void;
}

/** Makes the segments: desk - gateway - LGWAN - contractor and outsider. LGWAN passes everything on: it is closed, and not trusted. Throws where namespaces may not be made. */
export async function layCables(): Promise<Network> {
  const holders = new Map<Segment, ChildProcess>();
  for (const segment of segments) holders.set(segment, await emptyNamespace());
  const pidOf = (segment: Segment): string => String(holders.get(segment)?.pid ?? 0);
  const inside: Network['inside'] = (segment, command) => ['nsenter', '-t', pidOf(segment), '-n', ...command];
  const run: Network['run'] = (segment, ...command) => {
    const [program, ...words] = inside(segment, command);
    return execFileSync(program, words, { encoding: 'utf8' });
  };
  const end = (): void => { for (const holder of holders.values()) holder.kill('SIGKILL'); };
  try {
    for (const segment of segments) run(segment, 'ip', 'link', 'set', 'lo', 'up');
    const plug = (segment: Segment, device: string, address: string): void => {
      execFileSync('ip', ['link', 'set', 'dev', device, 'netns', pidOf(segment)]);
      run(segment, 'ip', 'address', 'add', address, 'dev', device);
      run(segment, 'ip', 'link', 'set', 'dev', device, 'up');
    };
    const cable = (one: [Segment, string, string], other: [Segment, string, string]): void => {
      execFileSync('ip', ['link', 'add', 'dev', one[1], 'type', 'veth', 'peer', 'name', other[1]]);
      plug(...one);
      plug(...other);
    };
    cable(['desk', 'desk0', '10.1.0.10/24'], ['gateway', 'ward0', `${wardAddress}/24`]);
    cable(['gateway', 'lgwan0', `${contractorAddress}/24`], ['lgwan', 'inner0', '10.2.0.254/24']);
    cable(['lgwan', 'firms0', '10.3.0.1/24'], ['contractor', 'firm0', '10.3.0.10/24']);
    cable(['lgwan', 'others0', '10.4.0.1/24'], ['outsider', 'out0', '10.4.0.66/24']);
    const route = (segment: Segment, to: string, via: string): void => void run(segment, 'ip', 'route', 'add', to, 'via', via);
    route('desk', 'default', wardAddress);
    route('gateway', 'default', '10.2.0.254');
    route('lgwan', '10.1.0.0/24', contractorAddress);
    route('contractor', 'default', '10.3.0.1');
    route('outsider', 'default', '10.4.0.1');
    forwarding(run, 'lgwan', true);
    return { inside, run, end };
  } catch (error) {
    end();
    throw error;
  }
}

/** Whether a segment passes on what is not for it. */
export const forwarding = (run: Network['run'], segment: Segment, on: boolean): void => void run(segment, 'sh', '-c', `echo ${on ? '1' : '0'} > /proc/sys/net/ipv4/ip_forward`);

/** A process that holds an empty network namespace. */
async function emptyNamespace(): Promise<ChildProcess> {
  const own = readlinkSync('/proc/self/ns/net');
  const holder = spawn('unshare', ['-n', 'sleep', '86400'], { stdio: ['ignore', 'ignore', 'inherit'] });
  while (holder.exitCode === null) {
    if (namespaceOf(holder.pid ?? 0) !== own) return holder;
    await wait(10);
  }
  throw new Error(`unshare -n ended with ${String(holder.exitCode)}`);
}

function namespaceOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${String(pid)}/ns/net`);
  } catch {
    return null;
  }
}
