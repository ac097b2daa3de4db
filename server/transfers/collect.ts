// Collect (受取): bodies go out to the recipient while the transfer is released, and what arrived is counted. When every byte
// of every body has been delivered at least once, the transfer is collected. Steps that end a transfer cut what is running.
import { setTimeout } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { comesFromNewAddress } from '../accounts/known-addresses.ts';
import type { Person } from '../accounts/person.ts';
import { readEngagement } from '../engagements/engagement.ts';
import { mustBeOpen } from '../engagements/period.ts';
import { mustBeOnRoster } from '../engagements/roster.ts';
import { arrived, begun, cutOff, ended, resumedAt, type Delivered, type Span } from './delivered.ts';
import { allWhole, noteDeliveries, readDeliveries } from './deliveries.ts';
import type { Tx } from '../store/store.ts';
import { createTurns } from './in-turn.ts';
import { finishCollecting, mustBeCollectable, startCollecting, type Rule } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { collectAgain, opened, openingOf, type Deliveries, type DownloadTerms, type Opening } from './repeats.ts';
import { mustFind } from './register.ts';
import { measureBodies, readFile, readTransfer } from './rows.ts';
import type { SealedFile, Transfer } from './transfer.ts';

type CollectParts = Pick<StepParts, 'store' | 'clock' | 'register' | 'vault' | 'random'>;

/** Bytes on their way out. `end` is inclusive, as in HTTP. */
export interface Delivery {
  readonly stream: Readable;
  readonly start: number;
  readonly end: number;
  readonly size: number;
  /** To be told before each piece goes on to the line: its bytes. */
  passing(bytes: number): void;
  /** To be told once: how many bytes went out and whether the response came to its end. */
  settle(sentBytes: number, whole: boolean): Promise<void>;
}

export interface Collection {
  /** Throws unless this person may collect from this transfer now. Returns it. */
  look(who: Person, transferId: string): Promise<{ transfer: Transfer }>;
  /** One file of it. Throws as `look`, and `TransferRefused` (NOT_FOUND). */
  lookAt(who: Person, transferId: string, fileId: string): Promise<SealedFile>;
  /** Opens one body, whole or from `start` to `end`. Throws `TransferRefused` (NOT_FOUND, RANGE_NOT_SATISFIABLE, RECALLED, EXPIRED, …). */
  open(who: Person, transferId: string, fileId: string, range: { start: number; end: number | null } | null): Promise<Delivery>;
  /** Has another stream with the transfer's data cut with its deliveries: the archive of a medium. Returns the stream. */
  watch<T extends Readable>(of: Of, stream: T): T;
  /** Cuts every such delivery, and waits until the files are let go (H 50, 73, 76). */
  cut(which: Which): Promise<void>;
  /** Waits until what has already gone out of this transfer is counted: a client may ask before our own commit. */
  settled(transferId: string): Promise<void>;
}

/** A delivery that has not been counted yet. */
interface Uncounted { readonly transfer: string; left: number; readonly counted: Promise<void> }

/** Milliseconds that a question waits for the count of what has just gone out. */
const patience = 2_000;

interface Of { readonly transfer: string; readonly who: Pick<Person, 'id' | 'occasion' | 'unattended'> }
/** Of a transfer; of a person, or of all their sign-ins but one; of one sign-in, by its occasion. */
export type Which = { readonly transfer: string } | { readonly person: string; readonly besides?: string } | { readonly occasion: string };
interface Running extends Of { readonly stream: Readable }

function isOf(which: Which, { transfer, who: { id, occasion, unattended } }: Of): boolean {
  if ('transfer' in which) return transfer === which.transfer;
  if ('occasion' in which) return occasion === which.occasion;
  // A terminal acts for the person by its own key, whatever becomes of the sign-ins.
  return id === which.person && (which.besides === undefined || (unattended === undefined && occasion !== which.besides));
}

