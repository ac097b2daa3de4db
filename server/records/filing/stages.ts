// Takes the next stage of a record, or corrects one by a new version that names the old (1-10). Nothing that was written changes.
import type { Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import type { Tx } from '../../store/store.ts';
import type { Stage, StageContext, Values } from '../kinds/kind.ts';
import { RecordRefused } from '../refusal.ts';
import { effectsOf } from './begin.ts';
import { earlierOf, openStages, standingsOf, type Standing } from './next-stages.ts';
import { peopleOf } from './people.ts';
import { mustFindRecord, mustTake } from './permission.ts';
import { readTaken, type StoredRecord } from './rows.ts';
import { checkValues } from './values.ts';
import { writeStage, type RecordParts } from './write.ts';

interface Seen { readonly record: StoredRecord; readonly engagement: Engagement; readonly standings: readonly Standing[]; readonly count: number }

/**
 * Takes a stage. `seen` is the number of stages, corrections included, that the person saw.
 * Throws `RecordRefused` (NOT_FOUND, CHANGED_MEANWHILE, STAGE_NOT_NEXT, STAGE_NOT_YOURS, ANOTHER_PERSON, RECORD_INCOMPLETE, RECORD_REFUSED), `EngagementRefused` (NOT_ON_ROSTER).
 */
export async function takeStage(parts: RecordParts, who: Person, id: string, given: { stage: string; values: Values; seen: number }): Promise<void> {
  await parts.store.change(async (tx) => {
    const now = parts.clock.now();
    const found = await mustSee(tx, who, id, given.seen);
    const stage = openStages(found.record.kind, found.standings).find((one) => one.id === given.stage);
    if (stage === undefined) throw new RecordRefused('STAGE_NOT_NEXT');
    mustTake(stage.by, who, { engagement: found.engagement, contractorId: found.record.contractorId }, now);
    if (isSamePerson(stage, found.standings, who)) throw new RecordRefused('ANOTHER_PERSON');
    const context = await checked(tx, { who, now, stage, values: given.values }, found, found.standings);
    await writeStage(tx, parts, who, found.record, { stage, values: context.values, seq: found.count + 1, corrects: null, reason: null });
    await stage.follow?.(context, effectsOf(tx, parts, context));
  });
}

/**
 * Corrects a stage: the newest version of it, by somebody who may take it. What the stage caused elsewhere is not done again.
 * Throws as `takeStage`, and STAGE_FINAL.
 */
export async function correctStage(parts: RecordParts, who: Person, id: string, given: { seq: number; values: Values; reason: string; seen: number }): Promise<void> {
  await parts.store.change(async (tx) => {
    const now = parts.clock.now();
    const found = await mustSee(tx, who, id, given.seen);
    const at = found.standings.findIndex((one) => one.holds === given.seq);
    const standing = found.standings[at];
    if (standing === undefined) throw new RecordRefused('CHANGED_MEANWHILE');
    if (standing.stage.final === true) throw new RecordRefused('STAGE_FINAL');
    mustTake(standing.stage.by, who, { engagement: found.engagement, contractorId: found.record.contractorId }, now);
    if (isSamePerson(standing.stage, found.standings.slice(0, at), who)) throw new RecordRefused('ANOTHER_PERSON');
    const context = await checked(tx, { who, now, stage: standing.stage, values: given.values }, found, found.standings.slice(0, at));
    await writeStage(tx, parts, who, found.record, { stage: standing.stage, values: context.values, seq: found.count + 1, corrects: given.seq, reason: given.reason });
  });
}

async function mustSee(tx: Tx, who: Person, id: string, seen: number): Promise<Seen> {
  const { record, engagement } = await mustFindRecord(tx, who, id);
  const taken = await readTaken(tx, record);
  if (taken.length !== seen) throw new RecordRefused('CHANGED_MEANWHILE');
  return { record, engagement, standings: standingsOf(taken), count: taken.length };
}

/** True if the stage asks for another person and this one wrote the stage before, or a correction of it. */
export function isSamePerson(stage: Stage, standings: readonly Standing[], who: Person): boolean {
  return stage.another === true && standings.at(-1)?.authors.includes(who.id) === true;
}

async function checked(tx: Tx, { who, now, stage, values }: { who: Person; now: string; stage: Stage; values: Values }, { record, engagement }: Seen, before: readonly Standing[]): Promise<StageContext> {
  const context: StageContext = {
    tx, who, now, engagement, contractorId: record.contractorId, transferId: record.transferId, record: { id: record.id, label: record.label }, earlier: earlierOf(before),
    values: checkValues(stage.fields, values, await peopleOf(tx, engagement, record.contractorId)),
  };
  await stage.check?.(context);
  return context;
}
