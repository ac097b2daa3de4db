/**
 * The keys of one ledger, one after another (FORMAT.md, "Head"): an entry `rotate-ledger-key` names the next, and the first head that covers it bears the signatures of both.
 * An entry `open-origin` does the same under another name.
 * Guarantees that whoever trusts one key of the bundle trusts exactly the heads that this key, its successors or its forerunners answer for.
 */
import { NoteRefused, parseVerifierKey, verifyNote } from './note.ts';
import type { VerifierKey } from './note.ts';
import { isObject, textOf } from './line-json.ts';
import { OPEN_ORIGIN, openingOf } from './origin-opening.ts';
import type { JsonObject } from './line-json.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';
import { Bad } from './verdict.ts';

export const ROTATE_KEY = 'rotate-ledger-key';
/** True for the entries that tell the next key: of the same name, or of another. */
export const isTurn = (act: string): boolean => act === ROTATE_KEY || act === OPEN_ORIGIN;

export interface Succession {
  /** The keys of which the next head needs a signature each: one, or two (and more) after a rotation. */
  now(): readonly VerifierKey[];
  /** True from a rotation until the head that bears both signatures. */
  isTurning(): boolean;
  /** The name under which the next head stands: that of the newest key. */
  origin(): string;
  /** Takes an entry that `isTurn`. Throws Bad if it is not from the present key to the next one that the header names. */
  rotate(index: number, entry: JsonObject): void;
  /** A head came whose signatures held so far: needs all of `now`, then only the newest goes on. Rejects with NoteRefused. */
  passOn(note: string, verifyEd25519: VerifyEd25519): Promise<void>;
  /** Throws Bad if the header names keys that never took over. */
  finish(): void;
}

/** Takes the header's keys in their order. Throws NoteRefused for one that is none. */
export function createSuccession(vkeys: readonly string[], sha256: Sha256): Succession {
  const keys = vkeys.map((vkey) => parseVerifierKey(sha256, vkey));
  let [from, to] = [0, 0];
  const now = (): VerifierKey[] => keys.slice(from, to + 1);
  return {
    now,
    isTurning: () => to > from,
    origin: () => keys[to]?.name ?? '',
    rotate(index, entry) {
      const facts = isObject(entry['facts']) ? entry['facts'] : {};
      const [old, next] = [vkeys[to], vkeys[to + 1]];
      const sameName = keys[to]?.name === keys[to + 1]?.name;
      const fits = entry['act'] === OPEN_ORIGIN ? !sameName && openingOf(entry)?.origin === keys[to]?.name : sameName;
      if (next === undefined || !fits || textOf(facts['from']) !== old || textOf(facts['to']) !== next) {
        throw new Bad('ROTATION', index, `a rotation from ${old ?? 'no key'} to ${next ?? 'no other: the header names none'}`, `one from ${textOf(facts['from']) ?? 'nothing'} to ${textOf(facts['to']) ?? 'nothing'}`);
      }
      to += 1;
    },
    async passOn(note, verifyEd25519) {
      if (to === from) return;
      const { signedBy } = await verifyNote(note, now(), verifyEd25519);
      const missing = now().filter((key) => !signedBy.includes(key));
      if (missing.length > 0) throw new NoteRefused('NO_TRUSTED_SIGNATURE', `no signature of ${missing.map((key) => `${key.name} (${key.keyId})`).join(', ')} on the first checkpoint after the change of keys`);
      from = to;
    },
    finish() {
      if (from < keys.length - 1) throw new Bad('KEY', null, 'an entry for each change to the next key that the header names', `none for ${vkeys[from + 1] ?? ''}`);
    },
  };
}
