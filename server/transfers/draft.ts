// Draft (下書き): one transfer per recipient, each with its own session key, fixed for that recipient's certificates.
//
// Order of writes: the wrapped key files first, durable; then the rows. A crash between leaves key files that no row names;
// `resume` sweeps them. The session key is never written unwrapped.
import { createHmac } from 'node:crypto';
import { partyOf, type Person } from '../accounts/person.ts';
import { usableCertificates } from '../engagements/certificates.ts';
import type { Engagement } from '../engagements/engagement.ts';
import { ownEngagement } from '../engagements/engagements.ts';
import { dayEnd, officeEnd } from '../engagements/japan-time.ts';
import { mustBeOpen } from '../engagements/period.ts';
import { keysFor } from '../engagements/recipient-keys.ts';
import { EngagementRefused } from '../engagements/refusal.ts';
import { mustBeOnRoster } from '../engagements/roster.ts';
import { mustBeInScope } from '../engagements/subcontracting.ts';
import { canonical } from '../ledger/canonical.ts';
import { bodyFormatFor } from '../sealing/certificate.ts';
import { newSessionKey, sessionKeyPackets } from '../sealing/session-key.ts';
import { wrapWaiting } from '../sealing/waiting.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { CertificateRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import { mustFitInquiry } from './answers.ts';
import { draftContext, waitingContext } from './key-files.ts';
import type { Outcome } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { readDeposit } from './rows.ts';
import type { Transfer } from './transfer.ts';

export interface DraftRequest {
  readonly engagementId: string;
  readonly formId: string;
  readonly recipientIds: readonly string[];
  readonly quantity: number;
  readonly title?: string | undefined;
  readonly collectBy?: string | undefined;
  /** The inquiry that it answers. */
  readonly answers?: string | undefined;
}

type DraftParts = Pick<StepParts, 'store' | 'clock' | 'random' | 'register' | 'vault' | 'waitingKey'>;

/**
 * Makes the transfers of one deposit. The same idempotency key with the same request gives the same transfers again (H 16).
 * Throws `EngagementRefused` (NOT_FOUND, ENGAGEMENT_NOT_OPEN, NOT_ON_ROSTER, RECIPIENT_NOT_IN_ENGAGEMENT, FORM_NOT_IN_ENGAGEMENT, FORM_NOT_IN_SCOPE) or
 * `TransferRefused` (RECIPIENT_HAS_NO_CERTIFICATE, RECIPIENT_KEYS_RSA, COLLECT_BY_PAST, IDEMPOTENCY_KEY_REUSED, ANSWER_MISFIT).
 */
export async function draft(parts: DraftParts, who: Person, request: DraftRequest, idempotencyKey: string): Promise<Transfer[]> {
  // Under a key: the title is free text, and a plain hash of it would outlive the wipe as something to guess at.
  const requestHash = createHmac('sha256', parts.waitingKey).update(canonical(JSON.parse(JSON.stringify(request)) as Record<string, string>)).digest('hex');
  const earlier = await earlierDeposit(parts.store.read, who, idempotencyKey, requestHash);
  if (earlier !== undefined) return readDeposit(parts.store.read, earlier);
  const engagement = await ownEngagement(parts.store.read, who, request.engagementId);
  const facts = checkRequest(engagement, who, request, parts.clock.now());
  const { answers } = request;
  const mustFit = async (tx: Tx): Promise<void> => (answers === undefined ? undefined : mustFitInquiry(tx, who, engagement, { inquiryId: answers, formId: request.formId, recipientIds: facts.recipientIds }));
  await mustFit(parts.store.read);
  const depositId = newIdentifier(parts.random);
  const outcomes: Outcome[] = [];
  try {
    for (const recipientId of facts.recipientIds) outcomes.push(await prepare(parts, who, { engagement, request, ...facts, recipientId, depositId }));
    return await parts.register.create(who, engagement, outcomes, async (tx) => {
      // Asked again inside the transaction: a double click is two requests at once, and the second must see the first.
      if (await earlierDeposit(tx, who, idempotencyKey, requestHash) !== undefined) throw new MadeMeanwhile('the other request of a double click was first');
      await mustFit(tx);
      await tx.insertInto('deposits').values({ id: depositId, municipality_id: who.municipalityId, created_by: who.id, idempotency_key: idempotencyKey, request_hash: requestHash, created_at: parts.clock.now() }).execute();
    });
  } catch (error) {
    for (const { transfer } of outcomes) for (const id of [transfer.waiting, transfer.draftKey]) if (id !== null) await parts.vault.wipeLock(id);
    const won = await earlierDeposit(parts.store.read, who, idempotencyKey, requestHash);
    if (won === undefined) throw error;
    return readDeposit(parts.store.read, won);
  }
}

/** No refusal: the person is answered with what the other request made, so nothing is entered. */
class MadeMeanwhile extends Error {
  override readonly name = 'MadeMeanwhile';
}

async function earlierDeposit(tx: Tx, who: Person, key: string, requestHash: string): Promise<string | undefined> {
  const row = await tx.selectFrom('deposits').selectAll().where('created_by', '=', who.id).where('idempotency_key', '=', key).executeTakeFirst();
  if (row !== undefined && row.request_hash !== requestHash) throw new TransferRefused('IDEMPOTENCY_KEY_REUSED');
  return row?.id;
}

