// One table from refusal to status and words. What happened, what it means for the data, what to do next (UI.md 3.22).
// `{name}` is a fact of the refusal, shown as the reader writes it: times in Japan, sizes as Windows counts.
import type { AccountRefusal } from '../accounts/refusal.ts';
import type { EngagementRefusal } from '../engagements/refusal.ts';
import type { ContractRefusal } from '../records/gates/refusal.ts';
import type { DutyRefusal } from '../records/duties/refusal.ts';
import type { RecordRefusal } from '../records/refusal.ts';
import type { TransferRefusal } from '../transfers/refusal.ts';
import type { HttpRefusal } from './refusal.ts';
import { dutyRefusals } from './refusals-duties.ts';
import { accountAndHttpRefusals } from './refusals-access.ts';
import { contractRefusals } from './refusals-contract.ts';
import { journeyRefusals } from './refusals-journey.ts';
import { recordRefusals } from './refusals-records.ts';
import { logRefusals } from './refusals-log.ts';
import type { LogRefusal } from '../records/log/refusal.ts';
import { retentionRefusals } from './refusals-retention.ts';
import type { RetentionRefusal } from '../retention/refusal.ts';
import { watchRefusals } from './refusals-watching.ts';
import type { WatchRefusal } from '../watching/refusal.ts';
import { witnessRefusals } from './refusals-witnesses.ts';
import type { WitnessRefusal } from '../ledger/witness-refusal.ts';
import { contentRefusals } from './refusals-contents.ts';
import { movementRefusals } from './refusals-movement.ts';
import { unattendedRefusals } from './refusals-unattended.ts';
import type { UnattendedRefusal } from '../engagements/unattended/refusal.ts';
import type { StandingRefusal } from '../engagements/standing-approvals/refusal.ts';

export interface RefusalText { readonly status: number; readonly ja: string; readonly en: string }
export type RefusalCode = AccountRefusal | EngagementRefusal | TransferRefusal | RecordRefusal | DutyRefusal | ContractRefusal | WatchRefusal | RetentionRefusal | LogRefusal | WitnessRefusal | UnattendedRefusal | StandingRefusal | HttpRefusal | 'FAULT';

const table: Readonly<Record<RefusalCode, RefusalText>> = { ...accountAndHttpRefusals, ...journeyRefusals, ...contractRefusals, ...recordRefusals, ...dutyRefusals, ...movementRefusals, ...witnessRefusals, ...watchRefusals, ...retentionRefusals, ...logRefusals, ...unattendedRefusals, ...contentRefusals };

/** The text of a code; a code without a row is a bug and reads as FAULT. */
export function refusalText(code: string): RefusalText {
  return isKnown(code) ? table[code] : table.FAULT;
}

function isKnown(code: string): code is RefusalCode {
  return Object.hasOwn(table, code);
}
