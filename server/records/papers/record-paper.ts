// The paper of a record of any kind: every stage as it holds now, who took it and when, and the corrections with their reasons.
import type { Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import type { Tx } from '../../store/store.ts';
import { standingsOf, type Standing, type Taken } from '../filing/next-stages.ts';
import { mustFindRecord } from '../filing/permission.ts';
import { readTaken, type StoredRecord } from '../filing/rows.ts';
import { partsOf, type Attached, type Known } from './fields.ts';
import type { Paper, Part, PaperNumber } from './paper.ts';
import { municipalityName } from './transfer-subject.ts';
import { wordingOf } from './wordings.ts';
import { eraDay } from '../../engagements/japan-time.ts';
import { firmAs, headOf, momentOf, shortMomentOf } from './wording.ts';

/** The record with this id on paper. Throws `RecordRefused` (NOT_FOUND) for one that the person may not read. */
export async function recordPaper(tx: Tx, who: Person, id: string): Promise<Paper> {
  const { record, engagement } = await mustFindRecord(tx, who, id);
  const taken = await readTaken(tx, record);
  const first = taken[0];
  const last = taken.at(-1);
  if (first === undefined || last === undefined) throw new Error(`expected a record with its first stage, ${record.id} has none; the database is damaged`);
  const known: Known = { attached: await attachmentsOf(tx, id), forms: engagement.forms };
  const transfer = record.transferId === null ? undefined : await tx.selectFrom('transfers').select('number').where('id', '=', record.transferId).executeTakeFirst();
  const parties = { municipality: await municipalityName(tx, record.municipalityId), firm: firmOf(engagement, record.contractorId) };
  const standings = standingsOf(taken);
  const ofFirm = await isOfFirm(tx, first);
  const wording = wordingOf(record.kind.id, standings, ofFirm);
  return {
    paper: paperNumber(record.kind.document), title: wording?.title ?? record.kind.title.ja, label: record.label, at: last.at, ...addresses(parties, { by: first.by.name, ofFirm, section: await sectionOf(tx, engagement, wording?.byWard === true ? taken.toReversed() : taken), title: wording?.title ?? record.kind.title.ja, byWard: wording?.byWard === true }), ...(wording === undefined ? {} : { lead: wording.lead }),
    parts: [about(engagement, parties.firm, transfer?.number), ...standings.flatMap((one) => stageParts(one, taken, known)), ...corrections(taken)],
    signs: [], entry: last.entry, engagementId: record.engagementId, contractorId: record.contractorId,
    seal: { v: 1, paper: record.kind.document, kind: record.kind.id, record: record.id, number: record.label, stages: await stagesSealed(tx, id) },
    landscape: isWide(record),
  };
}

const papers: readonly PaperNumber[] = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
const paperNumber = (number: number | null): PaperNumber | null => papers.find((one) => one === number) ?? null;

/** A table with more than seven columns needs the long side of the sheet. */
const isWide = ({ kind }: StoredRecord): boolean => kind.stages.some((stage) => stage.fields.some((field) => field.kind === 'rows' && field.columns.length > 7));

interface Firm { readonly name: string; readonly address: string | null }
const firmOf = (engagement: Engagement, id: string | null): Firm | null => engagement.contractors.find((firm) => firm.id === id) ?? null;

interface Begun { readonly by: string; readonly ofFirm: boolean; readonly section: string; readonly title: string; readonly byWard: boolean }

/** Whoever began the record addresses the other side. What the ward keeps for itself has no addressee but its head. */
function addresses({ municipality, firm }: { municipality: string; firm: Firm | null }, { by, ofFirm, section: own, title, byWard }: Begun): Pick<Paper, 'to' | 'from' | 'lead'> {
  const section = [municipality, ...(own === '' ? [] : [own])].join('　');
  if (ofFirm && !byWard && firm !== null) return { to: [headOf(municipality)], from: [...(firm.address === null ? [] : [firm.address]), firm.name, by], lead: `次のとおり、${title}を提出します。` };
  const from = byWard ? [headName(municipality), section] : [section, by];
  return { to: [firm === null ? headOf(municipality) : firmAs(firm.name)], from, lead: `次のとおり、${title}を作成しました。` };
}

/** The section of the first of these authors who belongs to one: an engagement may be of several, and the paper comes from the writer's own. */
async function sectionOf(tx: Tx, engagement: Engagement, taken: readonly Taken[]): Promise<string> {
  for (const { by } of taken) {
    const own = by.id === null ? undefined : await tx.selectFrom('accounts').innerJoin('sections', 'sections.id', 'section_id').select('sections.name').where('accounts.id', '=', by.id).executeTakeFirst();
    if (own !== undefined) return own.name;
  }
  return engagement.sections[0]?.name ?? '';
}

async function isOfFirm(tx: Tx, { by }: Taken): Promise<boolean> {
  const row = by.id === null ? undefined : await tx.selectFrom('accounts').select('contractor_id').where('id', '=', by.id).executeTakeFirst();
  return row !== undefined && row.contractor_id !== null;
}

const headName = (municipality: string): string => `${municipality}長`;

function about(engagement: Engagement, firm: Firm | null, transfer: string | undefined): Part {
  return { facts: [
    ['業務の名称', engagement.title], ['契約期間', `${eraDay(engagement.from)} から ${eraDay(engagement.to)} まで`],
    ...(firm === null ? [] : [['受託者', firm.name] as const]), ...(transfer === undefined ? [] : [['授受番号', transfer] as const]),
  ] };
}

function stageParts(standing: Standing, taken: readonly Taken[], known: Known): Part[] {
  const first = taken.find((one) => one.seq === standing.seqs[0]);
  const held = taken.find((one) => one.seq === standing.holds);
  if (first === undefined || held === undefined) return [];
  const [main, ...tables] = partsOf(standing.stage.fields, standing.values, known);
  const by: readonly (readonly [string, string])[] = [
    ['記入者', first.by.name], ['記入日時', momentOf(first.at)],
    ...(held.seq === first.seq ? [] : [['訂正', `${momentOf(held.at)} ${held.by.name}\n理由 ${held.reason ?? '—'}`] as const]),
  ];
  return [{ heading: standing.stage.title.ja, facts: [...(main?.facts ?? []), ...by] }, ...tables];
}

function corrections(taken: readonly Taken[]): Part[] {
  if (taken.every((one) => one.corrects === null)) return [];
  return [{ heading: '記入と訂正の記録', table: {
    columns: [{ heading: '番号', share: 2, align: 'right' }, { heading: '段階', share: 5 }, { heading: '日時', share: 4 }, { heading: '記入者', share: 4 }, { heading: '訂正した番号と理由', share: 7 }, { heading: '台帳の記録', share: 3, align: 'right' }],
    rows: taken.map((one) => [String(one.seq), one.stage.title.ja, shortMomentOf(one.at), one.by.name, one.corrects === null ? '—' : `${one.corrects}番を訂正　${one.reason ?? ''}`, `${one.entry}番`]),
  } }];
}

async function attachmentsOf(tx: Tx, recordId: string): Promise<Attached[]> {
  return await tx.selectFrom('attachments').select(['id', 'name', 'sha256']).where('record_id', '=', recordId).execute();
}

async function stagesSealed(tx: Tx, recordId: string): Promise<{ seq: number; stage: string; entry: number; commitment: string }[]> {
  return await tx.selectFrom('record_stages').select(['seq', 'stage', 'entry', 'commitment']).where('record_id', '=', recordId).orderBy('seq').execute();
}
