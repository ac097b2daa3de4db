// 複写・複製の禁止 (A.2): how often a transfer may be collected from the start. The first time is free; from a set time on a reason is needed; beyond
// the number allowed it is refused. A range that takes up a cut delivery is no repeat, until such ranges add up to the whole body again. Pure.
import type { Person } from '../accounts/person.ts';
import { isWhole, nothing, type Delivered, type Span } from './delivered.ts';
import { mustBeCollectable, type Rule } from './lifecycle.ts';
import { TransferRefused } from './refusal.ts';

/** What became of one body: its first delivery, and its deliveries in the newest round in which it was asked for. */
export interface Deliveries extends Delivered {
  readonly again: Delivered & { readonly round: number; /** Bytes of ranges that took up what had already arrived whole. */ readonly extra: number };
}
export const undelivered: Deliveries = { ...nothing, again: { ...nothing, round: 1, extra: 0 } };

/** `first`: not all of it has arrived yet. `round`: part of a repeat that was let in. `resume`: the rest of something cut. `repeat`: a new one. */
export type Opening = 'first' | 'round' | 'resume' | 'repeat';

/** What asking for `span` of a body of `size` bytes is, while the transfer is in its `rounds`-th round. */
export function openingOf({ again, ...first }: Deliveries, span: Span, size: number, rounds: number): Opening {
  if (!isWhole(first, size)) return 'first';
  if (rounds > 1 && (again.round < rounds || !isWhole(again, size))) return 'round';
  return span[0] > 0 && again.extra + span[1] - span[0] < size ? 'resume' : 'repeat';
}

/** The deliveries once the opening is let in; `rounds` as they then are. */
export function opened(before: Deliveries, opening: Opening, span: Span, rounds: number): Deliveries {
  const { again } = before;
  if (opening === 'resume') return { ...before, again: { ...again, extra: again.extra + span[1] - span[0] } };
  return opening === 'first' || again.round === rounds ? before : { ...before, again: { ...nothing, round: rounds, extra: 0 } };
}

export interface DownloadTerms { readonly allowed: number; readonly reasonFrom: number }

/** Lets in another collection from the start, with its entry. Throws `TransferRefused` (NOT_COLLECTED, REPEAT_NEEDS_REASON, DOWNLOADS_USED_UP). */
export function collectAgain(who: Person, { allowed, reasonFrom }: DownloadTerms, reason: string | undefined): Rule {
  return (transfer, _policy, now) => {
    mustBeCollectable(transfer, who, now);
    if (transfer.state === 'released') throw new TransferRefused('NOT_COLLECTED');
    const round = (transfer.collection.rounds ?? 1) + 1;
    if (round > allowed) throw new TransferRefused('DOWNLOADS_USED_UP', { allowed });
    if (round >= reasonFrom && reason === undefined) throw new TransferRefused('REPEAT_NEEDS_REASON', { round, allowed });
    return { transfer: { ...transfer, collection: { ...transfer.collection, rounds: round } }, entry: { act: 'collect-again', facts: { round }, ...(reason === undefined ? {} : { texts: { reason } }) } };
  };
}
