// The way of one file, apart from the request that brings it: limit, hash, scan, look into and seal for every recipient in one pass. Plaintext is in
// memory only. Whoever feeds it, a multipart request or an upload in parts, is refused the same things in the same words.
import { createHash } from 'node:crypto';
import { createInspection, type Inspection } from '../inspecting/inspection.ts';
import { headBytes } from '../inspecting/kind.ts';
import type { Scan, Verdict } from '../scanning/scanner.ts';
import { heldBackBytes } from '../sealing/formats.ts';
import type { BodyPart } from '../vault/vault.ts';
import { mustBeSound } from './archive-rules.ts';
import { judgeContent, wantedOf } from './content.ts';
import type { Draft } from './draft-room.ts';
import type { Policy } from '../engagements/policy.ts';
import { cleanFileName, type CleanName } from './file-name.ts';
import type { SealedFile } from './keep-file.ts';
import { mustFitName } from './name-and-kind.ts';
import { openLanes, readDraftKey, type LaneParts, type Lanes } from './lanes.ts';
import type { StepParts } from './parts.ts';
import { createPieces, pieceBytes } from './pieces.ts';
import { readBack } from './read-back.ts';
import { TransferRefused } from './refusal.ts';
import type { NotLookedInto } from './transfer.ts';
import { whyWords } from './unscanned.ts';

export type PipelineParts = LaneParts & Pick<StepParts, 'scanner' | 'reach'>;

export interface Pipeline {
  /** How many bytes of the file were taken. */
  readonly offset: number;
  /** Takes a copy of the chunk; resolves when the next may come. Await each call. Throws `TransferRefused` (FILE_TOO_BIG, FILE_IS_PROGRAM, FILE_KIND_DIFFERS, ARCHIVE_…); after any error only `abort` may follow. */
  write(chunk: Uint8Array): Promise<void>;
  /** Makes durable what is sealed so far, without waiting for more: how much of the first recipient's body that is, and the newest of the plaintext, which is not in it yet. Not beside `write`. */
  checkpoint(): Promise<Checkpoint>;
  /** Ends the file: scanned, sealed and durable, but nobody has acknowledged it. Throws `TransferRefused` (FILE_EMPTY, VIRUS_FOUND, NOT_SCANNED, INDIVIDUAL_NUMBER_FOUND, …). */
  finish(): Promise<SealedFile>;
  /** Ends the pipeline and leaves what the last checkpoint told of, to be read back. Idempotent. */
  leave(): Promise<void>;
  /** Removes what was sealed, whatever state it is in; waits for what is on its way. Idempotent. */
  abort(): Promise<void>;
}

/** `newest`: the last bytes before `offset`, at least as many as are not yet in `part`. To be kept encrypted, or not at all. */
export interface Checkpoint { readonly offset: number; readonly part: BodyPart; readonly newest: Uint8Array }

/** Begins a file of this name. Throws `TransferRefused` (FILE_NAME_REFUSED, WRONG_STATE); then nothing of it is left. */
export async function openPipeline(parts: PipelineParts, draft: Draft, given: string): Promise<Pipeline> {
  const clean = cleanFileName(given);
  if (clean === null) throw new TransferRefused('FILE_NAME_REFUSED');
  return new FilePipeline(parts, draft, clean, await openLanes(parts, draft.transfers));
}

class FilePipeline implements Pipeline {
  readonly #parts: PipelineParts;
  readonly #draft: Draft;
  readonly #clean: CleanName;
  readonly #lanes: Lanes;
  readonly #scan: Scan;
  readonly #inspection: Inspection;
  readonly #hash = createHash('sha256');
  readonly #pieces = createPieces((piece) => this.#pass(piece));
  /** The newest pieces that went through, so many that no lane can be further behind. */
  readonly #newest: Uint8Array[] = [];
  #size = 0;
  #isFirst = true;

  constructor(parts: PipelineParts, draft: Draft, clean: CleanName, lanes: Lanes) {
    this.#parts = parts;
    this.#draft = draft;
    this.#clean = clean;
    this.#lanes = lanes;
    this.#scan = parts.scanner.begin();
    this.#inspection = createInspection(wantedOf(draft.engagement, clean.name));
  }

