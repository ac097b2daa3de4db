// Who was trained when (0-9, 1-18, A.2 26): read from the training records as they stand, and the gate before collecting.
// A training counts for the fiscal year in which it was held: no paper gives a term, and a renewed contract trains its people anew.
import { z } from 'zod';
import type { Engagement } from '../engagements/engagement.ts';
import { fiscalYearStart } from '../engagements/japan-time.ts';
import { EngagementRefused } from '../engagements/refusal.ts';
import type { Gate } from '../transfers/register.ts';
import type { Tx } from '../store/store.ts';

const held = z.object({ values: z.object({ heldOn: z.string(), attendees: z.array(z.object({ id: z.string().nullable() })) }) });

/** By account, the newest day of a training attended in this engagement. A corrected record counts as corrected. */
export async function trainedOn(tx: Tx, engagementId: string): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('record_stages').innerJoin('records', 'records.id', 'record_id').select(['record_id', 'content']).where('records.engagement_id', '=', engagementId)
    .where('records.kind', '=', 'training').where('stage', '=', 'held').orderBy('record_id').orderBy('seq').execute();
  const newest = new Map<string, string>();
  for (const content of new Map(rows.map((row) => [row.record_id, row.content])).values()) {
    const { values: { heldOn, attendees } } = held.parse(JSON.parse(content));
    for (const { id } of attendees) if (id !== null && heldOn > (newest.get(id) ?? '')) newest.set(id, heldOn);
  }
  return newest;
}

/** Throws `EngagementRefused` (NOT_TRAINED) for a handler without a training of this fiscal year, where the terms demand one. */
export async function mustBeTrained(tx: Tx, engagement: Engagement, accountId: string, now: string): Promise<void> {
  const since = fiscalYearStart(now);
  const on = (await trainedOn(tx, engagement.id)).get(accountId);
  if (on === undefined || on < since) throw new EngagementRefused('NOT_TRAINED', { since });
}

/** The gate before collecting: what a firm receives, only trained handlers take (0-9). Staff are trained by their own municipality. */
export const trainingGate: Gate = async (tx, { engagement, who, act, now }) => {
  if (act === 'collect' && who.role === 'handler' && engagement.terms.trainingBeforeCollect) await mustBeTrained(tx, engagement, who.id, now);
};
