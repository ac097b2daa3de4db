/** The cosignatures of witnesses beside the heads they are of. Guarantees that a head's own note stays as it was signed: lines are put behind it only when it is given out. */
import type { Tx } from '../store/store.ts';
import type { VerifierKey } from './note.ts';

/** How a witness is named where it is stored: key name and key id, which together say which key. */
export const witnessId = ({ name, keyId }: Pick<VerifierKey, 'name' | 'keyId'>): string => `${name}+${keyId}`;

export interface KeptCosignature { readonly size: number; readonly witness: string; readonly line: string; readonly at: string }

/** Keeps a cosignature that the caller has verified; a later one of the same witness on the same head takes the place of the earlier. */
export async function keepCosignature(tx: Tx, row: KeptCosignature): Promise<void> {
  await tx.insertInto('cosignatures').values(row).onConflict((conflict) => conflict.columns(['size', 'witness']).doUpdateSet({ line: row.line, at: row.at })).execute();
}

/** Takes signed heads, returns each size's note with the cosignature lines known for it, in the order of the witnesses' names. */
export async function withCosignatures(tx: Tx, heads: readonly { readonly size: number; readonly note: string }[]): Promise<Map<number, string>> {
  const lines = heads.length === 0 ? [] : await tx.selectFrom('cosignatures').select(['size', 'line']).where('size', 'in', heads.map(({ size }) => size)).orderBy('witness').execute();
  return new Map(heads.map(({ size, note }) => [size, note + lines.filter((line) => line.size === size).map(({ line }) => line).join('')]));
}

/** The size and time of the newest head that any witness cosigned, or null. */
export async function newestCosigned(tx: Tx): Promise<{ size: number; at: string } | null> {
  return await tx.selectFrom('cosignatures').select(['size', 'at']).orderBy('size', 'desc').orderBy('at').limit(1).executeTakeFirst() ?? null;
}
