// The papers of the contract as they stand: the annexes (特記事項) with their hashes, who has acknowledged them, and the workflow (業務フロー).
// A new version of an annex or of the workflow makes earlier acknowledgements void, because they name the version that was read.
import { z } from 'zod';
import type { Engagement } from '../../engagements/engagement.ts';
import type { Tx } from '../../store/store.ts';
import { standingStages, textIn, type StandingStage } from './stages.ts';

export interface Paper { readonly id: string; readonly name: string; readonly sha256: string }
export interface Annex {
  readonly recordId: string; readonly label: string; readonly contractorId: string; readonly title: string; readonly version: string; readonly signedOn: string;
  readonly lawBasis: string; readonly penalties: string; readonly documents: readonly Paper[];
}
export interface Workflow {
  readonly recordId: string; readonly label: string; readonly contractorId: string; readonly title: string; readonly version: string; readonly documents: readonly Paper[]; readonly publishedAt: string;
  readonly acknowledged: { readonly by: string; readonly at: string } | null;
}
/** A person's acknowledgement of exactly the annexes that stand. */
export interface Acknowledged { readonly accountId: string; readonly name: string; readonly contractorId: string; readonly at: string }

type Of = Pick<Engagement, 'id' | 'municipalityId'>;

/** The annexes that stand for these contractors: the newest version of each title. */
export async function annexesOf(tx: Tx, engagement: Of, contractorIds: readonly string[]): Promise<Annex[]> {
  const published = await standingStages(tx, { kind: 'annex', municipalityId: engagement.municipalityId, engagementId: engagement.id, contractorIds });
  const newest = new Map(published.map((stage) => [`${stage.contractorId ?? ''} ${textIn(stage, 'title')}`, stage]));
  const papers = await papersOf(tx, [...newest.values()]);
  return [...newest.values()].map((stage) => ({
    recordId: stage.recordId, label: stage.label, contractorId: stage.contractorId ?? '', title: textIn(stage, 'title'), version: textIn(stage, 'version'), signedOn: textIn(stage, 'signedOn'),
    lawBasis: textIn(stage, 'lawBasis'), penalties: textIn(stage, 'penalties'), documents: papers.get(stage.recordId) ?? [],
  }));
}

/** The workflow that stands for each of these contractors: the newest that the ward published. */
export async function workflowsOf(tx: Tx, engagement: Of, contractorIds: readonly string[]): Promise<Workflow[]> {
  const stages = await standingStages(tx, { kind: 'workflow', municipalityId: engagement.municipalityId, engagementId: engagement.id, contractorIds });
  const newest = new Map(stages.filter(({ stage }) => stage === 'publish').map((stage) => [stage.contractorId, stage]));
  const papers = await papersOf(tx, [...newest.values()]);
  return [...newest.values()].map((published) => {
    const read = stages.find(({ recordId, stage }) => recordId === published.recordId && stage === 'acknowledge');
    return {
      recordId: published.recordId, label: published.label, contractorId: published.contractorId ?? '', title: textIn(published, 'title'), version: textIn(published, 'version'), documents: papers.get(published.recordId) ?? [],
      publishedAt: published.at, acknowledged: read === undefined ? null : { by: read.byName, at: read.at },
    };
  });
}

/** One annex as an acknowledgement names it. */
export const annexRow = ({ label, title, version, documents }: Annex) => ({ label, title, version, sha256: documents.map((one) => one.sha256).join(' ') });

const rows = z.array(z.object({ label: z.string(), title: z.string(), version: z.string(), sha256: z.string() }));

/** Who of these contractors has acknowledged every annex that stands for their firm; nobody while there is none. */
export async function acknowledgedBy(tx: Tx, engagement: Of, contractorIds: readonly string[]): Promise<Acknowledged[]> {
  const annexes = await annexesOf(tx, engagement, contractorIds);
  const said = await standingStages(tx, { kind: 'acknowledgement', municipalityId: engagement.municipalityId, engagementId: engagement.id, contractorIds });
  const found = new Map<string, Acknowledged>();
  for (const stage of said) {
    const own = annexes.filter((annex) => annex.contractorId === stage.contractorId);
    const named = new Set(rows.catch([]).parse(stage.values['annexes']).map((row) => JSON.stringify(row)));
    if (stage.byId !== null && own.length > 0 && own.every((annex) => named.has(JSON.stringify(annexRow(annex))))) found.set(stage.byId, { accountId: stage.byId, name: stage.byName, contractorId: stage.contractorId ?? '', at: stage.at });
  }
  return [...found.values()];
}

async function papersOf(tx: Tx, stages: readonly StandingStage[]): Promise<Map<string, Paper[]>> {
  const ids = stages.map(({ recordId }) => recordId);
  const found = ids.length === 0 ? [] : await tx.selectFrom('attachments').select(['id', 'name', 'sha256', 'record_id']).where('record_id', 'in', ids).orderBy('added_at').orderBy('id').execute();
  // A corrected record keeps the attachment that was wrong; what stands is what its newest version names.
  const named = new Set(stages.flatMap(({ values }) => z.array(z.string()).catch([]).parse(values['documents'])));
  return new Map(ids.map((recordId) => [recordId, found.filter((row) => row.record_id === recordId && named.has(row.id)).map(({ id, name, sha256 }) => ({ id, name, sha256 }))]));
}
