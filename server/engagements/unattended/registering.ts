// Registering unattended terminals: by one administrator, confirmed by another who heard the fingerprint from the responsible person, revoked at once by any.
import { createHash } from 'node:crypto';
import { actorOf, type Person } from '../../accounts/person.ts';
import type { JsonValue } from '../../ledger/canonical.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { fingerprintWords } from '../../sealing/fingerprint-words.ts';
import { publicKeyOf } from '../../signatures/request-signature.ts';
import { newIdentifier, type RandomBytes } from '../../store/identifier.ts';
import type { AccountRow, UnattendedTerminalRow } from '../../store/schema.ts';
import type { Store, Tx } from '../../store/store.ts';
import { dayEnd, japanDay } from '../japan-time.ts';
import { EngagementRefused } from '../refusal.ts';
import { UnattendedRefused } from './refusal.ts';
import { answersFor, engagementsIn, type Scope } from './terminal.ts';

/** No registration lasts longer (an assumption): whoever answers for a terminal is asked anew at least once a year. */
export const longestDays = 366;

export interface RegisterParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }
export interface NewUnattended { readonly name: string; readonly publicKey: string; readonly responsibleId: string; readonly scope: Scope; readonly engagementIds: readonly string[]; /** The last day, in Japan. */ readonly lastDay: string }

/** Registers a key; it may do nothing before it is confirmed. Throws `UnattendedRefused` (UNATTENDED_KEY_REFUSED, UNATTENDED_KEY_TAKEN, UNATTENDED_MISFIT, UNATTENDED_EXPIRY). */
export async function registerUnattended(parts: RegisterParts, who: Person, given: NewUnattended): Promise<UnattendedTerminalRow> {
  const key = readPublicKey(given.publicKey);
  const fingerprint = createHash('sha256').update(key).digest('hex');
  return parts.store.change(async (tx) => {
    const now = parts.clock.now();
    mustEndInTime(given.lastDay, now);
    if (await tx.selectFrom('unattended_terminals').select('id').where('fingerprint', '=', fingerprint).executeTakeFirst() !== undefined) throw new UnattendedRefused('UNATTENDED_KEY_TAKEN', { fingerprint });
    const account = await responsibleFor(tx, who, given);
    const row: UnattendedTerminalRow = {
      id: newIdentifier(parts.random), municipality_id: who.municipalityId, name: given.name, scope: given.scope, section_id: account.section_id, contractor_id: account.contractor_id,
      engagements: JSON.stringify([...new Set(given.engagementIds)]), public_key: key, fingerprint, responsible_id: account.id, expires_at: dayEnd(given.lastDay), registered_by: who.id, registered_at: now,
      confirmed_by: null, confirmed_at: null, revoked_by: null, revoked_at: null, revoke_entry: null, last_used_at: null, last_address: null,
    };
    await tx.insertInto('unattended_terminals').values(row).execute();
    await enter(tx, parts, who, { act: 'register-terminal', row, facts: { name: row.name, scope: row.scope, engagements: engagementsIn(row), responsible: account.id, expiresAt: row.expires_at } });
    return row;
  });
}

/** Confirms a key by its fingerprint as heard: in figures, or in the words of the telephone form. Throws `EngagementRefused` (NOT_FOUND), `UnattendedRefused` (UNATTENDED_REVOKED, UNATTENDED_SELF_CONFIRMED, UNATTENDED_FINGERPRINT). */
export async function confirmUnattended(parts: RegisterParts, who: Person, id: string, heard: string): Promise<UnattendedTerminalRow> {
  return parts.store.change(async (tx) => {
    const row = await own(tx, who, id);
    if (row.revoked_at !== null) throw new UnattendedRefused('UNATTENDED_REVOKED', { at: row.revoked_at });
    if (row.registered_by === who.id) throw new UnattendedRefused('UNATTENDED_SELF_CONFIRMED');
    if (!isHeardAs(heard, row.fingerprint)) throw new UnattendedRefused('UNATTENDED_FINGERPRINT');
    if (row.confirmed_at !== null) return row;
    const confirmed = { ...row, confirmed_by: who.id, confirmed_at: parts.clock.now() };
    await tx.updateTable('unattended_terminals').set({ confirmed_by: confirmed.confirmed_by, confirmed_at: confirmed.confirmed_at }).where('id', '=', id).execute();
    await enter(tx, parts, who, { act: 'confirm-terminal', row, facts: {} });
    return confirmed;
  });
}

