// `npm run lab`: builds ward desk, LGWAN, gateway, contractor and outsider as network namespaces, starts the real gateway, tries every way from every segment, once
// behind nftables (`--rules FILE` for other rules than the lab's own) and once without, and prints what came of it.
// Ends with 0 if all are as they should be, 1 if one is not, 3 where this machine allows no namespaces.
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ours, startGateway, type Lab } from './gateway.ts';
import { forwarding, layCables, type Network } from './network.ts';
import { greetingPort, neighbours, segments, withoutWalls, withWalls, type Outcome, type Segment, type Way } from './ways.ts';

const exits = { good: 0, bad: 1, impossible: 3 } as const;
const inner = 'KAGIBAKO_LAB_INSIDE';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts the lab again in user and network namespaces of its own, where it is root and touches nothing else. */
async function outside(): Promise<number> {
  const missing = ['unshare', 'nsenter', 'ip', 'nft', 'openssl'].filter((name) => !isInstalled(name));
  if (missing.length > 0) return impossible(`${missing.join(', ')} がありません（Debian: util-linux, iproute2, nftables, openssl） / not installed: ${missing.join(', ')}`);
  try {
    execFileSync('unshare', ['-rn', 'true'], { stdio: 'pipe' });
  } catch (error) {
    return impossible(`名前空間を作れません（コンテナなら --privileged か、seccomp の緩和が要ります） / namespaces may not be made here: ${error instanceof Error ? error.message.trim() : ''}`);
  }
  const [program = '', ...words] = ours('test/lab/main', ...process.argv.slice(2));
  const child = spawn('unshare', ['-rn', program, ...words], { stdio: 'inherit', env: { ...process.env, [inner]: '1' } });
  const [code] = z.tuple([z.int().nullable(), z.string().nullable()]).parse(await once(child, 'exit'));
  return code ?? exits.bad;
}

function impossible(why: string): number {
  say(`区画を作れないため、試していません。 / the segments cannot be made, so nothing was tried.\n${why}`);
  return exits.impossible;
}

const isInstalled = (name: string): boolean => [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, name)));

async function insideOwn(): Promise<number> {
  process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
  const network = await layCables();
  const started: ChildProcess[] = [];
  let lab: Lab | null = null;
  try {
    for (const segment of segments) started.push(await greeterIn(network, segment));
    lab = await startGateway(network);
    started.push(lab.gateway);
    // The worst case for the forward chain: somebody switched forwarding on.
    forwarding(network.run, 'gateway', true);
    network.run('gateway', 'nft', '-f', rulesFile);
    const behind = await tryAll(network, lab, withWalls);
    const wrongBehind = tell('nftables の内側 / behind nftables', withWalls, behind);
    network.run('gateway', 'nft', 'flush', 'ruleset');
    forwarding(network.run, 'gateway', false);
    const bare = await tryAll(network, lab, withoutWalls);
    const wrongBare = tell('nftables なし、鍵箱だけ / without nftables, the gateway alone', withoutWalls, bare);
    const wrong = wrongBehind + wrongBare;
    say(wrong === 0 ? `すべて意図したとおりです（${String(withWalls.length + withoutWalls.length)}通り）。 / all ${String(withWalls.length + withoutWalls.length)} ways are as intended.` : `意図と違うもの: ${String(wrong)}通り / not as intended: ${String(wrong)}`);
    return wrong === 0 ? exits.good : exits.bad;
  } finally {
    for (const one of started) one.kill('SIGTERM');
    if (lab !== null) {
      if (lab.gateway.exitCode === null) await once(lab.gateway, 'exit');
      await rm(lab.folder, { recursive: true, force: true });
    }
    network.end();
  }
}

/** The rules lie beside the sources; a built lab is started in the project's folder. */
const rulesFile = readRules() ?? [join(import.meta.dirname, 'gateway.nft'), join(process.cwd(), 'test/lab/gateway.nft')].find((file) => existsSync(file)) ?? 'test/lab/gateway.nft';

function readRules(): string | undefined {
  const [option, file] = process.argv.slice(2);
  if (option === undefined) return undefined;
  if (option !== '--rules' || file === undefined || !existsSync(file)) throw new Error(`expected nothing, or --rules and a file of nftables; got ${process.argv.slice(2).join(' ')}`);
  return file;
}

async function greeterIn(network: Network, segment: Segment): Promise<ChildProcess> {
  const ports = segment === 'gateway' ? Object.values(neighbours) : [greetingPort];
  const [program, ...words] = network.inside(segment, ours('test/lab/greeter', ...ports.map(String)));
  const greeter = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(greeter.stdout, 'data');
  return greeter;
}

/** Tries each way from its segment, all segments at once. */
async function tryAll(network: Network, { certificateFile: ca }: Lab, ways: readonly Way[]): Promise<ReadonlyMap<Way, Outcome>> {
  const found = new Map<Way, Outcome>();
  await Promise.all(segments.map(async (segment) => {
    const own = ways.filter(({ from }) => from === segment);
    const [program, ...words] = network.inside(segment, ours('test/lab/probe', JSON.stringify({ ca, targets: own.map(({ target: { address, port, by } }) => ({ address, port, by })) })));
    const { stdout } = await promisify(execFile)(program, words);
    const outcomes = z.array(z.enum(['answers', 'cut', 'closed'])).parse(JSON.parse(stdout));
    for (const [at, way] of own.entries()) found.set(way, outcomes[at] ?? 'closed');
  }));
  return found;
}

const signs: Readonly<Record<Outcome, string>> = { answers: 'open', cut: 'cut', closed: '-' };

/** Prints the matrix; what is not as intended stands between exclamation marks. Returns how many are not. */
function tell(title: string, ways: readonly Way[], found: ReadonlyMap<Way, Outcome>): number {
  const rows = [...new Set(ways.map(({ target }) => target))];
  say(`\n${title}\n${['', ...segments].map((name) => name.padEnd(name === '' ? 42 : 12)).join('')}`);
  let wrong = 0;
  for (const target of rows) {
    const cells = segments.map((segment) => {
      const way = ways.find((one) => one.target === target && one.from === segment);
      if (way === undefined) return '';
      const came = found.get(way) ?? 'closed';
      if (came === way.expected) return signs[came];
      wrong += 1;
      return `!${signs[came]}!`;
    });
    say([`${target.name} ${target.address}:${String(target.port)}`.padEnd(42), ...cells.map((cell) => cell.padEnd(12))].join('').trimEnd());
  }
  return wrong;
}

process.exitCode = process.env[inner] === undefined ? await outside() : await insideOwn();
