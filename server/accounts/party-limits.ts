// What limits the lines of a party: the networks from which its people may come at all (1-3, 1-11), and the client certificates that a firm may show.
// Guarantees: no list, no limit of networks; with one, whoever comes from elsewhere is refused at sign-in and at each request, and that is entered.
import { z } from 'zod';
import { NetworksRefused, readNetworks } from '../addresses/networks.ts';
import type { Tx } from '../store/store.ts';
import type { Person } from './person.ts';
import { AccountRefused } from './refusal.ts';

const list = z.array(z.string());
/** The widest networks of a party (an assumption): the whole of one private range. */
const widest = { ipv4: 8, ipv6: 16 } as const;

/** Reads a stored list. */
export const listIn = (json: string): string[] => list.parse(JSON.parse(json));

/** Networks as they are kept: each once. Throws `AccountRefused` (NETWORKS_REFUSED). */
export function partyNetworks(given: readonly string[]): string[] {
  const networks = [...new Set(given.map((one) => one.trim()))];
  for (const network of networks) {
    try {
      readNetworks(network, widest);
    } catch (error) {
      if (error instanceof NetworksRefused) throw new AccountRefused('NETWORKS_REFUSED', { came: network.slice(0, 50), leastIpv4: widest.ipv4, leastIpv6: widest.ipv6 });
      throw error;
    }
  }
  return networks;
}

/** SHA-256 fingerprints of certificates, with or without colons, as they are kept: small hexadecimal letters, each once. Throws `AccountRefused` (FINGERPRINT_REFUSED). */
export function clientFingerprints(given: readonly string[]): string[] {
  return [...new Set(given.map((one) => {
    const plain = one.replace(/[\s:]/g, '').toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(plain)) throw new AccountRefused('FINGERPRINT_REFUSED', { came: one.slice(0, 100) });
    return plain;
  }))];
}

interface Belonging { readonly sectionId: string | null; readonly contractorId: string | null }

/** Throws `AccountRefused` (NETWORK_NOT_REGISTERED) where the party of an account is limited to networks and `address` lies in none of them. */
export async function mustComeFromOwnNetwork(tx: Tx, { sectionId, contractorId }: Belonging, address: string): Promise<void> {
  const networks = await networksOf(tx, { sectionId, contractorId });
  if (networks.length > 0 && !readNetworks(networks.join(','), widest)(address)) throw new AccountRefused('NETWORK_NOT_REGISTERED', { address });
}

/** The refusal of a session that is used from elsewhere, to be thrown once it can be entered; null where it may be. */
export async function strayed(tx: Tx, who: Person): Promise<AccountRefused | null> {
  try {
    await mustComeFromOwnNetwork(tx, who, who.address ?? '');
    return null;
  } catch (error) {
    if (error instanceof AccountRefused) return error;
    throw error;
  }
}

async function networksOf(tx: Tx, { sectionId, contractorId }: Belonging): Promise<string[]> {
  const row = contractorId !== null ? await tx.selectFrom('contractors').select('networks').where('id', '=', contractorId).executeTakeFirst()
    : sectionId !== null ? await tx.selectFrom('sections').select('networks').where('id', '=', sectionId).executeTakeFirst() : undefined;
  return row === undefined ? [] : listIn(row.networks);
}