  get offset(): number {
    return this.#size;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#size += chunk.length;
    if (this.#size > this.#draft.maxFileBytes) throw new TransferRefused('FILE_TOO_BIG', { limitBytes: this.#draft.maxFileBytes });
    await this.#pieces.add(chunk);
  }

  async #pass(piece: Uint8Array): Promise<void> {
    // The first piece holds the beginning of the file, as much of it as is looked at.
    if (this.#isFirst) mustFitName(this.#clean.name, piece.subarray(0, headBytes));
    this.#isFirst = false;
    this.#hash.update(piece);
    await this.#scan.write(piece);
    await this.#inspection.take(piece);
    mustBeSound(this.#inspection.trouble);
    await this.#lanes.seal(piece);
    this.#newest.push(piece);
    // The lanes are done with a piece once the next has gone through; here it stays a little longer. Only the newest may be a short one.
    while ((this.#newest.length - 2) * pieceBytes + piece.length >= heldBackBytes) {
      const oldest = this.#newest.shift();
      if (oldest !== undefined) this.#pieces.giveBack(oldest);
    }
  }

  async checkpoint(): Promise<Checkpoint> {
    const newest = Buffer.concat([...this.#newest, this.#pieces.rest]);
    return { offset: this.#size, newest, part: await this.#lanes.checkpoint() };
  }

  async finish(): Promise<SealedFile> {
    if (this.#size === 0) throw new TransferRefused('FILE_EMPTY');
    await this.#pieces.end();
    const cleared = clearedBy(await this.#scanned(), this.#draft.engagement.policy);
    const content = judgeContent(this.#draft.engagement, this.#draft.transfers[0]?.formId ?? '', this.#inspection.end());
    const { patternsFrom, version } = await this.#parts.scanner.describe();
    const stored = await this.#lanes.finish();
    await this.#parts.reach('upload.sealed');
    return { clean: this.#clean, size: this.#size, sha256: this.#hash.digest('hex'), ...content, scan: { by: version, ...cleared, patternsFrom }, stored };
  }

  /**
   * A scanner does not wait for a slow sender as long as we do, and it may be started anew meanwhile: where it went away before it had the whole file, what was
   * sealed is read back and scanned in one go. Once: a scanner that goes away again has not scanned it (fail closed).
   */
  async #scanned(): Promise<Verdict> {
    const verdict = await this.#scan.finish();
    const [first] = this.#draft.transfers;
    if (verdict.verdict !== 'unscanned' || !verdict.wasLost || first === undefined) return verdict;
    const { part, newest, offset } = await this.checkpoint();
    await this.#parts.reach('upload.scan-lost');
    const again = this.#parts.scanner.begin();
    try {
      const sessionKey = await readDraftKey(this.#parts, first);
      const isWhole = await readBack(this.#parts.vault, { sessionKey, format: first.bodyFormat, part, newest, offset }, (plain) => again.write(plain));
      return isWhole ? await again.finish() : verdict;
    } finally {
      again.abort();
    }
  }

  async leave(): Promise<void> {
    this.#scan.abort();
    await this.#lanes.leave();
  }

  async abort(): Promise<void> {
    this.#scan.abort();
    await this.#lanes.drop();
  }
}

type Cleared = { readonly verdict: 'clean' | 'off'; readonly by: string } | { readonly verdict: 'unscanned'; readonly why: NotLookedInto };

/** What may be kept of a verdict. Throws `TransferRefused` (VIRUS_FOUND, NOT_SCANNED, UNSCANNABLE). */
export function clearedBy(verdict: Verdict, { unscannable }: Pick<Policy, 'unscannable'>): Cleared {
  switch (verdict.verdict) {
    case 'clean': return { verdict: 'clean', by: verdict.by };
    case 'off': return { verdict: 'off', by: 'none' };
    case 'infected': throw new TransferRefused('VIRUS_FOUND', { name: verdict.name });
    // Not scanned is not clean: nothing is kept, and the sender tries again (fail closed, 1-5, H 96, 97). What no try will change is kept only where people are to decide (H 29).
    case 'unscanned': {
      const { why, reason } = verdict;
      if (why === 'failed') throw new TransferRefused('NOT_SCANNED', { reason });
      if (unscannable === 'refuse') throw new TransferRefused('UNSCANNABLE', { reason, ...whyWords[why] });
      return { verdict: 'unscanned', why };
    }
  }
}