export function createCollection(parts: CollectParts): Collection {
  const running = new Set<Running>();
  // Sixteen ranges at once are one collection: each looks at what the others have entered (H 67).
  const inTurn = createTurns();
  const uncounted = new Set<Uncounted>();
  const watch: Collection['watch'] = (of, stream) => {
    const entry = { ...of, stream };
    running.add(entry);
    stream.once('close', () => running.delete(entry));
    return stream;
  };
  return {
    watch,
    settled: async (transferId) => {
      // A delivery whose last byte has gone on to the line may be with the client already; any other is not. A client that has
      // stopped taking the last bytes holds nobody up for long.
      const sent = [...uncounted].filter((one) => one.transfer === transferId && one.left <= 0).map((one) => one.counted);
      await Promise.race([Promise.allSettled(sent), setTimeout(patience, undefined, { ref: false })]);
    },
    look: (who, transferId) => look(parts, who, transferId),
    lookAt: async (who, transferId, fileId) => look(parts, who, transferId).then(() => mustHold(parts, transferId, fileId)),
    open: async (who, transferId, fileId, range) => {
      const { transfer, terms } = await look(parts, who, transferId);
      const file = await mustHold(parts, transferId, fileId);
      if (file.bodyId === null) throw new TransferRefused('NOT_FOUND');
      const span = spanOf(file, range);
      const opening = await inTurn(transferId, () => begin(parts, who, { transferId, file, span, terms }));
      const stream = watch({ transfer: transferId, who }, parts.vault.readBody(file.bodyId, { start: span[0], end: span[1] - 1 }));
      // A step that ended the transfer meanwhile has cut only what was running then.
      await look(parts, who, transferId).catch((error: unknown) => {
        stream.destroy();
        throw error;
      });
      await noteDeliveries(parts.store, file, (before) => inRound(before, opening, (delivered) => begun(resumedAt(delivered, span[0]), span)));
      let count: () => void = () => undefined;
      const waiting: Uncounted = { transfer: transferId, left: span[1] - span[0], counted: new Promise((resolve) => (count = resolve)) };
      uncounted.add(waiting);
      return {
        stream, start: span[0], end: span[1] - 1, size: file.bodySize,
        passing: (bytes) => {
          waiting.left -= bytes;
        },
        settle: (sent, whole) => inTurn(transferId, () => settle(parts, who, { transfer, file, span, opening }, sent, whole)).finally(() => {
          uncounted.delete(waiting);
          count();
        }),
      };
    },
    cut: async (which) => {
      const hit = [...running].filter((one) => isOf(which, one));
      await Promise.all(hit.map((one) => new Promise<void>((resolve) => {
        one.stream.once('close', resolve);
        one.stream.destroy();
        if (one.stream.closed) resolve();
      })));
    },
  };
}

async function look({ store, clock, register }: CollectParts, who: Person, transferId: string): Promise<{ transfer: Transfer; terms: DownloadTerms }> {
  const { transfer } = await mustFind(store.read, who, transferId);
  const engagement = await readEngagement(store.read, transfer.engagementId);
  if (engagement === undefined) throw new TransferRefused('NOT_FOUND');
  await register.ask(who, 'collect', [transferId], (asked, _policy, now) => {
    mustBeOpen(engagement, now);
    mustBeOnRoster(engagement, who, now);
    mustBeCollectable(asked, who, clock.now());
  });
  return { transfer, terms: engagement.terms.downloads };
}

async function mustHold({ store }: CollectParts, transferId: string, fileId: string): Promise<SealedFile> {
  const file = await readFile(store.read, transferId, fileId);
  if (file === undefined) throw new TransferRefused('NOT_FOUND');
  return file;
}

function spanOf(file: SealedFile, range: { start: number; end: number | null } | null): Span {
  if (range === null) return [0, file.bodySize];
  const end = Math.min(range.end ?? file.bodySize - 1, file.bodySize - 1);
  if (range.start >= file.bodySize || end < range.start) throw new TransferRefused('RANGE_NOT_SATISFIABLE', { sizeBytes: file.bodySize });
  return [range.start, end + 1];
}

/** Another collection from the start, with the reason for it (A.2 複写・複製の禁止). Throws `TransferRefused` (NOT_COLLECTED, DOWNLOADS_USED_UP, …). */
export async function repeatCollection({ register }: Pick<CollectParts, 'register'>, who: Person, id: string, terms: DownloadTerms, reason: string): Promise<void> {
  await register.change(who, 'collect-again', [id], () => collectAgain(who, terms, reason));
}

