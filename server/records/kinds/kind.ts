// What a kind of record (記録) is: who begins it, which stages follow, what each asks for, and what it becomes on paper.
// A kind is data; the engine beside it files, numbers, enters and prints every kind the same way. Pure.
import type { Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Tx } from '../../store/store.ts';

export interface Words { readonly ja: string; readonly en: string }

interface Named {
  readonly id: string;
  readonly label: Words;
  readonly support?: Words;
  /** Fields must be filled unless this is true. */
  readonly optional?: true;
  /** Asked and shown only while another field of the stage has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly (string | boolean)[] };
}
export interface Option { readonly id: string; readonly label: Words }

/** A field that stands in a row of a table too. */
export type PlainField =
  | (Named & { readonly kind: 'line' | 'text' | 'day' | 'instant' | 'yes-no' })
  | (Named & { readonly kind: 'count'; readonly min?: number; readonly max?: number; readonly unit?: Words })
  | (Named & { readonly kind: 'choice'; readonly options: readonly Option[] });
export type Field = PlainField
  /** `of: 'forms'`: the forms of the engagement are the options, by their ids. */
  | (Named & { readonly kind: 'choices'; readonly options: readonly Option[]; readonly of?: 'forms'; readonly min?: number })
  /** Names of people: of the contractor's roster, of the ward's staff, or written. `min` counts different people. */
  | (Named & { readonly kind: 'people'; readonly of: 'roster' | 'staff' | 'anyone'; readonly min?: number })
  /** Ids of attachments (evidence, images, documents), each with its hash. */
  | (Named & { readonly kind: 'attachments'; readonly min?: number })
  | (Named & { readonly kind: 'rows'; readonly columns: readonly PlainField[]; readonly min?: number; /** Its rows can be read from a file of this kind. */ readonly reads?: 'print-log' });

export type PlainValue = string | number | boolean | null;
// No interface: values are written as JSON, and an interface has no index.
export type NamedPerson = { readonly id: string | null; readonly name: string };
export type Value = PlainValue | readonly string[] | readonly NamedPerson[] | readonly Readonly<Record<string, PlainValue>>[];
export type Values = Readonly<Record<string, Value>>;

/** Who takes a stage. A contractor's `manager` is the 取扱責任者 of the roster; a ward's `approver` may approve. */
export type By = 'ward' | 'ward-approver' | 'contractor' | 'contractor-manager' | 'either' | 'auditor' | 'gateway';

export interface Stage {
  readonly id: string;
  readonly title: Words;
  /** The words on the button: 「提出する」. */
  readonly act: Words;
  readonly by: By;
  /** Another person than the one who took the stage before. */
  readonly another?: true;
  readonly fields: readonly Field[];
  /** `start`, or the stages right after which this one may come. Several stages may be open at once. */
  readonly after: 'start' | readonly string[];
  /** Open from one of `after` until it is taken itself, whatever comes between: a report that is still owed while other things happen. */
  readonly stays?: true;
  /** This stage must not be left out before the record closes; others are offered. `until`: the day that an earlier stage set, where it set one. */
  readonly expected?: { readonly withinBusinessDays: number; readonly until?: { readonly stage: string; readonly field: string } };
  /** Never corrected, because what it caused elsewhere stands: a new record says what holds now. */
  readonly final?: true;
  /** The record closes with this stage, always or by its values. */
  readonly closes?: true | ((values: Values) => boolean);
  /** Checks beyond the fields. Throws `RecordRefused`. */
  readonly check?: (context: StageContext) => Promise<void> | void;
  /** What the gateway knows already: proposed values, which the person may change. */
  readonly prefill?: (context: Omit<StageContext, 'values'>) => Promise<Values> | Values;
  /** Effects on other rooms, inside the transaction of the stage. */
  readonly follow?: (context: StageContext, effects: Effects) => Promise<void>;
}

/** What `follow` may use besides the transaction. */
export interface Effects {
  /** A new identifier. */
  readonly ids: () => string;
  /** For salts. */
  readonly random: RandomBytes;
  readonly ledger: Pick<Ledger, 'append'>;
  /** Begins a record of another kind in the same engagement, in the same transaction, in the name of the same person. */
  readonly begin: (given: { readonly kind: string; readonly contractorId: string | null; readonly transferId: string | null; readonly values: Values }) => Promise<{ readonly id: string; readonly label: string }>;
}

/** What a stage can see while it is prepared, checked and followed. */
export interface StageContext {
  readonly tx: Tx;
  readonly who: Person;
  readonly now: string;
  readonly engagement: Engagement;
  readonly contractorId: string | null;
  readonly transferId: string | null;
  /** The record as it stands, null before its first stage; the newest values of each stage by id. */
  readonly record: { readonly id: string; readonly label: string } | null;
  readonly earlier: Readonly<Record<string, Values>>;
  readonly values: Values;
}

/** Where the pages and the calendar put a kind. */
export type Group = 'contract' | 'people' | 'hand-over' | 'printing' | 'erasure' | 'oversight' | 'incident';

export interface RecordKind {
  readonly id: string;
  readonly title: Words;
  readonly group: Group;
  /** Ids of OBLIGATIONS.md that it serves. */
  readonly obligations: readonly string[];
  /** Number of the document in OBLIGATIONS A.3 that prints it, or null. */
  readonly document: number | null;
  /** What a record of this kind is about besides its engagement. Without a contractor it is the ward's own: no contractor reads it. */
  readonly about: { readonly contractor: boolean; readonly transfer: boolean };
  readonly stages: readonly Stage[];
  /** Whether this engagement has records of this kind at all (a function that its terms switch off: no). Left out: yes. Pure. */
  readonly offered?: (engagement: Engagement, who: Person) => boolean;
  /** What the record comes to in one line, by its stages as they stand; null while there is nothing to say. No name of a citizen or of a file. */
  readonly gist?: (earlier: Readonly<Record<string, Values>>) => Words | null;
  /** Kinds of duty (see duties/) that the first stage settles for this engagement, contractor and transfer. */
  readonly settles?: readonly string[];
}