function checkRequest(engagement: Engagement, who: Person, request: DraftRequest, now: string) {
  mustBeOpen(engagement, now);
  mustBeOnRoster(engagement, who, now);
  const form = engagement.forms.find((known) => known.id === request.formId);
  const direction = who.contractorId === null ? 'to-contractor' as const : 'to-section' as const;
  if (form?.direction !== direction) throw new EngagementRefused('FORM_NOT_IN_ENGAGEMENT');
  const parties = direction === 'to-contractor' ? engagement.contractors : engagement.sections;
  const recipientIds = [...new Set(request.recipientIds)];
  if (recipientIds.some((id) => !parties.some((party) => party.id === id))) throw new EngagementRefused('RECIPIENT_NOT_IN_ENGAGEMENT');
  mustBeInScope(engagement, direction === 'to-contractor' ? recipientIds : [who.contractorId ?? ''], form.id);
  const usual = officeEnd(now, engagement.policy.collectWithinDays);
  const collectBy = request.collectBy ?? (usual < dayEnd(engagement.to) ? usual : dayEnd(engagement.to));
  if (collectBy <= now || collectBy > dayEnd(engagement.to)) throw new TransferRefused('COLLECT_BY_PAST', { collectBy, latest: dayEnd(engagement.to) });
  return { direction, recipientIds, collectBy, senderId: partyOf(who) ?? '' };
}

interface Prepared { engagement: Engagement; request: DraftRequest; direction: 'to-contractor' | 'to-section'; recipientId: string; senderId: string; collectBy: string; depositId: string }

async function prepare(parts: DraftParts, who: Person, facts: Prepared): Promise<Outcome> {
  const { engagement, request } = facts;
  const certificates = await certificatesFor(parts.store.read, facts);
  const id = newIdentifier(parts.random);
  const sealed = await sealKeys(parts, id, certificates);
  const at = parts.clock.now();
  const transfer: Transfer = {
    state: 'draft', id, number: await newNumber(parts.store, parts.random), municipalityId: who.municipalityId, depositId: facts.depositId, engagementId: engagement.id,
    formId: request.formId, direction: facts.direction, senderId: facts.senderId, recipientId: facts.recipientId, quantity: request.quantity, titleText: null,
    answers: request.answers ?? null, createdBy: { id: who.id, name: who.name, ...(who.unattended === undefined ? {} : { terminal: who.unattended.id }) }, createdAt: at, changedAt: at, collectBy: facts.collectBy, version: 0, lockForm: engagement.policy.locks, bodyFormat: sealed.bodyFormat,
    certificates: certificates.map((row) => ({ id: row.id, fingerprint: row.fingerprint, label: row.label })), draftKey: sealed.draftKey, waiting: sealed.waiting,
    submission: null, approval: null, unscanned: null, returned: null, lock: null, handover: null, collection: null, confirmation: null, end: null, route: 'line', medium: null,
    wipe: { attempts: 0, trouble: null, nextAt: null, at: null },
  };
  return {
    transfer, entry: { act: 'draft', facts: { number: transfer.number, form: transfer.formId, recipient: transfer.recipientId, quantity: transfer.quantity, lockForm: transfer.lockForm, bodyFormat: transfer.bodyFormat, certificates: transfer.certificates.map((one) => one.fingerprint) }, ...(request.title === undefined ? {} : { texts: { title: request.title } }) },
    place: (placed, ids) => ({ ...placed, titleText: ids['title'] ?? null }),
  };
}

/** None where the password is the only lock. Throws `TransferRefused` (RECIPIENT_HAS_NO_CERTIFICATE, RECIPIENT_KEYS_RSA). */
async function certificatesFor(tx: Tx, { engagement, recipientId, collectBy }: Prepared): Promise<CertificateRow[]> {
  if (engagement.policy.locks === 'password') return [];
  const usable = await usableCertificates(tx, recipientId, collectBy);
  const certificates = keysFor(usable, engagement.terms);
  if (certificates.length === 0) throw new TransferRefused(usable.length === 0 ? 'RECIPIENT_HAS_NO_CERTIFICATE' : 'RECIPIENT_KEYS_RSA', { recipient: nameOf(engagement, recipientId) });
  return certificates;
}

/** Makes the session key and writes its two wrapped files: for the draft's uploads, and the packets that wait for the password. */
async function sealKeys({ vault, random, waitingKey, clock }: DraftParts, id: string, certificates: readonly CertificateRow[]) {
  const sessionKey = newSessionKey(random);
  try {
    const bodyFormat = certificates.length === 0 ? 'seipd1' as const : bodyFormatFor(certificates.map((row) => ({ announcesSeipd2: row.announces === 'gcm' || row.announces === 'ocb' ? row.announces : null })));
    const packets = certificates.length === 0 ? sessionKey : await sessionKeyPackets(sessionKey, bodyFormat, certificates.map((row) => row.certificate), new Date(clock.millis()));
    const waiting = await vault.writeLock(wrapWaiting(packets, waitingKey, waitingContext(id), random));
    const draftKey = await vault.writeLock(wrapWaiting(sessionKey, waitingKey, draftContext(id), random));
    return { bodyFormat, waiting, draftKey };
  } finally {
    sessionKey.fill(0);
  }
}

/** The spoken number: eight random digits, no sequence (it would tell one clinic that another exists). */
async function newNumber(store: Store, random: RandomBytes): Promise<string> {
  for (;;) {
    const value = Buffer.from(random(6)).readUIntBE(0, 6) % 100_000_000;
    const digits = String(value).padStart(8, '0');
    const number = `${digits.slice(0, 4)}-${digits.slice(4)}`;
    const taken = await store.read.selectFrom('transfers').select('id').where('number', '=', number).executeTakeFirst();
    if (taken === undefined) return number;
  }
}

const nameOf = (engagement: Engagement, id: string): string => [...engagement.contractors, ...engagement.sections].find((party) => party.id === id)?.name ?? '';
