// Identifiers: 128 random bits in hex, unguessable (ASVS 11.5.1) and never in sequence.

export type RandomBytes = (count: number) => Uint8Array;

/** A new identifier, 32 hex digits. */
export function newIdentifier(random: RandomBytes): string {
  return Buffer.from(random(16)).toString('hex');
}
