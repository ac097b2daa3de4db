// Uploads in parts: begun, gone on with after any cut or restart, ended by the last byte or by the clock. Plaintext is in memory only.
//
// Order of writes at an acknowledgment: the sealed part and its name durable in the vault first, then the row with the offset and the newest bytes. Commit
// point of an offset: that transaction; before it the old part or the old size of the same part is still whole. The last byte is acknowledged only
// by the transaction that makes the file part of the draft: until then the row stands at an earlier offset.
//
// A machine that is in trouble (no room on its disk, a thread that ended) takes nothing away: the upload waits where the row stands. A body that was whole
// already when its last byte could not be acknowledged is an unfinished one again; after a crash there the next start makes it one.
import type { Person } from '../../accounts/person.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Tx } from '../../store/store.ts';
import { openDraft, type Draft } from '../draft-room.ts';
import { cleanFileName } from '../file-name.ts';
import { keepFile } from '../keep-file.ts';
import { readDraftKey } from '../lanes.ts';
import type { PipelineParts } from '../pipeline.ts';
import type { StepParts } from '../parts.ts';
import { TransferRefused } from '../refusal.ts';
import { mustFindDeposit } from '../register.ts';
import { besideKey } from '../../sealing/unfinished.ts';
import { isRefused, type Refused } from '../../ledger/refused.ts';
import { forgetAbandoned, noteAbandoned, wasAbandoned } from './abandoned.ts';
import { announcedBefore, freeMark, markOf, mustBeSame, type Keyed } from './announced-again.ts';
import { LiveUploads, type Live } from './live-uploads.ts';
import { isNoRoom, isOfMachine } from './of-machine.ts';
import { revive } from './reviving.ts';
import { sweep } from './sweeping.ts';
import { createBeside, mustFindUpload, openBeside, type SaidOfFile, type StoredUpload } from './upload-row.ts';

export type UploadsParts = PipelineParts & Pick<StepParts, 'store' | 'clock' | 'register'> & { readonly ledger: Ledger; readonly suspended: () => boolean };

/** How long an upload is kept after its last acknowledged byte. */
export const keptHours = 24;
/** So many of one person's uploads into one deposit may wait at once. */
export const unfinishedAtMost = 100;
/** While bytes come, so many may be lost by a crash. */
const checkpointBytes = 64 * 1024 * 1024;

export interface NewUpload extends SaidOfFile, Keyed {
  /** In bytes. */
  readonly length: number;
  /** Of the whole plain file, to be compared at the end; null where the sender did not say. */
  readonly sha256: string | null;
}

export interface UploadStanding {
  readonly length: number;
  /** So many bytes are durable. */
  readonly offset: number;
  readonly expiresAt: string;
  readonly metadata: string;
  /** What the draft knows the file by, once it is whole. */
  readonly kept: { readonly uploadId: string; readonly size: number; readonly sha256: string } | null;
}

export interface Unfinished extends Omit<SaidOfFile, 'metadata'> { readonly id: string; readonly size: number; readonly offset: number; readonly recipientId: string | null; readonly until: string }

export interface Uploads {
  /** The id of what was begun before under the same key; null where it is new. Throws `TransferRefused` (NOT_FOUND). */
  before(who: Person, file: Keyed): Promise<string | null>;
  /** Announces a file under `id`: of `newIdentifier`, or of `before`, which changes nothing. Throws what `openDraft` throws, `TransferRefused` (FILE_NAME_REFUSED, FILE_EMPTY, FILE_TOO_BIG, UPLOADS_WAITING, UPLOAD_BUSY, IDEMPOTENCY_KEY_REUSED). */
  begin(who: Person, id: string, file: NewUpload): Promise<void>;
  /** Throws `TransferRefused` (NOT_FOUND, also for another person's; UPLOAD_ABANDONED for a week after the clock removed it). */
  look(who: Person, id: string): Promise<UploadStanding>;
  /**
   * Takes what comes, to its end or to a cut; what was taken is durable when it returns. With the last byte the file joins the draft. One call at a time for
   * an upload. Throws `TransferRefused`: UPLOAD_CUT, UPLOAD_TOO_LONG, UPLOAD_WAITS_FOR_ROOM, FILE_TOO_BIG (a limit that was lowered meanwhile), what `chunks` itself refuses and what `isOfMachine` leave the
   * upload where it stands; after any other it is gone.
   */
  take(who: Person, id: string, chunks: AsyncIterable<Uint8Array>): Promise<UploadStanding>;
  /** Forgets an upload and removes what was sealed; a file that is whole stays in its draft. Throws `TransferRefused` (NOT_FOUND, UPLOAD_ABANDONED). */
  drop(who: Person, id: string): Promise<void>;
  /** What of a draft has begun to arrive, sent by this person. Throws `TransferRefused` (NOT_FOUND). */
  of(who: Person, depositId: string): Promise<Unfinished[]>;
  /** The clock's work: lets pipelines go, removes what was abandoned and what hangs on no draft any more. */
  turn(): Promise<void>;
  close(): Promise<void>;
}

