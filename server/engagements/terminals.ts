// Registered terminals (0-6, 1-11): the network addresses from which a contractor's people may sign in and collect where the terms
// demand it. Kept by administrators. An IPv4 address that comes in IPv6 clothing counts as what it is.
import { BlockList, type IPVersion } from 'node:net';
import { enterChange, type ChangeParts } from '../accounts/changes.ts';
import { mustComeFromOwnNetwork } from '../accounts/party-limits.ts';
import type { Person } from '../accounts/person.ts';
import { plainAddress, versionOf } from '../addresses/address.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { TerminalRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { readEngagements, type Engagement } from './engagement.ts';
import { isOpen } from './period.ts';
import { EngagementRefused } from './refusal.ts';
import { rosterEntryOf } from './roster.ts';

export type TerminalParts = ChangeParts & { readonly random: RandomBytes };
interface Block { readonly address: string; readonly bits: number; readonly version: IPVersion }

/** The widest ranges that may be registered (an assumption): a wider one would register a whole provider and nobody's terminal. */
const widest: Readonly<Record<IPVersion, number>> = { ipv4: 16, ipv6: 48 };

/** Reads `192.0.2.7` or `192.0.2.0/24` (or IPv6). Throws `EngagementRefused` (ADDRESS_REFUSED). */
export function readBlock(text: string): Block {
  const [address = '', bits, ...rest] = text.trim().split('/');
  const version = versionOf(address);
  const full = version === 'ipv6' ? 128 : 32;
  const asked = bits === undefined ? full : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (version === null || rest.length > 0 || asked < widest[version] || asked > full) throw new EngagementRefused('ADDRESS_REFUSED', { leastIpv4: widest.ipv4, leastIpv6: widest.ipv6 });
  return { address, bits: asked, version };
}

/** True if `address` (as a socket names it) lies in one of the registered ones. */
export function isRegistered(registered: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const text of registered) {
    const block = readBlock(text);
    list.addSubnet(block.address, block.bits, block.version);
  }
  const came = plainAddress(address);
  const version = versionOf(came);
  return version !== null && list.check(came, version);
}

/** The terminals of a contractor that stand, as they were registered. */
export async function terminalsOf(tx: Tx, contractorId: string): Promise<TerminalRow[]> {
  return tx.selectFrom('terminals').selectAll().where('contractor_id', '=', contractorId).where('removed_at', 'is', null).orderBy('added_at').orderBy('id').execute();
}

/** Registers an address of an own contractor. Throws `EngagementRefused` (NOT_FOUND, ADDRESS_REFUSED, TERMINAL_TAKEN). */
export async function addTerminal(parts: TerminalParts, who: Person, contractorId: string, given: { address: string; label: string; reason: string }): Promise<TerminalRow> {
  const { address, bits, version } = readBlock(given.address);
  const written = bits === (version === 'ipv6' ? 128 : 32) ? address : `${address}/${String(bits)}`;
  return parts.store.change(async (tx) => {
    await mustBeOwn(tx, who, contractorId);
    const before = await terminalsOf(tx, contractorId);
    if (before.some((row) => row.address === written)) throw new EngagementRefused('TERMINAL_TAKEN', { address: written });
    const row: TerminalRow = { id: newIdentifier(parts.random), municipality_id: who.municipalityId, contractor_id: contractorId, address: written, label: given.label, added_by: who.id, added_at: parts.clock.now(), removed_at: null };
    await tx.insertInto('terminals').values(row).execute();
    await enter(tx, parts, who, { act: 'add-terminal', contractorId, before, after: [...before, row], reason: given.reason });
    return row;
  });
}

/** Takes a terminal out; from there nobody signs in or collects any more. Throws `EngagementRefused` (NOT_FOUND). */
export async function removeTerminal(parts: TerminalParts, who: Person, id: string, reason: string): Promise<TerminalRow> {
  return parts.store.change(async (tx) => {
    const row = await tx.selectFrom('terminals').selectAll().where('id', '=', id).where('municipality_id', '=', who.municipalityId).where('removed_at', 'is', null).executeTakeFirst();
    if (row === undefined) throw new EngagementRefused('NOT_FOUND');
    const before = await terminalsOf(tx, row.contractor_id);
    const removed = { ...row, removed_at: parts.clock.now() };
    await tx.updateTable('terminals').set({ removed_at: removed.removed_at }).where('id', '=', id).execute();
    await enter(tx, parts, who, { act: 'remove-terminal', contractorId: row.contractor_id, before, after: before.filter((one) => one.id !== id), reason });
    return removed;
  });
}

async function enter(tx: Tx, parts: TerminalParts, who: Person, { act, contractorId, before, after, reason }: { act: string; contractorId: string; before: readonly TerminalRow[]; after: readonly TerminalRow[]; reason: string }): Promise<void> {
  const shown = (rows: readonly TerminalRow[]): string[] => rows.map((row) => `${row.address} ${row.label}`);
  await enterChange(tx, parts, who, { act, kind: 'contractor', id: contractorId, contractor: contractorId, changes: [{ field: 'terminal', before: shown(before), after: shown(after) }], reason });
}

async function mustBeOwn(tx: Tx, who: Person, contractorId: string): Promise<void> {
  const found = await tx.selectFrom('contractors').select('id').where('id', '=', contractorId).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
  if (found === undefined) throw new EngagementRefused('NOT_FOUND');
}

/**
 * Whether a person may sign in from here: from the networks of their party, where it has some; and a contractor's person is refused when every open engagement that they are on the roster of demands
 * registered terminals. One that does not is reason enough to come in; the others' data stay closed at collection.
 * Throws `AccountRefused` (NETWORK_NOT_REGISTERED), `EngagementRefused` (TERMINAL_NOT_REGISTERED).
 */
export async function mustComeFromTerminal(tx: Tx, account: { readonly id: string; readonly section_id: string | null; readonly contractor_id: string | null }, address: string, now: string): Promise<void> {
  await mustComeFromOwnNetwork(tx, { sectionId: account.section_id, contractorId: account.contractor_id }, address);
  if (account.contractor_id === null) return;
  const ids = (await tx.selectFrom('roster').select('engagement_id').distinct().where('account_id', '=', account.id).where('removed_at', 'is', null).execute()).map((row) => row.engagement_id);
  const open = [...(await readEngagements(tx, ids)).values()].filter((engagement) => isOpen(engagement, now) && rosterEntryOf(engagement, account.id, now) !== undefined);
  if (open.length === 0 || open.some((engagement) => engagement.terms.terminals === 'any')) return;
  await mustBeAtTerminal(tx, account.contractor_id, address);
}

/** True if `address` is a registered terminal of the account's firm. */
export async function isTerminalOf(tx: Tx, { contractor_id: contractorId }: { readonly contractor_id: string | null }, address: string): Promise<boolean> {
  return contractorId !== null && isRegistered((await terminalsOf(tx, contractorId)).map((row) => row.address), address);
}

/** Asked again at every collection: a session may have moved. An address that is not known counts as not registered. */
export async function mustCollectAtTerminal(tx: Tx, engagement: Engagement, who: Person): Promise<void> {
  if (who.contractorId !== null && engagement.terms.terminals === 'registered') await mustBeAtTerminal(tx, who.contractorId, who.address ?? '');
}

async function mustBeAtTerminal(tx: Tx, contractorId: string, address: string): Promise<void> {
  const registered = (await terminalsOf(tx, contractorId)).map((row) => row.address);
  if (!isRegistered(registered, address)) throw new EngagementRefused('TERMINAL_NOT_REGISTERED', { address: plainAddress(address) });
}
