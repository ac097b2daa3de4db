// From which addresses a firm's people came before. Only salted hashes are kept, and no entry of this holds an address. The hash hides an address from whoever
// reads along; whoever has the database can try all addresses, as with any hash of so few values.
import { createHash } from 'node:crypto';
import type { RandomBytes } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';

const SALT_BYTES = 32;

export interface Came { readonly contractorId: string; readonly address: string; /** One sign-in (Person.occasion). */ readonly occasion: string; readonly now: string }

const hashOf = (salt: Uint8Array, address: string): string => createHash('sha256').update(salt).update(address).digest('hex');

/**
 * Notes in `tx` from where a firm's person comes. True while the address is new: none of the firm's people signed in or collected from it before this
 * sign-in. The very first address of a firm is not new but where it is at home: with nothing to compare, a finding would only say that a firm began.
 */
export async function comesFromNewAddress(tx: Tx, random: RandomBytes, { contractorId, address, occasion, now }: Came): Promise<boolean> {
  const earlier = await tx.selectFrom('known_addresses').select('salt').where('contractor_id', '=', contractorId).limit(1).executeTakeFirst();
  const salt = earlier?.salt ?? random(SALT_BYTES);
  const hash = hashOf(salt, address);
  const known = await tx.selectFrom('known_addresses').select(['occasion', 'first']).where('contractor_id', '=', contractorId).where('hash', '=', hash).executeTakeFirst();
  if (known !== undefined) return known.first === 0 && known.occasion === occasion;
  await tx.insertInto('known_addresses').values({ contractor_id: contractorId, salt, hash, occasion, first: earlier === undefined ? 1 : 0, since: now }).execute();
  return earlier !== undefined;
}

/** True if one of the firm's people came from this address before. */
export async function cameBefore(tx: Tx, contractorId: string, address: string): Promise<boolean> {
  const earlier = await tx.selectFrom('known_addresses').select('salt').where('contractor_id', '=', contractorId).limit(1).executeTakeFirst();
  if (earlier === undefined) return false;
  return await tx.selectFrom('known_addresses').select('since').where('contractor_id', '=', contractorId).where('hash', '=', hashOf(earlier.salt, address)).executeTakeFirst() !== undefined;
}
