/**
 * Verifies an export bundle offline, in one pass and bounded memory, by nothing but its bytes and a key (FORMAT.md, "Verifying").
 * Guarantees that `ok` means: every entry and every signed head fit together, and with all that the auditor already held.
 */
import { parseHeader, parseLine } from './bundle.ts';
import type { BundleHeader, DocumentLine } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';
import { parseCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { createChecker } from './checker.ts';
import type { Checker, Observer, Seen } from './checker.ts';
import { nameOfDocument } from './committed.ts';
import type { Committed } from './committed.ts';
import { createSuccession } from './key-succession.ts';
import type { Succession } from './key-succession.ts';
import { LineTooLong, linesOf, MOST_LINE_BYTES } from './lines.ts';
import { NoteRefused, parseNote, parseVerifierKey } from './note.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';
import { Bad } from './verdict.ts';
import type { FirstBad, Verdict } from './verdict.ts';
import { createWitnessCheck } from './witness-check.ts';
import type { Vouched } from './witness-check.ts';

export interface VerifyOptions {
  readonly sha256: Sha256;
  readonly verifyEd25519: VerifyEd25519;
  /** Keys the auditor has by another way. Without them the bundle's own are used, and the verdict says so. */
  readonly vkeys?: readonly string[];
  /** Signed checkpoints the auditor kept (from receipts, reports, other bundles): the bundle must contain each of their trees. */
  readonly known?: readonly string[];
  /** Checks a document's OpenPGP signature by the header's certificates: given from outside this folder, and only asked where somebody wants every one of them checked. */
  readonly isSigned?: (document: string, signature: string, certificates: readonly string[]) => Promise<boolean>;
  /** Keys of witnesses (type 0x04) that the auditor has by another way: the verdict says up to where each vouches. */
  readonly witnesses?: readonly string[];
}

/** The bytes are not an export bundle at all (no header): neither good nor tampered. */
export class BundleUnreadable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BundleUnreadable';
  }
}

function headerOf(line: Uint8Array): BundleHeader {
  try {
    return parseHeader(line);
  } catch (error) {
    throw new BundleUnreadable(`this is not a ledger export: expected ${error instanceof Error ? error.message : 'a header'}`, error);
  }
}

function successionOf(header: BundleHeader, { sha256, vkeys }: VerifyOptions): Succession {
  vkeys?.forEach((vkey) => parseVerifierKey(sha256, vkey));
  if (vkeys !== undefined && !vkeys.some((vkey) => header.vkeys.includes(vkey))) {
    throw new Bad('KEY', null, `a ledger signed by ${vkeys.join(' or ')}`, `one that names ${header.vkeys.join(', ')}`);
  }
  const names = header.vkeys.map((vkey) => parseVerifierKey(sha256, vkey).name);
  // Keys of a former name come first; that an entry leads from one name to the next is seen where it stands.
  if (names.at(-1) !== header.origin) throw new Bad('KEY', null, `keys of ${header.origin}`, `keys of ${names.join(', ')}`);
  return createSuccession(header.vkeys, sha256);
}

/** What the auditor kept may be signed by any of the ledger's keys: by the one of its time, or by one that the auditor trusts and the bundle does not name. */
async function knownHeads(header: BundleHeader, { known = [], verifyEd25519, sha256, vkeys = [] }: VerifyOptions): Promise<Checkpoint[]> {
  const keys = [...new Set([...header.vkeys, ...vkeys])].map((vkey) => parseVerifierKey(sha256, vkey));
  const origins = new Set(header.vkeys.map((vkey) => parseVerifierKey(sha256, vkey).name));
  const heads = await Promise.all(known.map((note) => {
    const { origin } = parseCheckpoint(parseNote(note).text);
    const named = origins.has(origin) ? origin : header.origin;
    return verifyCheckpoint(note, named, keys.filter(({ name }) => name === named), verifyEd25519);
  }));
  return heads.sort((a, b) => a.size - b.size);
}

/** Names what stopped the check. Anything that is not about the bundle is a bug or a broken disk, and is thrown on. */
function firstBadOf(error: unknown, line: number): FirstBad {
  if (error instanceof Bad) {
    const { code, index, lastIndex, expected, came, document } = error;
    return { code, line, index, lastIndex, expected, came, ...(document === undefined ? {} : { document }) };
  }
  if (error instanceof NoteRefused) return { code: 'SIGNATURE', line, index: null, lastIndex: null, expected: 'keys and checkpoints that verify', came: error.message };
  throw error;
}

