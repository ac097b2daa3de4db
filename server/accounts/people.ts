// Municipalities, sections, contractors and accounts: who there is. Administrators of one municipality see and change
// nothing of another. Nobody ever chooses another person's password: it is machine-made, shown once, and one-time.
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { AccountRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import type { PasswordHasher } from './password-hash.ts';
import { mustStayAdministered, ownAccount } from './change-person.ts';
import { administered, type ObjectKind } from './changes.ts';
import { newInitialPassword } from './password-rule.ts';
import { actorOf, type Person, type Role } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { endSessions } from './sessions.ts';

/** An initial password is good for seven days (an assumption; ASVS 6.4.1 asks for short). */
export const initialPasswordDays = 7;

export interface PeopleParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly random: RandomBytes;
}

export interface NewAccount {
  readonly role: Role;
  readonly login: string;
  readonly name: string;
  readonly sectionId?: string | undefined;
  readonly contractorId?: string | undefined;
  readonly canApprove: boolean;
}

export interface MadeAccount {
  readonly account: AccountRow;
  readonly initial: InitialPassword;
}

/** Makes a municipality and its first administrator; only the command line calls this (no page can). Throws `AccountRefused` (NAME_TAKEN). */
export async function foundMunicipality(parts: PeopleParts, given: { code: string; name: string; login: string; adminName: string }): Promise<MadeAccount> {
  const initial = await initialPassword(parts, given.login);
  return parts.store.change(async (tx) => {
    const taken = await tx.selectFrom('municipalities').select('id').where('code', '=', given.code).executeTakeFirst();
    if (taken !== undefined) throw new AccountRefused('NAME_TAKEN', { field: 'code' });
    const municipality = newIdentifier(parts.random);
    const at = parts.clock.now();
    await tx.insertInto('municipalities').values({ id: municipality, code: given.code, name: given.name, created_at: at }).execute();
    const account = await insertAccount(tx, parts, { role: 'administrator', login: given.login, name: given.adminName, canApprove: false }, { municipality, encoded: initial.encoded, validUntil: initial.shown.validUntil });
    await parts.ledger.append(tx, { at, act: 'found-municipality', result: 'done', actor: { system: true }, municipality, facts: { name: given.name, administrator: account.id } });
    return { account, initial: initial.shown };
  });
}

/** Adds a person; `inside` joins the same transaction. Administrators are not made here: they take two (administrators.ts). Throws `AccountRefused` (LOGIN_TAKEN, ROLE_MISMATCH, NOT_FOUND). */
export async function addAccount(parts: PeopleParts, who: Person, given: NewAccount & { readonly role: Exclude<Role, 'administrator'> }, inside?: (tx: Tx, account: AccountRow) => Promise<void>): Promise<MadeAccount> {
  if ((given.role === 'staff') !== (given.sectionId !== undefined) || (given.role === 'handler') !== (given.contractorId !== undefined)) {
    throw new AccountRefused('ROLE_MISMATCH', { expected: 'staff: sectionId; handler: contractorId; others: neither' });
  }
  const initial = await initialPassword(parts, given.login);
  return parts.store.change(async (tx) => {
    await mustBeOwn(tx, who, given);
    const account = await insertAccount(tx, parts, given, { municipality: who.municipalityId, encoded: initial.encoded, validUntil: initial.shown.validUntil });
    await inside?.(tx, account);
    await enter(tx, parts, who, 'add-account', { account: account.id, role: account.role, canApprove: given.canApprove }, { kind: 'person', id: account.id });
    return { account, initial: initial.shown };
  });
}

/** Disables a person in one step; their sessions end at once. Throws `AccountRefused` (NOT_FOUND, OWN_ACCOUNT, LAST_ADMINISTRATOR). */
export async function disableAccount(parts: PeopleParts, who: Person, accountId: string): Promise<AccountRow> {
  return parts.store.change(async (tx) => {
    await mustStayAdministered(tx, who, await ownAccount(tx, who, accountId));
    await tx.updateTable('accounts').set({ disabled_at: parts.clock.now() }).where('id', '=', accountId).where('disabled_at', 'is', null).execute();
    await endSessions(tx, accountId);
    await enter(tx, parts, who, 'disable-account', { account: accountId }, { kind: 'person', id: accountId });
    return ownAccount(tx, who, accountId);
  });
}

/** The next identity tile: sections and contractors are counted together and never deleted, so no two of a municipality look alike (UI 4). */
export async function nextTile(tx: Tx, municipalityId: string): Promise<number> {
  const count = async (table: 'sections' | 'contractors'): Promise<number> => (await tx.selectFrom(table).select((select) => select.fn.countAll<number>().as('count')).where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow()).count;
  return await count('sections') + await count('contractors');
}

