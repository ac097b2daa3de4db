// Which stages of a record are open, whose turn it is and until when: from the stages taken so far. Pure.
import { addBusinessDays } from '../../engagements/business-days.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import type { By, RecordKind, Stage, Values } from '../kinds/kind.ts';

/** One stage as it was taken. A correction names the stage it corrects; the corrected one is kept. */
export interface Taken {
  readonly seq: number; readonly stage: Stage; readonly values: Values; readonly by: { readonly id: string | null; readonly name: string }; readonly at: string;
  readonly entry: number; readonly corrects: number | null; readonly reason: string | null;
}

/** A stage with its corrections: its newest values, everyone who wrote it, and the number of the version that holds. */
export interface Standing { readonly stage: Stage; readonly values: Values; readonly at: string; readonly authors: readonly string[]; readonly holds: number; readonly seqs: readonly number[] }

/** The stages in the order in which they were taken, each with its corrections. */
export function standingsOf(taken: readonly Taken[]): Standing[] {
  const found: Standing[] = [];
  for (const one of taken) {
    const at = one.corrects === null ? -1 : found.findIndex(({ seqs }) => seqs.includes(one.corrects ?? 0));
    const before = found[at];
    const author = one.by.id === null ? [] : [one.by.id];
    if (before === undefined) found.push({ stage: one.stage, values: one.values, at: one.at, authors: author, holds: one.seq, seqs: [one.seq] });
    else found[at] = { ...before, values: one.values, authors: [...before.authors, ...author], holds: one.seq, seqs: [...before.seqs, one.seq] };
  }
  return found;
}

/** The newest values of each stage by its id. */
export function earlierOf(standings: readonly Standing[]): Record<string, Values> {
  return Object.fromEntries(standings.map(({ stage, values }) => [stage.id, values]));
}

/** The stages that may come now: those that start, or those that come after the last one or are still owed; none after the end. */
export function openStages(kind: RecordKind, standings: readonly Standing[]): Stage[] {
  const last = standings.at(-1);
  if (last === undefined) return kind.stages.filter((stage) => stage.after === 'start');
  return closesWith(last) ? [] : kind.stages.filter((stage) => sinceOf(stage, standings) !== undefined);
}

const comesAfter = (stage: Stage, id: string): boolean => stage.after !== 'start' && stage.after.includes(id);

/** The standing from which on a stage has been open without a break, or undefined if it is not open. */
function sinceOf(stage: Stage, standings: readonly Standing[]): Standing | undefined {
  const opener = (one: Standing): boolean => comesAfter(stage, one.stage.id);
  if (stage.stays === true) {
    const taken = standings.findLastIndex((one) => one.stage.id === stage.id);
    return standings.find((one, at) => at > taken && opener(one));
  }
  // What was offered and taken meanwhile does not put the day off.
  const broken = standings.findLastIndex((one) => !opener(one));
  return standings[broken + 1];
}

const closesWith = ({ stage, values }: Standing): boolean => (typeof stage.closes === 'function' ? stage.closes(values) : stage.closes === true);

export interface Outlook {
  readonly state: 'open' | 'closed';
  readonly turn: 'ward' | 'contractor' | 'nobody';
  /** Who takes the stage that is expected next, and who may not, having taken the one before. */
  readonly nextBy: By | null;
  readonly notBy: string | null;
  /** The last day for it, in Japan. */
  readonly dueOn: string | null;
}

const over: Outlook = { state: 'closed', turn: 'nobody', nextBy: null, notBy: null, dueOn: null };

/** Where a record stands: of several stages that are expected the one that is due first. It is closed when its last stage says so, or when nothing can follow. */
export function outlookOf(kind: RecordKind, standings: readonly Standing[]): Outlook {
  const open = openStages(kind, standings);
  if (standings.length > 0 && open.length === 0) return over;
  const [next] = open.filter((stage) => stage.expected !== undefined).sort((one, other) => (dueDayOf(one, standings) ?? '').localeCompare(dueDayOf(other, standings) ?? ''));
  if (next === undefined) return { ...over, state: 'open' };
  return { state: 'open', turn: turnOf(next.by), nextBy: next.by, notBy: next.another === true ? standings.at(-1)?.authors.at(-1) ?? null : null, dueOn: dueDayOf(next, standings) };
}

function turnOf(by: By): Outlook['turn'] {
  switch (by) {
    case 'ward': case 'ward-approver': case 'either': return 'ward';
    case 'contractor': case 'contractor-manager': return 'contractor';
    case 'auditor': case 'gateway': return 'nobody';
  }
}

/** The day until which a stage is expected: as an earlier stage set it, or so many business days since the stage became possible; null if it may be left out. */
export function dueDayOf(stage: Stage, standings: readonly Standing[]): string | null {
  if (stage.expected === undefined) return null;
  const { until, withinBusinessDays } = stage.expected;
  const set = until === undefined ? undefined : earlierOf(standings)[until.stage]?.[until.field];
  if (typeof set === 'string' && set !== '') return set;
  const at = sinceOf(stage, standings)?.at;
  return at === undefined ? null : addBusinessDays(japanDay(at), withinBusinessDays);
}
