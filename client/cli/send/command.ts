// `kagibako send`: files and folders once, or all that comes to rest in a watched folder. Guarantees its exit code (unattended/ending.ts).
import { setTimeout as wait } from 'node:timers/promises';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { callAs } from '../unattended/line.ts';
import { exits, untilReached, type Exit } from '../unattended/ending.ts';
import { guarded } from '../unattended/guarded.ts';
import { createTeller, type Mouth } from '../unattended/telling.ts';
import { openUploadMemory } from '../upload-memory.ts';
import { OWN, type After } from './filing.ts';
import { lookAt, lookInto, type Found } from './found.ts';
import { isEnded, knownAs, openSendLedger, type Sending } from './ledger.ts';
import { resolveNames, type Quantity } from './request.ts';
import { begin, leftOver, work, type Came, type SenderParts } from './sender.ts';
import { createStability } from './stability.ts';

export interface SendArguments {
  /** What to send at once, together; empty with `watch`. */
  readonly paths: readonly string[];
  readonly gateway: string;
  readonly key: string;
  readonly engagement: string;
  readonly form: string;
  readonly recipients: readonly string[];
  readonly quantity: string;
  readonly title?: string | undefined;
  readonly watch?: string | undefined;
  /** Works off the folder and ends, for a timer. */
  readonly once?: boolean | undefined;
  /** Seconds without a change. */
  readonly quiet: string;
  /** Seconds between looks into the folder. */
  readonly every: string;
  readonly marker?: string | undefined;
  readonly after: string;
  readonly ledger?: string | undefined;
  /** Sends what was sent before once more. */
  readonly again?: boolean | undefined;
}

/** What the surroundings give: where words go, the end that is asked for, and time. */
export interface Surroundings extends Mouth { readonly signal: AbortSignal; readonly monotonic: () => number }

const shape = z.object({
  gateway: z.url({ protocol: /^https?$/ }), quantity: z.union([z.enum(['lines', 'rows']), z.coerce.number().int().min(1).max(1_000_000_000)]), quiet: z.coerce.number().min(0).max(86_400), every: z.coerce.number().min(0.1).max(3600),
  after: z.enum(['move', 'delete', 'keep']), marker: z.string().regex(/^\.[^/\\]+$/).optional(), recipients: z.array(z.string().min(1)).min(1).max(20),
});

interface Plan { readonly gateway: string; readonly quantity: Quantity; readonly quietMs: number; readonly everyMs: number; readonly after: After; readonly marker: string | null; readonly folder: string | null; readonly ledgerFolder: string }

/** Takes the arguments, returns the exit code. Throws nothing but bugs. */
export async function sendCommand(given: SendArguments, around: Surroundings): Promise<Exit> {
  const teller = createTeller(around);
  const plan = planOf(given);
  if (typeof plan === 'string') {
    teller.tell('wrong', { message: plan }, ['指定に誤りがあります', plan]);
    return exits.wrong;
  }
  await mkdir(plan.ledgerFolder, { recursive: true, mode: 0o700 }).catch(() => undefined);
  return guarded({ teller, folder: plan.ledgerFolder }, async () => {
    const caller = await callAs(new URL(plan.gateway).origin, given.key, around.now);
    const memory = await openUploadMemory(join(plan.ledgerFolder, 'uploads.json'));
    const ledger = await openSendLedger(join(plan.ledgerFolder, 'sent.jsonl'), around.now);
    const pause = (milliseconds: number): Promise<void> => wait(milliseconds, undefined, { signal: around.signal });
    try {
      const told = (): void => teller.tell('waiting', {}, ['鍵箱につながりません。待ってから続けます。', 'the gateway is not reached; going on after a pause']);
      const request = await untilReached(() => resolveNames(caller.api, { ...given, quantity: plan.quantity, title: given.title ?? null }), { signal: around.signal, pause, told });
      const parts: SenderParts = { ledger, memory, caller, teller, signal: around.signal, pause, request, quantity: plan.quantity, place: { folder: plan.folder, after: plan.after } };
      return await (plan.folder === null ? sendOnce(parts, given) : watch(parts, plan.folder, { ...plan, once: given.once === true, monotonic: around.monotonic }));
    } finally {
      await ledger.close();
    }
  });
}

