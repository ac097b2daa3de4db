// What a register (一覧・簿) is: one list over the records of a fiscal year, for the engagements and firms that its reader may know of.
import type { Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { firmsReadBy } from '../filing/permission.ts';
import type { Tx } from '../../store/store.ts';
import type { Part, PaperNumber } from './paper.ts';

export interface Scope {
  readonly tx: Tx;
  readonly who: Person;
  readonly municipality: string;
  readonly engagements: readonly Engagement[];
  /** The one engagement that was asked for; null for all of the reader's. */
  readonly engagementId: string | null;
  /** The firm whose part it is; null for the ward's and the auditor's. */
  readonly contractorId: string | null;
  /** Begins on 1 April of this year in Japan. */
  readonly fiscalYear: number;
  /** YYYY-MM, of a register that tells of one month; null where none was asked for. */
  readonly month: string | null;
  /** The day of which it tells (YYYY-MM-DD, in Japan), and its last instant. */
  readonly on: string;
}

export interface Listed {
  readonly parts: readonly Part[];
  /** The newest entry of the ledger that the rows rest on; null where there are none. */
  readonly entry: number | null;
  /** Salts of the stages listed: they keep the code of a register from being guessed back into its content. */
  readonly salts: readonly string[];
}

export interface Register {
  readonly paper: PaperNumber | null;
  readonly title: string;
  readonly lead: string;
  readonly list: (scope: Scope) => Promise<Listed>;
}

/** Whether a firm's rows belong into the register for this scope. */
export function isIn(scope: Scope, engagement: Engagement, contractorId: string | null): boolean {
  return scope.contractorId === null || (contractorId !== null && firmsReadBy(engagement, scope.contractorId).includes(contractorId));
}

export const firmName = (engagement: Engagement, id: string | null): string => engagement.contractors.find((firm) => firm.id === id)?.name ?? '—';

/** First and last day of the fiscal year (1 April to 31 March). */
export const yearOf = ({ fiscalYear }: Pick<Scope, 'fiscalYear'>): { readonly from: string; readonly to: string } => ({ from: `${fiscalYear}-04-01`, to: `${fiscalYear + 1}-03-31` });

/** The newest entry of these acts about the engagements of the scope. */
export async function newestEntry({ tx, who, engagements }: Scope, acts: readonly string[]): Promise<number | null> {
  const row = await tx.selectFrom('ledger_entries').select('idx').where('municipality_id', '=', who.municipalityId).where('act', 'in', acts).where('result', '=', 'done')
    .where('engagement_id', 'in', engagements.map((one) => one.id)).orderBy('idx', 'desc').limit(1).executeTakeFirst();
  return row?.idx ?? null;
}

export const newer = (...entries: readonly (number | null)[]): number | null => entries.reduce<number | null>((newest, one) => (one === null || (newest !== null && newest > one) ? newest : one), null);