export async function addSection(parts: PeopleParts, who: Person, given: { name: string; telephone: string }): Promise<{ id: string; name: string; telephone: string }> {
  return parts.store.change(async (tx) => {
    const taken = await tx.selectFrom('sections').select('id').where('municipality_id', '=', who.municipalityId).where('name', '=', given.name).executeTakeFirst();
    if (taken !== undefined) throw new AccountRefused('NAME_TAKEN', { field: 'name' });
    const section = { id: newIdentifier(parts.random), name: given.name, telephone: given.telephone };
    await tx.insertInto('sections').values({ ...section, municipality_id: who.municipalityId, tile: await nextTile(tx, who.municipalityId) }).execute();
    await enter(tx, parts, who, 'add-section', { section: section.id, name: section.name }, { kind: 'section', id: section.id });
    return section;
  });
}

export async function addContractor(parts: PeopleParts, who: Person, given: { name: string; address: string }): Promise<{ id: string; name: string; address: string; page: string; tile: number }> {
  return parts.store.change(async (tx) => {
    const contractor = { id: newIdentifier(parts.random), name: given.name, address: given.address, page: newIdentifier(parts.random), tile: await nextTile(tx, who.municipalityId) };
    await tx.insertInto('contractors').values({ ...contractor, municipality_id: who.municipalityId, created_at: parts.clock.now() }).execute();
    await enter(tx, parts, who, 'add-contractor', { name: contractor.name }, { kind: 'contractor', id: contractor.id });
    return contractor;
  });
}

export interface InitialPassword { readonly login: string; readonly password: string; readonly validUntil: string }
export interface MadePassword { readonly encoded: string; readonly shown: InitialPassword }

/** A password that is good once and for some days: shown to whoever hands it over, kept as its hash only. */
export async function initialPassword(parts: Pick<PeopleParts, 'random' | 'hasher' | 'clock'>, login: string): Promise<MadePassword> {
  const password = newInitialPassword(parts.random);
  const validUntil = new Date(parts.clock.millis() + initialPasswordDays * 86_400_000).toISOString();
  return { encoded: await parts.hasher.hash(password), shown: { login, password, validUntil } };
}

/** Writes the row inside its transaction. Throws `AccountRefused` (LOGIN_TAKEN). */
export async function insertAccount(tx: Tx, parts: PeopleParts, given: NewAccount, made: { municipality: string; encoded: string; validUntil: string }): Promise<AccountRow> {
  const scope = given.contractorId ?? made.municipality;
  await mustBeFree(tx, scope, given.login);
  const account: AccountRow = {
    id: newIdentifier(parts.random), municipality_id: made.municipality, role: given.role, scope, login: given.login, name: given.name,
    section_id: given.sectionId ?? null, contractor_id: given.contractorId ?? null, can_approve: given.canApprove ? 1 : 0,
    password_hash: made.encoded, must_change: 1, initial_expires_at: made.validUntil, disabled_at: null, created_at: parts.clock.now(), last_sign_in_at: null, preferences: null, email: null,
  };
  await tx.insertInto('accounts').values(account).execute();
  return account;
}

/** Throws `AccountRefused` (LOGIN_TAKEN). */
export async function mustBeFree(tx: Tx, scope: string, login: string): Promise<void> {
  const taken = await tx.selectFrom('accounts').select('id').where('scope', '=', scope).where('login', '=', login).executeTakeFirst();
  if (taken !== undefined) throw new AccountRefused('LOGIN_TAKEN', { login });
}

async function mustBeOwn(tx: Tx, who: Person, { sectionId, contractorId }: NewAccount): Promise<void> {
  if (sectionId !== undefined) {
    const found = await tx.selectFrom('sections').select('id').where('id', '=', sectionId).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (found === undefined) throw new AccountRefused('NOT_FOUND');
  }
  if (contractorId !== undefined) {
    const found = await tx.selectFrom('contractors').select('id').where('id', '=', contractorId).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (found === undefined) throw new AccountRefused('NOT_FOUND');
  }
}

async function enter(tx: Tx, parts: PeopleParts, who: Person, act: string, facts: Record<string, string | boolean>, about: { kind: ObjectKind; id: string }): Promise<void> {
  const entry = await parts.ledger.append(tx, {
    at: parts.clock.now(), act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts, ...(about.kind === 'contractor' ? { contractor: about.id } : {}),
  });
  await administered(tx, about.kind, about.id, entry.index);
}