/**
 * Takes the bundle as chunks of bytes, returns the verdict; a bundle that was tampered with is a verdict, not an error, and names what is wrong first.
 * Throws BundleUnreadable if the first line is no header, and whatever reading the chunks throws.
 */
export async function verifyBundle(chunks: AsyncIterable<Uint8Array>, options: VerifyOptions, observer: Observer = {}): Promise<Verdict> {
  const steps = verifySteps(chunks, options, observer);
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, piece by piece: yields the header after each piece of the file that it worked through, so that two bundles can be read side by side. Returns the verdict. */
export async function* verifySteps(chunks: AsyncIterable<Uint8Array>, options: VerifyOptions, observer: Observer = {}): AsyncGenerator<BundleHeader, Verdict> {
  const witnesses = createWitnessCheck(options.witnesses ?? [], options);
  const signatures = createSignatures(options);
  const observing: Observer = {
    ...observer,
    head: async (checkpoint, note) => {
      await witnesses.take(note, checkpoint.size);
      await observer.head?.(checkpoint, note);
    },
    document: (line, committed) => {
      const [told, signed] = [observer.document?.(line, committed), signatures.take(line, committed, header?.certificates ?? [])];
      return told === undefined ? signed : Promise.all([told, signed]).then(() => undefined);
    },
  };
  const batches = linesOf(chunks, MOST_LINE_BYTES);
  let checker: Checker | null = null;
  let header: BundleHeader | null = null;
  let line = 0;
  let firstBad: FirstBad | undefined;
  try {
    for await (const batch of batches) {
      for (const bytes of batch) {
        line += 1;
        if (checker === null) {
          header = headerOf(bytes);
          checker = createChecker(header, successionOf(header, options), await knownHeads(header, options), options, observing);
        } else {
          const pending = checker.take(parseLine(bytes));
          if (pending !== undefined) await pending;
        }
      }
      if (header !== null) yield header;
    }
    checker?.finish();
  } catch (error) {
    if (header === null) throw error instanceof BundleUnreadable ? error : new BundleUnreadable('this is not a ledger export, or it cannot be read', error);
    // A line that is too long was never counted.
    firstBad = firstBadOf(checker?.explain(error) ?? error, error instanceof LineTooLong ? line + 1 : line);
  }
  if (header === null) throw new BundleUnreadable('expected a ledger export, an empty file came');
  return verdictOf(header, checker?.seen(), { firstBad, witnesses: witnesses.vouched(), unchecked: signatures.unchecked }, options);
}

/** Checks the signature of every signed document, or counts those that nobody asked to be checked: their bytes are those of the ledger all the same. */
function createSignatures({ isSigned }: VerifyOptions) {
  let unchecked = 0;
  return {
    take(line: DocumentLine, committed: Committed, certificates: readonly string[]): Promise<void> | undefined {
      if (committed.salted) return undefined;
      if (isSigned !== undefined) return refuseUnsigned(isSigned(line.document, line.signature, certificates), line.index, committed);
      unchecked += 1;
      return undefined;
    },
    get unchecked() {
      return unchecked;
    },
  };
}

async function refuseUnsigned(signed: Promise<boolean>, index: number, committed: Committed): Promise<void> {
  const document = nameOfDocument(committed);
  if (!(await signed)) throw new Bad('DOCUMENT_SIGNATURE', index, `${document} signed by one of the gateway's certificates`, 'no signature of theirs over it', { document });
}

const NOTHING: Seen = { entries: 0, foreign: 0, checkpoints: 0, openings: 0, documents: 0, head: null, unverifiable: [] };

function verdictOf(header: BundleHeader, { unverifiable, ...seen }: Seen = NOTHING, { firstBad, witnesses, unchecked }: { firstBad: FirstBad | undefined; witnesses: readonly Vouched[]; unchecked: number }, { vkeys }: VerifyOptions): Verdict {
  const signatures = unchecked > 0 ? [{ what: 'signatures-not-checked' as const, count: unchecked }] : [];
  const own = vkeys === undefined ? [{ what: 'key-from-bundle' as const, count: 1 }] : [];
  return { ok: firstBad === undefined, header, ...seen, ...(firstBad === undefined ? {} : { firstBad }), witnesses, unverifiable: [...unverifiable, ...signatures, ...own] };
}