interface Begun { readonly transferId: string; readonly file: SealedFile; readonly span: Span; readonly terms: DownloadTerms }

/** One entry when collecting begins, and one when somebody collects again from the start; none for each range (H 67). */
async function begin(parts: CollectParts, who: Person, { transferId, file, span, terms }: Begun): Promise<Opening> {
  const { register, store } = parts;
  const transfer = await readTransfer(store.read, transferId);
  const rounds = transfer?.collection?.rounds ?? 1;
  const opening = openingOf(await readDeliveries(store.read, file.id), span, file.bodySize, rounds);
  if (transfer?.state === 'released') await register.change(who, 'collect', [transferId], (tx) => toldAddress(parts, tx, who, startCollecting(who)));
  if (opening === 'repeat') await register.change(who, 'collect-again', [transferId], (tx) => toldAddress(parts, tx, who, collectAgain(who, terms, undefined)));
  await noteDeliveries(store, file, (before) => opened(before, opening, span, opening === 'repeat' ? rounds + 1 : rounds));
  return opening;
}

/** The entry says when a firm's person comes from where none of the firm came from before; it names no address. */
async function toldAddress({ random, clock }: CollectParts, tx: Tx, { contractorId, address, occasion }: Person, rule: Rule): Promise<Rule> {
  if (contractorId === null || address === undefined) return rule;
  const newAddress = await comesFromNewAddress(tx, random, { contractorId, address, occasion, now: clock.now() });
  return (...asked) => {
    const outcome = rule(...asked);
    return newAddress ? { ...outcome, entry: { ...outcome.entry, facts: { ...outcome.entry.facts, newAddress } } } : outcome;
  };
}

const deliveredOf = ({ arrived: there, cut, going = [] }: Delivered): Delivered => ({ arrived: there, cut, going });

/** A repeat is counted by itself: the first delivery stays what it was. */
function inRound(before: Deliveries, opening: Opening, change: (delivered: Delivered) => Delivered): Deliveries {
  const { again } = before;
  if (opening === 'first') return { ...before, ...change(deliveredOf(before)) };
  return opening === 'resume' ? before : { ...before, again: { ...again, ...change(deliveredOf(again)) } };
}

interface Sent { readonly transfer: Transfer; readonly file: SealedFile; readonly span: Span; readonly opening: Opening }

async function settle(parts: CollectParts, who: Person, { transfer, file, span, opening }: Sent, sentBytes: number, whole: boolean): Promise<void> {
  const sent: Span = [span[0], Math.min(span[0] + sentBytes, span[1])];
  await noteDeliveries(parts.store, file, (before) => inRound(before, opening, (delivered) => (whole ? arrived(ended(delivered, span), span) : cutOff(ended(delivered, span), sent))));
  if (!whole) {
    // Noted by the gateway: whoever collected may have been taken off the roster, which is why it was cut.
    await parts.register.change('gateway', 'collect', [transfer.id], () => (now) => ({ transfer: now, entry: { act: 'interrupt-collecting', facts: { by: who.id, sentBytes, ofBytes: span[1] - span[0] } } }));
    return;
  }
  if (!(await allWhole(parts.store.read, transfer.id))) return;
  const { count: files = 0, bytes = 0 } = (await measureBodies(parts.store.read, transfer.id)) ?? {};
  const state = (await readTransfer(parts.store.read, transfer.id))?.state;
  if (state === 'collecting') await parts.register.change(who, 'collect', [transfer.id], () => finishCollecting(who, { files, bytes }));
  // A part that came after the rest, of what is collected already, is no collection of its own.
  else if (state === 'collected' && isEverything(span, file)) await parts.register.change(who, 'collect', [transfer.id], () => (now) => ({ transfer: now, entry: { act: 'collected-again', facts: { files } } }));
}

const isEverything = (span: Span, file: SealedFile): boolean => span[0] === 0 && span[1] === file.bodySize;

