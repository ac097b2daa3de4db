/** The signed heads of a bundle against its growing tree. Guarantees that a head which does not hold names the entries between it and the last that did. */
import { verifyCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isSame, toBase64 } from './encoding.ts';
import type { Succession } from './key-succession.ts';
import { NoteRefused } from './note.ts';
import type { OriginOpening } from './origin-opening.ts';
import type { VerifyEd25519 } from './primitives.ts';
import type { Frontier } from './tree.ts';
import { Bad } from './verdict.ts';

export interface Heads {
  /** Throws Bad if the tree, at its present size, is not the one that the auditor holds signed. */
  checkKnown(): void;
  /** Entries up to a head that others hold were lost here: kept heads of the former origin beyond the tree's present size cannot be checked. Throws Bad for one beyond what the entry cites, or another of its size. */
  leaveOrigin(opening: OriginOpening): void;
  /** Takes a signed checkpoint of the present size, returns it. Rejects with Bad. */
  take(note: string): Promise<Checkpoint>;
  /** Throws Bad if the tree ended before one that the auditor holds signed. */
  finish(): void;
  readonly newest: Checkpoint | null;
  readonly count: number;
  /** How many kept heads cannot be checked, since their entries were lost. */
  readonly lost: number;
}

/** Takes the log's keys one after another, the heads the auditor holds (smallest first), and the tree that grows. */
export function createHeads(keys: Succession, known: readonly Checkpoint[], tree: Frontier, verifyEd25519: VerifyEd25519): Heads {
  const waiting = [...known];
  let newest: Checkpoint | null = null;
  let [count, lost] = [0, 0];

  /** First and last entry that a root which does not fit can be about. */
  function suspects(): [number, { lastIndex: number }] {
    const last = Math.max(tree.size - 1, 0);
    return [Math.min(newest?.size ?? 0, last), { lastIndex: last }];
  }

  async function verified(note: string): Promise<Checkpoint> {
    const [first, place] = suspects();
    try {
      const checkpoint = await verifyCheckpoint(note, keys.origin(), keys.now(), verifyEd25519);
      await keys.passOn(note, verifyEd25519);
      return checkpoint;
    } catch (error) {
      if (!(error instanceof NoteRefused)) throw error;
      throw new Bad(keys.isTurning() ? 'ROTATION' : 'SIGNATURE', first, `a checkpoint of ${tree.size} entries signed by ${keys.now().map((key) => `${key.name} (${key.keyId})`).join(' and ')}`, error.message, place);
    }
  }

  return {
    checkKnown() {
      for (let held = waiting[0]; held?.size === tree.size; held = waiting[0]) {
        waiting.shift();
        if (isSame(held.root, tree.root())) continue;
        const [first, place] = suspects();
        throw new Bad('KNOWN_ROOT', first, `the ${held.size} entries of the checkpoint you hold, root ${toBase64(held.root)}`, `another history, root ${toBase64(tree.root())}`, place);
      }
    },
    leaveOrigin(opening) {
      const beyond = lostHeads(waiting, opening, tree.size);
      lost += beyond.length;
      for (const held of beyond) waiting.splice(waiting.indexOf(held), 1);
    },
    async take(note) {
      const checkpoint = await verified(note);
      if (checkpoint.size !== tree.size) throw new Bad('PLACE', tree.size, `a checkpoint of size ${tree.size}`, `one of size ${checkpoint.size}`);
      if (!isSame(checkpoint.root, tree.root())) {
        const [first, place] = suspects();
        throw new Bad('ROOT', first, `the signed root ${toBase64(checkpoint.root)} of ${tree.size} entries`, `root ${toBase64(tree.root())}: one of these entries is not the one that was signed`, place);
      }
      newest = checkpoint;
      count += 1;
      return checkpoint;
    },
    finish() {
      const longest = waiting.at(-1);
      if (longest !== undefined) throw new Bad('TAIL_CUT', tree.size, `at least ${longest.size} entries: you hold a signed checkpoint of that size`, `${tree.size} entries`);
    },
    get newest() {
      return newest;
    },
    get lost() { return lost; },
    get count() { return count; },
  };
}

/** The kept heads of the former origin beyond `kept`, the entries of it that are left. Throws Bad for one beyond the head that is cited, or another of its size. */
function lostHeads(waiting: readonly Checkpoint[], { origin, size, root }: OriginOpening, kept: number): Checkpoint[] {
  const beyond = waiting.filter((held) => held.origin === origin && held.size > kept);
  for (const held of beyond) {
    if (held.size > size) throw new Bad('TAIL_CUT', kept, `a new origin that cites the newest head known, at least ${held.size} entries: you hold it signed`, `one that cites ${size} entries`);
    if (held.size === size && !isSame(held.root, root)) throw new Bad('KNOWN_ROOT', kept, `a new origin that cites the head you hold, root ${toBase64(held.root)}`, `one that cites root ${toBase64(root)}`);
  }
  return beyond;
}
