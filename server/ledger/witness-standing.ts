/** How each witness stands that this gateway is told of: how far it vouches, when it last answered, what is wrong. Guarantees that a trouble that speaks of tampering is entered once when it begins and once when it ends. */
import type { Tx } from '../store/store.ts';
import type { WitnessStandingRow } from '../store/schema.ts';
import type { Ledger } from './ledger.ts';
import { newestCosigned, witnessId } from './stored-cosignatures.ts';
import type { VerifierKey } from './note.ts';

/**
 * `silent`: not reached. `unknown`: it does not know our log or key. The others speak of tampering, here or there: `refused`, our head does not continue the one it
 * cosigned; `ahead`, it cosigned a longer log than ours; `forgot`, it is behind its own cosignature; `wrong`, its cosignature does not hold.
 */
export type Trouble = 'silent' | 'unknown' | 'refused' | 'ahead' | 'forgot' | 'wrong';
const loud: readonly string[] = ['refused', 'ahead', 'forgot', 'wrong'];
const troubles: readonly Trouble[] = ['silent', 'unknown', 'refused', 'ahead', 'forgot', 'wrong'];

/** True for a trouble after which somebody has to act: of two histories one is false. */
export const isLoud = (trouble: string | null): boolean => trouble !== null && loud.includes(trouble);

export interface WitnessView {
  readonly name: string; /** The newest head of ours that it cosigned; 0 before the first. */ readonly size: number;
  readonly answeredAt: string | null; readonly trouble: Trouble | null; readonly troubleSince: string | null;
}

/** How the witnesses stand, those with trouble first; `cosigned` is the newest head that any of them cosigned. */
export async function witnessStanding(tx: Tx): Promise<{ witnesses: WitnessView[]; cosigned: { size: number; at: string } | null }> {
  const rows = await tx.selectFrom('witness_standing').selectAll().orderBy('name').execute();
  const witnesses = rows.map((row) => ({ name: row.name, size: row.size, answeredAt: row.answered_at, trouble: troubles.find((one) => one === row.trouble) ?? null, troubleSince: row.trouble_since }));
  const rank = ({ trouble }: WitnessView): number => (isLoud(trouble) ? 0 : trouble === null ? 2 : 1);
  return { witnesses: witnesses.toSorted((one, other) => rank(one) - rank(other)), cosigned: await newestCosigned(tx) };
}

/** Makes the table name exactly these witnesses. One that is no longer configured goes; the ledger keeps what was entered of it. */
export async function nameWitnesses(tx: Tx, keys: readonly VerifierKey[], now: string): Promise<void> {
  const ids = keys.map(witnessId);
  const gone = tx.deleteFrom('witness_standing');
  await (ids.length === 0 ? gone : gone.where('witness', 'not in', ids)).execute();
  for (const key of keys) {
    const found = await tx.selectFrom('cosignatures').select((select) => select.fn.max<number | null>('size').as('size')).where('witness', '=', witnessId(key)).executeTakeFirstOrThrow();
    await tx.insertInto('witness_standing').values({ witness: witnessId(key), name: key.name, since: now, size: found.size ?? 0, asked_at: null, answered_at: null, trouble: null, trouble_since: null })
      .onConflict((conflict) => conflict.doNothing()).execute();
  }
}

/** Notes a cosignature that was brought: it ends what was told before only if it reaches at least as far as the witness did. */
export async function noteBrought(tx: Tx, witness: string, size: number, now: string): Promise<void> {
  await tx.updateTable('witness_standing').set({ size, answered_at: now }).where('witness', '=', witness).where('size', '<=', size).execute();
}

/** What became of one asking. `size` is the head that was offered; `theirs` the size that the witness named, where it named one. */
export interface Asked { readonly trouble: Trouble | null; readonly size: number; readonly root: string; readonly theirs?: number | undefined }

/** Notes the outcome; enters where tampering begins or ceases to be told. In the caller's change. */
export async function noteAsked(tx: Tx, ledger: Pick<Ledger, 'append'>, before: WitnessStandingRow, { trouble: found, size, root, theirs }: Asked, now: string): Promise<void> {
  // A witness that fell silent, or no longer knows us, has taken nothing back: only a cosignature ends what it told before.
  const trouble = isLoud(before.trouble) && found !== null && !isLoud(found) ? before.trouble : found;
  await tx.updateTable('witness_standing').set({
    asked_at: now, ...(found === 'silent' ? {} : { answered_at: now }), ...(trouble === null ? { size: Math.max(size, before.size) } : {}),
    trouble, trouble_since: trouble === null ? null : trouble === before.trouble ? before.trouble_since : now,
  }).where('witness', '=', before.witness).execute();
  const facts = { witness: before.witness, size, root, ...(theirs === undefined ? {} : { theirs }) };
  if (isLoud(trouble) && trouble !== before.trouble) await ledger.append(tx, { at: now, act: 'witness-refused', result: 'refused', code: 'WITNESS_REFUSED', actor: { system: true }, facts: { ...facts, why: trouble } });
  else if (trouble === null && isLoud(before.trouble)) await ledger.append(tx, { at: now, act: 'witness-agreed', result: 'done', actor: { system: true }, facts });
}
