// What the answers are given by gateway.ts. Each file of answers takes from it what its routes need.
import type { EnrolmentParts } from '../../accounts/enrolment.ts';
import type { SecondStepParts } from '../../accounts/second-step.ts';
import type { SignIn } from '../../accounts/sign-in.ts';
import type { PasswordHasher } from '../../accounts/password-hash.ts';
import type { NewEngagement } from '../../engagements/engagements.ts';
import type { Lag } from '../../forwarding/cursor.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { VerifierKey } from '../../ledger/note.ts';
import type { Ending } from '../../records/ending/ending.ts';
import type { Collection } from '../../transfers/collect.ts';
import type { Admission } from '../admission.ts';
import type { StepParts } from '../../transfers/parts.ts';
import type { Uploads } from '../../transfers/uploads/uploads.ts';

export interface Preset extends Omit<NewEngagement, 'sectionIds' | 'contractorIds'> {
  readonly assumptions: readonly { readonly path: string; readonly ja: string; readonly en: string }[];
}

/** How the process was started, for the administrator to read; no secret is among it. */
export interface Operation {
  readonly version: string;
  readonly startedAt: string;
  readonly databaseFile: string;
  readonly dataFolder: string;
  readonly ledgerOrigin: string;
  readonly storage: Readonly<Record<'manufacturer' | 'model' | 'serialNumber' | 'propertyNumber' | 'place' | 'contact', string>>;
  /** Lines to other machines that are not encrypted. */
  readonly cleartext: readonly string[];
  /** The origin under which a side is reached. */
  readonly address: (side: 'ward' | 'contractor') => string;
  /** How much of the ledger waits to be forwarded; null when it is forwarded nowhere. */
  readonly forwarding: () => Promise<Lag | null>;
}

export interface AnswerParts extends StepParts {
  readonly ledger: Ledger;
  readonly hasher: PasswordHasher;
  readonly signIn: SignIn;
  /** What enrolling a second factor works with. */
  readonly enrolment: EnrolmentParts;
  readonly secondSteps: SecondStepParts;
  readonly collection: Collection;
  readonly ending: Ending;
  /** The gateway's OpenPGP certificate, armoured, and its signature over bytes. */
  readonly certificate: string;
  readonly sign: (bytes: Uint8Array) => Promise<string>;
  readonly presets: (municipality: string) => readonly Preset[];
  /** The keys of the witnesses that are configured. */
  readonly witnesses: readonly VerifierKey[];
  readonly alarms: () => readonly { code: string; at: string }[];
  /** Who may send or collect now, and who waits. */
  readonly admission: Admission;
  readonly uploads: Uploads;
  readonly maxFileBytes: number;
  readonly operation: Operation;
  /** Lets the clock's work begin now instead of at its next turn. */
  readonly wake: () => void;
}
