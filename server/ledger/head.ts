/**
 * The signed head. Guarantees that no head is ever signed that is inconsistent with the newest one signed before (tlog-checkpoint: MUST NOT),
 * and that one signature at a time is made, however many acts ask.
 */
import type { Store, Tx } from '../store/store.ts';
import { signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { storedKey } from './key-chain.ts';
import { sha256, verifyEd25519 } from './node-primitives.ts';
import { NoteRefused, parseVerifierKey } from './note.ts';
import type { NoteSigner } from './note.ts';
import { consistencyParts, ProofRefused, verifyConsistency } from './proofs.ts';
import { LedgerRefused } from './refusal.ts';
import { readHashes, readRoot, storedSize } from './stored-tree.ts';

export interface HeadParts { readonly store: Store; readonly signer: NoteSigner; readonly origin: string; readonly now: () => string }
type Signing = Pick<HeadParts, 'origin' | 'now'>;

async function proveGrowth(tx: Tx, head: Checkpoint, signer: NoteSigner, note: string): Promise<void> {
  // The root is taken from the signed note, not from the row beside it: whoever can edit nodes can edit that row too.
  // One key only: the first head of a new key bears the old one's signature too and is committed with the change, so the newest note is always of
  // the key in use, and under its name: where a new origin is opened, `head` has another. Taking retired keys as well would let a stolen old one put another history under the next head.
  const signed = await verifyCheckpoint(note, signer.name, [parseVerifierKey(sha256, signer.vkey)], verifyEd25519);
  const proof = signed.size > head.size ? [] : await readHashes(tx, sha256, consistencyParts(signed.size, head.size));
  verifyConsistency(sha256, signed.size, head.size, signed.root, head.root, proof);
}

/**
 * Signs the head of the tree as `tx` sees it, if it is not signed yet, by each of `signers`; the first is the key of the newest head so far.
 * Throws LedgerRefused (INCONSISTENT, NODE_MISSING, WRONG_KEY).
 */
export async function signHeadIn(tx: Tx, { origin, now }: Signing, signers: readonly [NoteSigner, ...NoteSigner[]]): Promise<void> {
  // The first head of a key bears its forerunner's signature as well, so the note alone would let a key that was put back go on signing.
  const inUse = await storedKey(tx);
  if (inUse !== null && signers.at(-1)?.vkey !== inUse) throw new LedgerRefused('WRONG_KEY', `鍵フォルダーの ledger.key は、いま使っている台帳の鍵ではありません。交換後の鍵を控えから戻してください。何も署名していません。 / ledger.key is not the key in use (${inUse}): restore that one; nothing was signed`);
  const size = await storedSize(tx);
  const newest = await tx.selectFrom('ledger_checkpoints').select(['size', 'note']).orderBy('size', 'desc').limit(1).executeTakeFirst();
  const head = { origin, size, root: await readRoot(tx, sha256, size) };
  if (newest !== undefined) {
    await proveGrowth(tx, head, signers[0], newest.note).catch((cause: unknown) => {
      if (!(cause instanceof ProofRefused || cause instanceof NoteRefused)) throw cause;
      throw new LedgerRefused('INCONSISTENT', `台帳が署名済みの検証点と合いません。運用を止め、データの写しを取り、監査人に知らせてください。 / the ledger of ${size} entries does not continue the signed checkpoint of ${newest.size}: ${cause.message}. Stop, keep a copy of the data, tell the auditor; nothing was signed`, cause);
    });
    if (newest.size === size) return;
  }
  await tx.insertInto('ledger_checkpoints').values({ size, root: head.root, note: signCheckpoint(head, signers), at: now() }).execute();
}

/** In a change, so that no entry comes between proof and signature. It may share its COMMIT with entries before it, which the head then covers: all of them
 * are on the disk or none. The commit is the point from which the head is given out: a crash before it leaves a signature that nobody has seen, and the next start signs again. */
const signHead = (parts: HeadParts): Promise<void> => parts.store.change((tx) => signHeadIn(tx, parts, [parts.signer]));

/** Returns `sign`: resolves once everything committed before the call is under a signed head; calls during a run share the next one. */
export function createHeadSigner(parts: HeadParts): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = (): Promise<void> => {
    const current = signHead(parts).finally(() => {
      if (running === current) running = null;
    });
    running = current;
    return current;
  };
  return () => {
    if (next !== null) return next;
    if (running === null) return run();
    // The run under way may have looked before the caller's commit; one more, shared, covers everybody who waits.
    next = running.catch(() => undefined).then(() => {
      next = null;
      return run();
    });
    return next;
  };
}
