// Where the gateway's time goes during one ingest: CPU profiles of its main thread and of the threads that seal, cut to the ingest and added up by area of
// work. An area is found by the nearest caller that belongs to one, so that a hash counts for what it is taken of.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Span { readonly fromMicroseconds: number; readonly toMicroseconds: number }
/** Seconds by area, in the thread that takes requests and in all that seal. */
export interface Areas { readonly main: ReadonlyMap<string, number>; readonly sealing: ReadonlyMap<string, number>; readonly threads: number }

interface Frame { readonly functionName: string; readonly url: string }
interface Node { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }
/** What V8 writes: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile; times are microseconds of the machine's steady clock. */
interface Profile { readonly nodes: readonly Node[]; readonly startTime: number; readonly samples: readonly number[]; readonly timeDeltas: readonly number[] }

export const waiting = 'waiting';

const rules: readonly (readonly [area: string, url: RegExp, name?: RegExp])[] = [
  [waiting, /^$/, /^\(idle\)$/], ['garbage collection', /^$/, /^\(garbage collector\)$/], ['garbage collection', /dead-buffers/], ['native code outside JavaScript (sockets, kernel)', /^$/, /^\(program\)$/],
  ['cipher', /sealing\/cfb\.js|internal\/crypto\/cipher/], ['cipher (framing, chunks)', /sealing\/body\.js/, /^(?!write$)/], ['MDC (SHA-1)', /sealing\/body\.js/, /^write$/],
  ['hash of the sealed body (SHA-256)', /sealing\/sealing-thread\.js|batches\/batch-thread\.js/], ['parsing multipart', /node_modules\/(busboy|streamsearch|multer)/], ['scanner\'s line', /server\/scanning/], ['looking into the content', /server\/inspecting/],
  ['hand-over to the threads', /sealing\/(threads|body-stream|thread-orders)\.js|internal\/worker/], ['pieces (copies)', /transfers\/pieces\.js/], ['hash of the file (SHA-256)', /transfers\/pipeline\.js/, /pass/], ['writes', /server\/vault|node:fs|internal\/fs/],
  ['ledger and database', /server\/(ledger|store|keys)|sqlite|kysely/], ['pipeline', /server\/transfers/], ['HTTP and streams', /node:(_http|net|internal\/(stream|streams|http|timers|process|async_hooks|event_target)|stream|events|buffer|internal\/buffer)|server\/http|express/],
];

/** Reads every profile in `folder` and counts what falls into `span`. */
export async function readAreas(folder: string, span: Span): Promise<Areas> {
  const found = { main: new Map<string, number>(), sealing: new Map<string, number>(), threads: 0 };
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.cpuprofile'))) {
    const profile = JSON.parse(await readFile(join(folder, name), 'utf8')) as Profile;
    // The third number of the name is the thread's; the main thread is 0.
    const isMain = /\.0\.\d+\.cpuprofile$/.test(name);
    if (!isMain) found.threads += 1;
    addUp(profile, span, isMain ? found.main : found.sealing);
  }
  return found;
}

function addUp({ nodes, startTime, samples, timeDeltas }: Profile, { fromMicroseconds, toMicroseconds }: Span, into: Map<string, number>): void {
  const areas = areasOf(nodes);
  let now = startTime;
  for (const [index, id] of samples.entries()) {
    // A sample stands for the time from the one before it.
    const before = now;
    now += timeDeltas[index] ?? 0;
    const inside = Math.min(now, toMicroseconds) - Math.max(before, fromMicroseconds);
    if (inside <= 0) continue;
    const area = areas.get(id) ?? 'other';
    into.set(area, (into.get(area) ?? 0) + inside / 1e6);
  }
}

function areasOf(nodes: readonly Node[]): Map<number, string> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const areaOf = (node: Node | undefined): string => {
    for (let one = node; one !== undefined; one = byId.get(parents.get(one.id) ?? -1)) {
      const { functionName, url } = one.callFrame;
      // What the crypto module does is told by who asked for it: its own frames name a cipher, not which hash.
      const area = rules.find(([, place, name]) => place.test(url) && (name === undefined || name.test(functionName)))?.[0];
      if (area !== undefined) return area;
    }
    return 'other';
  };
  return new Map(nodes.map((node) => [node.id, areaOf(node)]));
}

/** The table: one row for each area that took a hundredth of the time or more. `used`: processor seconds of the whole process meanwhile. */
export function areaTable(title: string, seconds: number, used: number | undefined, { main, sealing, threads }: Areas): string[] {
  const names = [...new Set([...main.keys(), ...sealing.keys()])].filter((name) => name !== waiting);
  const of = (name: string): number => (main.get(name) ?? 0) + (sealing.get(name) ?? 0);
  const rows = names.filter((name) => of(name) >= seconds / 100).sort((a, b) => of(b) - of(a));
  const show = (value: number | undefined): string => (value === undefined || value < 0.005 ? '' : value.toFixed(2));
  return [
    `**${title}**, one round under the profiler (${seconds.toFixed(2)} s; ${threads} sealing ${threads === 1 ? 'thread' : 'threads'}):`, '', '| self time by area, s | main thread | sealing threads |', '|---|---|---|',
    ...rows.map((name) => `| ${name} | ${show(main.get(name))} | ${show(sealing.get(name))} |`), `| *waiting* | ${show(main.get(waiting))} | ${show(sealing.get(waiting))} |`, '',
    `Processor time of the process meanwhile, all threads: ${used?.toFixed(2) ?? '—'} s, of which ${names.reduce((sum, name) => sum + of(name), 0).toFixed(2)} s are in the table.`, '',
  ];
}