export function createUploads(parts: UploadsParts): Uploads {
  const live = new LiveUploads(() => parts.clock.millis());
  const running = new Set<Promise<unknown>>();
  const counted = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    const leave = (): void => void running.delete(work);
    work.then(leave, leave);
    return work;
  };
  const find = async (who: Person, id: string): Promise<StoredUpload> => {
    if (await wasAbandoned(parts, id, who.id)) throw new TransferRefused('UPLOAD_ABANDONED');
    return mustFindUpload(parts.store.read, who, id);
  };
  return {
    before: async (who, file) => (await announcedBefore(parts, who, file))?.id ?? null,
    begin: (who, id, file) => begin(parts, who, id, file),
    look: async (who, id) => standingOf(parts, await find(who, id)),
    take: (who, id, chunks) => counted(new Taking(parts, live, who, id).take(chunks)),
    drop: async (who, id) => remove(parts, live, await find(who, id)),
    of: (who, depositId) => unfinishedOf(parts, who, depositId),
    turn: async () => {
      await live.tire();
      await sweep(parts, live, (row, inside) => remove(parts, live, row, async (tx) => {
        await inside(tx);
        if (row.file_sha256 === null) await noteAbandoned(tx, parts, row);
      }));
      await forgetAbandoned(parts);
    },
    close: async () => {
      await Promise.allSettled(running);
      for (const id of live.ids) await live.leave(id);
    },
  };
}

async function begin(parts: UploadsParts, who: Person, id: string, file: NewUpload): Promise<void> {
  const earlier = await parts.store.read.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst();
  if (earlier?.account_id === who.id) {
    mustBeSame(earlier, (await openBeside(parts, earlier)).beside.openSaid(earlier.said).name, file);
    return;
  }
  const draft = await openDraft(parts, who, file.depositId, file.recipientId);
  const [first] = draft.transfers;
  if (first === undefined) throw new TransferRefused('NOT_FOUND');
  if (cleanFileName(file.name) === null) throw new TransferRefused('FILE_NAME_REFUSED');
  if (file.length === 0) throw new TransferRefused('FILE_EMPTY');
  mustFit(draft, file);
  const key = besideKey(await readDraftKey(parts, first));
  const beside = createBeside(key, id);
  const mark = file.key === null ? null : markOf(key, file.key);
  const { name, lastModified, metadata } = file;
  await parts.store.change(async (tx) => {
    await freeMark(tx, who, file.depositId, mark);
    const waiting = await tx.selectFrom('uploads').select((select) => select.fn.countAll<number>().as('count')).where('deposit_id', '=', file.depositId).where('account_id', '=', who.id).where('file_sha256', 'is', null).executeTakeFirstOrThrow();
    if (waiting.count >= unfinishedAtMost) throw new TransferRefused('UPLOADS_WAITING', { limit: unfinishedAtMost });
    await tx.insertInto('uploads').values({
      id, municipality_id: who.municipalityId, account_id: who.id, deposit_id: file.depositId, transfer_id: first.id, recipient_id: file.recipientId ?? null,
      said: beside.sealSaid({ name, lastModified, metadata }, parts.random), length: file.length, sha256: file.sha256, created_at: parts.clock.now(), expires_at: keptUntil(parts),
      offset: 0, part_id: null, part_size: null, part_sha256: null, newest: null, file_sha256: null, mark,
    }).execute();
  });
}