function planOf(given: SendArguments): Plan | string {
  const parsed = shape.safeParse(given);
  if (!parsed.success) return `wrong options:\n${z.prettifyError(parsed.error)}`;
  if ((given.watch === undefined) === (given.paths.length === 0)) return '送るファイルか --watch の、どちらか一方を指定してください。 / name files, or a folder with --watch, and not both';
  const { quiet, every, after, marker, gateway, quantity } = parsed.data;
  const folder = given.watch === undefined ? null : resolve(given.watch);
  // Whoever names files by hand has them for more than sending; a watched folder is a tray.
  return { gateway, quantity, quietMs: quiet * 1000, everyMs: every * 1000, after: folder === null ? 'keep' : after, marker: marker ?? null, folder, ledgerFolder: resolve(given.ledger ?? join(folder ?? '.', '.kagibako')) };
}

const codeOf = (came: Iterable<Came>): Exit => ([...came].some((one) => one === 'failed' || one === 'held') ? exits.refused : exits.done);

/** One deposit of all that was named. Run again after a crash it goes on; run again after its end it says so, and sends nothing. */
async function sendOnce(parts: SenderParts, { paths, again = false }: SendArguments): Promise<Exit> {
  const found = await gather(paths);
  if (found === null) {
    parts.teller.tell('wrong', { files: [...paths] }, ['ファイルがないか、空か、まだ書いている途中の名前です。1つのフォルダーか、1つのフォルダーの中のファイルを指定してください。', 'a file is absent, empty, or has the name of an unfinished one: name one folder, or files of one folder']);
    return exits.wrong;
  }
  const before = knownAs(parts.ledger, found);
  if (before !== undefined && before.state === 'submitted' && !again) {
    const numbers = before.transfers.map(({ number }) => number);
    parts.teller.tell('already', { key: before.key, numbers }, [`もう送ってあります: 授受番号 ${numbers.join('、')}。もう一度送るには --again を付けてください。`, `sent already: transfer ${numbers.join(', ')}; use --again to send it once more`]);
    return exits.done;
  }
  const sending: Sending = before !== undefined && !isEnded(before) ? before : await begin(parts, found);
  return codeOf([await work(parts, sending.key)]);
}

/** Several files of one folder are one sending, as a folder is. */
async function gather(paths: readonly string[]): Promise<Found | null> {
  const every = paths.map((path) => resolve(path));
  const looks = await Promise.all(every.map((path) => lookAt(path)));
  const [first] = looks;
  if (first === null || first === undefined) return null;
  if (looks.length === 1) return { ...first, marker: null };
  const folder = dirname(first.path);
  const files = looks.flatMap((look) => (look === null || look.isFolder || dirname(look.path) !== folder ? [] : look.files));
  return files.length === looks.length ? { path: folder, isFolder: true, files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), marker: null } : null;
}

interface Watching { readonly quietMs: number; readonly everyMs: number; readonly marker: string | null; readonly once: boolean; readonly monotonic: () => number }

/** First what an earlier run left, then what comes to rest. With `once` it looks through one quiet time and ends. */
async function watch(parts: SenderParts, folder: string, { quietMs, everyMs, marker, once, monotonic }: Watching): Promise<Exit> {
  // A marker says that the file is finished: nothing is waited for.
  const stability = createStability(marker === null ? quietMs : 0);
  const came: Came[] = [];
  let begun: number | null = null;
  for (;;) {
    for (const key of leftOver(parts.ledger)) came.push(await work(parts, key));
    const found = await lookInto(folder, OWN, marker);
    const now = monotonic();
    begun ??= now;
    const stable = stability.look(found, now);
    for (const one of stable) {
      if (parts.place.after === 'keep' && knownAs(parts.ledger, one) !== undefined) continue;
      parts.signal.throwIfAborted();
      came.push(await work(parts, (await begin(parts, one)).key));
    }
    if (once && (marker !== null || now - begun >= quietMs)) break;
    await parts.pause(everyMs);
  }
  const count = (one: Came): number => came.filter((each) => each === one).length;
  parts.teller.tell('end', { sent: count('sent'), failed: count('failed'), held: count('held') }, [`終わりました: 送ったもの ${count('sent')}、送れなかったもの ${count('failed')}、待っているもの ${count('held')}`, `done: ${count('sent')} sent, ${count('failed')} failed, ${count('held')} held`]);
  return codeOf(came);
}
