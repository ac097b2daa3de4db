// Steps of the media route: chosen in place of the line, written, handed over, confirmed on paper, returned, lost. The rules stand in media-rules.ts.
import type { Person } from '../accounts/person.ts';
import { readEngagement, type Engagement } from '../engagements/engagement.ts';
import type { Tx } from '../store/store.ts';
import { addresseesOf } from './addressees.ts';
import { digestOf } from './digest.ts';
import { confirmOnPaper as paperRule } from './lifecycle.ts';
import { giveBack as giveBackRule, handOverMedium as handOverRule, loseMedium as loseRule, useMedia as useRule, writeMedium as writeRule, type MediumReason, type GivenBack } from './media-rules.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import type { Followed } from './register.ts';
import { readFiles } from './rows.ts';
import { mustStillHold } from './sealed-for.ts';
import type { PersonRef, Transfer } from './transfer.ts';

type MediaParts = Pick<StepParts, 'register' | 'clock'>;

/** Throws a `Refused` for a person who could not collect the same on the line: a disc is no way round what the contract asks first. */
export type MayReceive = (tx: Tx, about: { transfer: Transfer; engagement: Engagement; to: PersonRef; now: string }) => Promise<void>;

/** Throws `TransferRefused` (ROUTE_CLOSED where the engagement's terms allow no media, NOT_SENDER, WRONG_STATE, …). */
export async function useMedia({ register }: MediaParts, who: Person, id: string, said: { reason: MediumReason; text: string | undefined }): Promise<void> {
  await register.change(who, 'use-media', [id], async (tx, transfer) => {
    if (!(await engagementOf(tx, transfer)).terms.routes.media) throw new TransferRefused('ROUTE_CLOSED');
    return useRule(who, said);
  });
}

/** Throws `TransferRefused` (MEDIUM_SAME_OCCASION, MEDIUM_HANDED_OVER, CERTIFICATES_CHANGED, …). */
export async function writeMedium({ register }: MediaParts, who: Person, id: string): Promise<void> {
  await register.change(who, 'write-medium', [id], async (tx, transfer) => {
    await mustStillHold(tx, transfer);
    return writeRule(who);
  });
}

export interface MediumHandoverRequest { readonly to: string; readonly at: string; readonly method: 'in-person' | 'registered-post' | 'other'; readonly trackingNumber?: string | undefined; readonly count: number }

/** Throws `TransferRefused` (NOT_AN_ADDRESSEE, MEDIUM_GAP, MEDIUM_NOT_WRITTEN, MEDIUM_INCOMPLETE, …) and what `mayReceive` throws. */
export async function handOverMedium({ register, clock, mayReceive }: MediaParts & { readonly mayReceive: MayReceive }, who: Person, id: string, said: MediumHandoverRequest): Promise<void> {
  await register.change(who, 'hand-over-medium', [id], async (tx, transfer) => {
    const engagement = await engagementOf(tx, transfer);
    const to = await personOf(tx, engagement, transfer.recipientId, said.to, clock.now());
    await mayReceive(tx, { transfer, engagement, to, now: clock.now() });
    return handOverRule(who, { ...said, to, trackingNumber: said.trackingNumber ?? null }, engagement.terms.mediumGapMinutes);
  });
}

export interface PaperConfirmation { readonly by: string; readonly quantity: number; readonly opened: boolean; readonly reason: string | undefined; readonly seen: string }

/** Throws `TransferRefused` (NOT_AN_ADDRESSEE, QUANTITY_DIFFERS, NOT_OPENED, CHECKS_CHANGED, …). */
export async function confirmOnPaper({ register, clock }: MediaParts, who: Person, id: string, said: PaperConfirmation): Promise<void> {
  await register.change(who, 'confirm', [id], async (tx, transfer) => {
    const by = await personOf(tx, await engagementOf(tx, transfer), transfer.recipientId, said.by, clock.now());
    return paperRule(who, { ...said, by, digest: digestOf(transfer, await readFiles(tx, id)) });
  });
}

/** Throws `TransferRefused` (NOT_AN_ADDRESSEE, ALREADY_RETURNED, MEDIUM_NOT_WRITTEN, MEDIUM_INCOMPLETE, MEDIUM_COUNT_DIFFERS). */
export async function giveBack({ register, clock }: MediaParts, who: Person, id: string, said: GivenBack<string>): Promise<void> {
  await register.change(who, said.what === 'medium' ? 'return-medium' : 'return-notice', [id], async (tx, transfer) => {
    const from = await personOf(tx, await engagementOf(tx, transfer), transfer.recipientId, said.from, clock.now());
    return giveBackRule(who, { ...said, from });
  });
}

/** `inside` begins the incident in the same transaction. Throws `TransferRefused` (MEDIUM_NOT_WRITTEN, ALREADY_RETURNED, …). */
export async function loseMedium({ register }: MediaParts, who: Person, id: string, what: 'medium' | 'notice', inside: (tx: Tx, done: Followed) => Promise<void>): Promise<void> {
  await register.change(who, 'lose-medium', [id], () => loseRule(who, { what }), inside);
}

async function engagementOf(tx: Tx, transfer: Transfer): Promise<Engagement> {
  const engagement = await readEngagement(tx, transfer.engagementId);
  if (engagement === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  return engagement;
}

async function personOf(tx: Tx, engagement: Engagement, partyId: string, id: string, now: string): Promise<PersonRef> {
  const found = (await addresseesOf(tx, engagement, partyId, now)).find((person) => person.id === id);
  if (found === undefined) throw new TransferRefused('NOT_AN_ADDRESSEE');
  return { id: found.id, name: found.name };
}