const mustFit = ({ maxFileBytes }: Draft, { length }: Pick<NewUpload, 'length'>): void => {
  if (length > maxFileBytes) throw new TransferRefused('FILE_TOO_BIG', { limitBytes: maxFileBytes });
};

const keptUntil = ({ clock }: Pick<StepParts, 'clock'>): string => new Date(clock.millis() + keptHours * 3_600_000).toISOString();

async function standingOf(parts: UploadsParts, row: StoredUpload): Promise<UploadStanding> {
  const { beside } = await openBeside(parts, row);
  const { metadata } = beside.openSaid(row.said);
  return { length: row.length, offset: row.offset, expiresAt: row.expires_at, metadata, kept: row.file_sha256 === null ? null : { uploadId: row.id, size: row.length, sha256: row.file_sha256 } };
}

async function unfinishedOf(parts: UploadsParts, who: Person, depositId: string): Promise<Unfinished[]> {
  await mustFindDeposit(parts.store.read, who, depositId);
  const rows = await parts.store.read.selectFrom('uploads').innerJoin('transfers', 'transfers.id', 'uploads.transfer_id').selectAll('uploads')
    .where('uploads.deposit_id', '=', depositId).where('account_id', '=', who.id).where('file_sha256', 'is', null).where('transfers.state', '=', 'draft').orderBy('uploads.created_at').execute();
  const shown: Unfinished[] = [];
  for (const row of rows) {
    const { name, lastModified } = (await openBeside(parts, row)).beside.openSaid(row.said);
    shown.push({ id: row.id, name, lastModified, size: row.length, offset: row.offset, recipientId: row.recipient_id, until: row.expires_at });
  }
  return shown;
}

/** The row first: a crash after it leaves a part that nothing names, which the next start sweeps. */
async function remove(parts: UploadsParts, live: LiveUploads, row: StoredUpload, inside?: (tx: Tx) => Promise<void>): Promise<void> {
  await parts.store.change(async (tx) => {
    await tx.deleteFrom('uploads').where('id', '=', row.id).execute();
    await inside?.(tx);
  });
  const partId = live.get(row.id)?.partId ?? row.part_id;
  await live.drop(row.id);
  await live.settled(row.id);
  if (partId !== null) await parts.vault.dropPart(partId);
}

/** A request ended before its time, and the upload may go on. */
class Ended extends Error {
  readonly why: Refused;
  constructor(why: Refused) {
    super(why.code);
    this.why = why;
  }
}

/** One request's worth of an upload. */
class Taking {
  readonly #parts: UploadsParts;
  readonly #live: LiveUploads;
  readonly #who: Person;
  readonly #id: string;
  #acknowledged = 0;

  constructor(parts: UploadsParts, live: LiveUploads, who: Person, id: string) {
    this.#parts = parts;
    this.#live = live;
    this.#who = who;
    this.#id = id;
  }

