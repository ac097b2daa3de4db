// Which roles must have a second factor, and which may come in with a passkey and no password. Nothing is set on a fresh installation: optional for all.
import type { Tx } from '../store/store.ts';
import { differing, enterChange, seenOf, type Asked, type Changed, type ChangeParts, type Made } from './changes.ts';
import { factorKinds } from './factors.ts';
import type { Person, Role, Side } from './person.ts';

export type FactorRule = 'optional' | 'wanted' | 'required';
export interface SignInRule { readonly role: Role; readonly secondFactor: FactorRule; readonly passkeyAlone: boolean }
export type PolicyField = `second-factor-${Role}` | `passkey-alone-${Role}`;

const roles: readonly Role[] = ['staff', 'handler', 'auditor', 'administrator'];
const isRule = (word: string | undefined): word is FactorRule => word === 'optional' || word === 'wanted' || word === 'required';

/** The rules of a municipality, one for each role. */
export async function readSignInRules(tx: Tx, municipalityId: string): Promise<SignInRule[]> {
  const rows = await tx.selectFrom('sign_in_policies').selectAll().where('municipality_id', '=', municipalityId).execute();
  return roles.map((role) => {
    const row = rows.find((one) => one.role === role);
    return { role, secondFactor: isRule(row?.second_factor) ? row.second_factor : 'optional', passkeyAlone: row?.passkey_alone === 1 };
  });
}

/** What the rule still asks of a person who has no second factor; null where it asks nothing. */
export async function missingFactor(tx: Tx, { id, municipality_id: municipality, role }: { id: string; municipality_id: string; role: string }): Promise<'wanted' | 'required' | null> {
  const row = await tx.selectFrom('sign_in_policies').select('second_factor').where('municipality_id', '=', municipality).where('role', '=', role).executeTakeFirst();
  if (row?.second_factor !== 'wanted' && row?.second_factor !== 'required') return null;
  return (await factorKinds(tx, id)).length === 0 ? row.second_factor : null;
}

/** True if people of this side may somewhere come in with a passkey alone: what a sign-in page offers. */
export async function someComeByPasskey(tx: Tx, side: Side): Promise<boolean> {
  const row = await tx.selectFrom('sign_in_policies').select('role').where('passkey_alone', '=', 1).where('role', side === 'ward' ? '!=' : '=', 'handler').limit(1).executeTakeFirst();
  return row !== undefined;
}

export const seenRules = (rules: readonly SignInRule[]): string => seenOf({ rules: rules.map((rule) => ({ ...rule })) });

/** Changes the rules, or only shows the change while there is no reason. A stricter rule counts from each person's next request. Throws `AccountRefused` (CHANGED_MEANWHILE, NOTHING_CHANGED). */
export async function changeSignInRules(parts: ChangeParts, who: Person, asked: Asked & { readonly changes: readonly SignInRule[] }): Promise<Made<PolicyField>> {
  return parts.store.change(async (tx) => {
    const before = await readSignInRules(tx, who.municipalityId);
    const after = before.map((rule) => asked.changes.find(({ role }) => role === rule.role) ?? rule);
    const changes = differing(asked, seenRules(before), before.flatMap((rule, at): Changed<PolicyField>[] => [
      { field: `second-factor-${rule.role}`, before: rule.secondFactor, after: after[at]?.secondFactor ?? rule.secondFactor },
      { field: `passkey-alone-${rule.role}`, before: rule.passkeyAlone, after: after[at]?.passkeyAlone ?? rule.passkeyAlone },
    ]));
    if (asked.reason === null) return { changes, entry: null };
    for (const { role, secondFactor, passkeyAlone } of after) {
      const values = { second_factor: secondFactor, passkey_alone: passkeyAlone ? 1 : 0 };
      await tx.insertInto('sign_in_policies').values({ municipality_id: who.municipalityId, role, ...values }).onConflict((conflict) => conflict.columns(['municipality_id', 'role']).doUpdateSet(values)).execute();
    }
    return { changes, entry: await enterChange(tx, parts, who, { act: 'change-sign-in-policy', kind: 'settings', id: who.municipalityId, changes, reason: asked.reason }) };
  });
}
