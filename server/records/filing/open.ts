// The stages that a reader may take now, with what the gateway knows filled in.
import type { Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import type { Tx } from '../../store/store.ts';
import type { Stage, StageContext, Values } from '../kinds/kind.ts';
import { prepareBegin, type About } from './begin.ts';
import { dueDayOf, earlierOf, openStages, standingsOf, type Standing, type Taken } from './next-stages.ts';
import { peopleOf } from './people.ts';
import { mayTake } from './permission.ts';
import type { StoredRecord } from './rows.ts';
import { isSamePerson } from './stages.ts';
import type { KnownPeople } from './values.ts';

/** A stage to be taken. `people`: whom its fields may name; `dueOn`: a day in Japan, or null if it may be left out. */
export interface OpenStage { readonly stage: Stage; readonly values: Values; readonly people: KnownPeople; readonly dueOn: string | null }

/** The first stage of a new record. Throws as `beginRecord`. */
export async function openFirst(tx: Tx, who: Person, about: About, now: string): Promise<OpenStage> {
  const { stage, engagement, contractorId, transferId } = await prepareBegin(tx, who, about, now);
  return filled({ tx, who, now, engagement, contractorId, transferId, record: null, earlier: {} }, stage, []);
}

/** The next stages of a record for this reader. */
export async function openNext(tx: Tx, who: Person, { record, engagement, taken }: { record: StoredRecord; engagement: Engagement; taken: readonly Taken[] }, now: string): Promise<OpenStage[]> {
  const standings = standingsOf(taken);
  const context = { tx, who, now, engagement, contractorId: record.contractorId, transferId: record.transferId, record: { id: record.id, label: record.label }, earlier: earlierOf(standings) };
  const mine = openStages(record.kind, standings).filter((stage) => mayTake(stage.by, who, context, now) && !isSamePerson(stage, standings, who));
  const open: OpenStage[] = [];
  for (const stage of mine) open.push(await filled(context, stage, standings));
  return open;
}

async function filled(context: Omit<StageContext, 'values'>, stage: Stage, standings: readonly Standing[]): Promise<OpenStage> {
  const people = await peopleOf(context.tx, context.engagement, context.contractorId);
  return { stage, people, values: await stage.prefill?.(context) ?? {}, dueOn: dueDayOf(stage, standings) };
}