  async take(chunks: AsyncIterable<Uint8Array>): Promise<UploadStanding> {
    const row = await mustFindUpload(this.#parts.store.read, this.#who, this.#id);
    if (row.file_sha256 !== null) return standingOf(this.#parts, row);
    const one = await this.#open(row, await this.#openDraft(row));
    try {
      const ended = await this.#pour(one, row, chunks);
      const isWhole = one.pipeline.offset === row.length;
      // A line that is cut behind the last byte brought all of it; who may not go on has brought nothing that counts.
      if (isWhole && (ended === null || ended.code === 'UPLOAD_CUT')) return { ...(await standingOf(this.#parts, row)), offset: row.length, kept: await this.#finish(one, row) };
      if (!isWhole && one.pipeline.offset > this.#acknowledged) await this.#checkpoint(one);
      await (isWhole ? this.#live.leave(this.#id) : this.#live.rest(this.#id));
      if (ended !== null) throw new Ended(ended);
    } catch (error) {
      if (error instanceof Ended) throw error.why;
      if (isOfMachine(error)) {
        await this.#live.leave(this.#id);
        throw isNoRoom(error) ? new TransferRefused('UPLOAD_WAITS_FOR_ROOM', { offset: this.#acknowledged }) : error;
      }
      // A row that cannot be removed now is found by the clock, or by who goes on.
      await remove(this.#parts, this.#live, row).catch(() => this.#live.leave(this.#id));
      throw error;
    }
    return standingOf(this.#parts, await mustFindUpload(this.#parts.store.read, this.#who, this.#id));
  }

  /** The pipeline that waits, or a new one at the same offset. */
  async #open(row: StoredUpload, draft: Draft): Promise<Live> {
    await this.#live.settled(row.id);
    const waiting = this.#live.get(row.id);
    this.#acknowledged = row.offset;
    if (waiting !== undefined) {
      waiting.busy = true;
      return waiting;
    }
    const { beside } = await openBeside(this.#parts, row);
    const pipeline = await revive(this.#parts, draft, row, beside.openSaid(row.said).name).catch(async (error: unknown) => {
      if (isRefused(error) && error.code === 'UPLOAD_GONE') await remove(this.#parts, this.#live, row);
      throw isNoRoom(error) ? new TransferRefused('UPLOAD_WAITS_FOR_ROOM', { offset: row.offset }) : error;
    });
    const one: Live = { pipeline, draft, beside, partId: row.part_id, isNamed: false, stopped: null, busy: true, idleSince: 0 };
    this.#live.add(row.id, one);
    return one;
  }

  /** Asked again with every request: who has lost the right to send may not go on, nor a file that the engagement takes no more. What arrived of it waits. */
  async #openDraft(row: StoredUpload): Promise<Draft> {
    const draft = await openDraft(this.#parts, this.#who, row.deposit_id, row.recipient_id ?? undefined);
    mustFit(draft, row);
    return draft;
  }

  /** Takes what comes; returns why it ended before its time, if it did and the upload may go on. */
  async #pour(one: Live, row: StoredUpload, chunks: AsyncIterable<Uint8Array>): Promise<Refused | null> {
    // What was read back stands in a part of its own by now: that one is named before more comes.
    if (row.offset > 0 && !one.isNamed) await this.#checkpoint(one);
    const source = chunks[Symbol.asyncIterator]();
    for (;;) {
      const next = await source.next().catch((error: unknown) => ({ error }));
      if (one.stopped !== null) throw one.stopped;
      if ('error' in next) return isRefused(next.error) ? next.error : new TransferRefused('UPLOAD_CUT');
      if (next.done === true) return null;
      if (one.pipeline.offset + next.value.length > row.length) return new TransferRefused('UPLOAD_TOO_LONG', { length: row.length });
      await one.pipeline.write(next.value);
      if (one.pipeline.offset - this.#acknowledged >= checkpointBytes && one.pipeline.offset < row.length) await this.#checkpoint(one);
    }
  }

  async #checkpoint(one: Live): Promise<void> {
    const { offset, part, newest } = await one.pipeline.checkpoint();
    const before = one.partId;
    await this.#parts.store.change((tx) => tx.updateTable('uploads').set({
      offset, part_id: part.id, part_size: part.size, part_sha256: part.sha256, newest: one.beside.sealNewest(newest, offset, this.#parts.random), expires_at: keptUntil(this.#parts),
    }).where('id', '=', this.#id).execute());
    one.partId = part.id;
    one.isNamed = true;
    this.#acknowledged = offset;
    await this.#parts.reach('upload.acknowledged');
    if (before !== null && before !== part.id) await this.#parts.vault.dropPart(before);
  }

  async #finish(one: Live, row: StoredUpload): Promise<UploadStanding['kept']> {
    const sealed = await one.pipeline.finish();
    if (row.sha256 !== null && row.sha256 !== sealed.sha256) throw new TransferRefused('UPLOAD_DIFFERS', { expected: row.sha256, came: sealed.sha256 });
    await keepFile(this.#parts, this.#who, one.draft, sealed, row.id, async (tx) => {
      await tx.updateTable('uploads').set({ offset: row.length, part_id: null, part_size: null, part_sha256: null, newest: null, file_sha256: sealed.sha256, expires_at: keptUntil(this.#parts) }).where('id', '=', row.id).execute();
    });
    this.#live.forget(row.id);
    await this.#parts.reach('upload.recorded');
    return { uploadId: row.id, size: row.length, sha256: sealed.sha256 };
  }
}
