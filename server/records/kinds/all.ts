// Every kind of record, in the order in which the pages list them within a group.
import { erasureCertificate } from './erasure-certificate.ts';
import { erasureReport } from './erasure-report.ts';
import { acknowledgement } from './acknowledgement.ts';
import { areaEntry } from './area-entry.ts';
import { cabinetCheck } from './cabinet-check.ts';
import { carryOutConsent } from './carry-out-consent.ts';
import { communicationLog } from './communication-log.ts';
import { complaint } from './complaint.ts';
import { emergencyContact } from './emergency-contact.ts';
import { guidance } from './guidance.ts';
import { incident } from './incident.ts';
import { inspection } from './inspection.ts';
import { measureChange } from './measure-change.ts';
import { selfDeclaration } from './self-declaration.ts';
import { annex } from './annex.ts';
import { closing } from './closing.ts';
import { compliance } from './compliance.ts';
import { credentialNotice } from './credential-notice.ts';
import { delivery } from './delivery.ts';
import { eventDay } from './event-day.ts';
import type { RecordKind, Stage } from './kind.ts';
import { nothingToSubmit } from './nothing-to-submit.ts';
import { printLog } from './print-log.ts';
import { qualification } from './qualification.ts';
import { returning } from './return.ts';
import { workflow } from './workflow.ts';
import { storage } from './storage.ts';
import { statusRequest } from './status-request.ts';
import { subcontract } from './subcontract.ts';
import { training } from './training.ts';

export const allKinds: readonly RecordKind[] = [
  annex, acknowledgement, workflow, compliance, qualification, closing,
  returning,
  inspection, statusRequest, selfDeclaration, communicationLog, areaEntry, cabinetCheck, carryOutConsent,
  incident, emergencyContact, measureChange, complaint, guidance,
  nothingToSubmit, printLog, erasureReport, erasureCertificate,
  training,
  subcontract,
  delivery, eventDay, storage, credentialNotice,
];

/** The kind with this id, or undefined. */
export function kindOf(id: string): RecordKind | undefined {
  return allKinds.find((kind) => kind.id === id);
}

/** The kind of a stored record; one that is missing is a database of another program. */
export function storedKind(id: string): RecordKind {
  const kind = kindOf(id);
  if (kind === undefined) throw new Error(`expected the kind of a stored record, came ${id}; the data was written by another program`);
  return kind;
}

/** The stage of a stored record; see `storedKind`. */
export function storedStage(kind: RecordKind, id: string): Stage {
  const stage = kind.stages.find((one) => one.id === id);
  if (stage === undefined) throw new Error(`expected a stage of ${kind.id}, came ${id}; the data was written by another program`);
  return stage;
}
