// The last thing of every sign-in, whatever way it came: the session, what it tells the ledger, and the initial password that is now spent; one transaction.
import type { Ledger } from '../ledger/ledger.ts';
import { isRefused } from '../ledger/refused.ts';
import type { Clock } from '../ledger/clock.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { AccountRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import type { FactorUsed } from './factors.ts';
import { comesFromNewAddress } from './known-addresses.ts';
import { readRole, type Side } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { startSession } from './sessions.ts';

export interface EnteringParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Asked once it is known who it is: may this person come in from here? Throws a `Refused`. */
  readonly mayEnter: (tx: Tx, account: AccountRow, address: string, now: string) => Promise<void>;
}
export interface From { readonly side: Side; readonly address: string; /** As `browserOf` says it. */ readonly browser?: string | undefined }

const actor = (account: AccountRow) => ({ id: account.id, role: readRole(account.role), name: account.name });
const ofFirm = (account: AccountRow) => (account.contractor_id === null ? {} : { contractor: account.contractor_id });

/** Opens the session inside `tx`. Returns its token. Throws `AccountRefused` (SIGN_IN_FAILED) where the initial password was spent meanwhile. */
export async function openSession(tx: Tx, { ledger, random }: EnteringParts, account: AccountRow, given: From & { readonly now: string; readonly factor: FactorUsed | null; readonly left?: number }): Promise<string> {
  const { side, address, browser, now, factor, left } = given;
  if (account.initial_expires_at !== null) await spendInitial(tx, account, now);
  const occasion = newIdentifier(random);
  const token = await startSession(tx, { accountId: account.id, side, address, browser, now, random, occasion });
  const newAddress = account.contractor_id !== null && await comesFromNewAddress(tx, random, { contractorId: account.contractor_id, address, occasion, now });
  await tx.updateTable('accounts').set({ last_sign_in_at: now }).where('id', '=', account.id).execute();
  await ledger.append(tx, {
    at: now, act: 'sign-in', result: 'done', actor: actor(account), municipality: account.municipality_id, ...ofFirm(account),
    facts: { side, address, ...(newAddress ? { newAddress } : {}), ...(factor === null ? {} : { factor }), ...(left === undefined ? {} : { left }) },
  });
  return token;
}

/** An initial password opens one session, in which it is changed (ASVS 6.4.1). Of two sign-ins at once the second fails. */
async function spendInitial(tx: Tx, account: AccountRow, now: string): Promise<void> {
  const spent = await tx.updateTable('accounts').set({ initial_expires_at: now }).where('id', '=', account.id).where('initial_expires_at', '>', now).executeTakeFirst();
  if (spent.numUpdatedRows !== 1n) throw new AccountRefused('SIGN_IN_FAILED');
}

export interface RefusedSignIn { readonly at: string; readonly code: string; readonly facts: { readonly side: string; readonly address: string; readonly count?: number } }

/** Enters inside `tx` that a sign-in was refused to somebody who is known by now: whoever has the password but not the rest is worth a look. */
export async function enterRefused(tx: Tx, ledger: Ledger, account: AccountRow, refused: RefusedSignIn): Promise<void> {
  await ledger.append(tx, { ...refused, act: 'sign-in', result: 'refused', actor: actor(account), municipality: account.municipality_id, ...ofFirm(account) });
}

/** Enters what was refused, then throws it. */
export async function enterAndThrow({ store, ledger, clock }: EnteringParts, account: AccountRow, { side, address }: From, error: unknown): Promise<never> {
  if (!isRefused(error)) throw error;
  await store.change((tx) => enterRefused(tx, ledger, account, { at: clock.now(), code: error.code, facts: { side, address } }));
  error.entered = true;
  throw error;
}

/** Throws what `mayEnter` throws, entered in the person's name. */
export async function mustEnter(parts: EnteringParts, account: AccountRow, from: From): Promise<void> {
  await parts.mayEnter(parts.store.read, account, from.address, parts.clock.now()).catch((error: unknown) => enterAndThrow(parts, account, from, error));
}
