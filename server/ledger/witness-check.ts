/**
 * What witnesses vouch for, met while a bundle is verified: `VerifyOptions.witnesses`. Pure.
 * Guarantees that a size is told as vouched for only where a cosignature of a witness the reader named held over a head that itself held.
 */
import { parseWitnessKey, verifyCosignatures } from './cosignature.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';

/** Up to which size a witness vouches, and when it said so (seconds since 1970, by the witness's clock); null where no head bears its cosignature. */
export interface Vouched { readonly witness: string; readonly size: number | null; readonly seconds: number | null }

export interface WitnessCheck {
  /** Takes a head whose log signature and root held, as a note, with its size. Rejects with NoteRefused if a named witness's cosignature on it does not hold. */
  take(note: string, size: number): Promise<void>;
  /** For each witness named, in that order, the largest size so far. */
  vouched(): readonly Vouched[];
}

/** Takes the vkeys (type 0x04) that the reader has by another way than the bundle. Throws NoteRefused for one that is malformed or no witness's. */
export function createWitnessCheck(vkeys: readonly string[], { sha256, verifyEd25519 }: { readonly sha256: Sha256; readonly verifyEd25519: VerifyEd25519 }): WitnessCheck {
  const witnesses = vkeys.map((vkey) => parseWitnessKey(sha256, vkey));
  const newest = new Map<string, { size: number; seconds: number }>();
  const nameOf = ({ name, keyId }: { name: string; keyId: string }): string => `${name}+${keyId}`;
  return {
    async take(note, size) {
      if (witnesses.length === 0) return;
      for (const { witness, seconds } of await verifyCosignatures(note, witnesses, verifyEd25519)) {
        if (size >= (newest.get(nameOf(witness))?.size ?? -1)) newest.set(nameOf(witness), { size, seconds });
      }
    },
    vouched: () => witnesses.map((witness) => ({ witness: witness.name, size: newest.get(nameOf(witness))?.size ?? null, seconds: newest.get(nameOf(witness))?.seconds ?? null })),
  };
}