/** Revokes a terminal; its next request is refused. Throws `EngagementRefused` (NOT_FOUND). */
export async function revokeUnattended(parts: RegisterParts, who: Person, id: string, reason: string): Promise<UnattendedTerminalRow> {
  return parts.store.change(async (tx) => {
    const row = await own(tx, who, id);
    if (row.revoked_at !== null) return row;
    const entry = await enter(tx, parts, who, { act: 'revoke-terminal', row, facts: {}, reason });
    const revoked = { revoked_by: who.id, revoked_at: parts.clock.now(), revoke_entry: entry };
    await tx.updateTable('unattended_terminals').set(revoked).where('id', '=', id).execute();
    return { ...row, ...revoked };
  });
}

async function own(tx: Tx, who: Person, id: string): Promise<UnattendedTerminalRow> {
  const row = await tx.selectFrom('unattended_terminals').selectAll().where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
  if (row === undefined) throw new EngagementRefused('NOT_FOUND');
  return row;
}

/** Reads `ed25519:` and 32 bytes of Base64. Throws `UnattendedRefused` (UNATTENDED_KEY_REFUSED). */
function readPublicKey(line: string): Buffer {
  const [, base64 = ''] = /^ed25519:([A-Za-z0-9+/]{43}=)$/.exec(line.trim()) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  try {
    if (bytes.toString('base64') === base64) {
      publicKeyOf(bytes);
      return bytes;
    }
  } catch {
    // Told below like every other line that is no key.
  }
  throw new UnattendedRefused('UNATTENDED_KEY_REFUSED');
}

function mustEndInTime(lastDay: string, now: string): void {
  const latest = japanDay(new Date(Date.parse(now) + longestDays * 86_400_000).toISOString());
  if (lastDay <= japanDay(now) || lastDay > latest) throw new UnattendedRefused('UNATTENDED_EXPIRY', { latest });
}

/** The person who answers for it, of the municipality and of the party that the scope and every engagement ask for. Throws `UnattendedRefused` (UNATTENDED_MISFIT). */
async function responsibleFor(tx: Tx, who: Person, given: NewUnattended): Promise<AccountRow> {
  const account = await tx.selectFrom('accounts').selectAll().where('id', '=', given.responsibleId).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
  const fits = account !== undefined && answersFor({ municipality_id: who.municipalityId, section_id: account.section_id, contractor_id: account.contractor_id }, account)
    && (given.scope === 'send' ? account.role === 'staff' : account.role === 'handler');
  if (!fits) throw new UnattendedRefused('UNATTENDED_MISFIT');
  const ids = [...new Set(given.engagementIds)];
  const known = account.section_id !== null
    ? await tx.selectFrom('engagement_sections').select('engagement_id').where('section_id', '=', account.section_id).where('engagement_id', 'in', ids).execute()
    : await tx.selectFrom('engagement_contractors').select('engagement_id').where('contractor_id', '=', account.contractor_id ?? '').where('engagement_id', 'in', ids).execute();
  if (ids.length === 0 || known.length !== ids.length) throw new UnattendedRefused('UNATTENDED_MISFIT');
  return account;
}

/** True if what was heard is the fingerprint in hexadecimal or in its telephone form; spaces and separators do not count. */
function isHeardAs(heard: string, fingerprint: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').replace(/[\s:・,、-]/g, '').toUpperCase();
  return plain(heard) === plain(fingerprint) || plain(heard) === plain(fingerprintWords(fingerprint));
}

interface Entered { readonly act: string; readonly row: UnattendedTerminalRow; readonly facts: Readonly<Record<string, JsonValue>>; readonly reason?: string }

async function enter(tx: Tx, { ledger, clock }: RegisterParts, who: Person, { act, row, facts, reason }: Entered): Promise<number> {
  const entry = await ledger.append(tx, {
    at: clock.now(), act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, ...(row.contractor_id === null ? {} : { contractor: row.contractor_id }),
    facts: { terminal: row.id, fingerprint: row.fingerprint, ...facts }, ...(reason === undefined ? {} : { texts: { reason } }),
  });
  return entry.index;
}
