// Registers over records: one line per record, with the short fields of its first stage and where it stands.
import type { Engagement } from '../../engagements/engagement.ts';
import { searchRecords } from '../filing/search.ts';
import { readTaken, type StoredRecord } from '../filing/rows.ts';
import { standingsOf } from '../filing/next-stages.ts';
import { kindOf } from '../kinds/all.ts';
import type { Field, RecordKind, Stage, Value } from '../kinds/kind.ts';
import { columnOf, plainText, textOf } from './fields.ts';
import type { Column, Part } from './paper.ts';
import { shortDay, shortMomentOf } from './wording.ts';
import { wordingOf } from './wordings.ts';
import { firmName, newer, type Listed, type Scope } from './register.ts';

/** More records than this are not printed at once: narrower registers are. */
const most = 2000;
const page = 200;
/** How many fields of the first stage stand in a line. */
const fieldsShown = 5;

/** The records of these kinds, each kind under its own heading. A kind that this gateway does not keep is left out. */
export async function listRecords(scope: Scope, kindIds: readonly string[]): Promise<Listed> {
  const kinds = kindIds.flatMap((id) => kindOf(id) ?? []);
  const parts: Part[] = [];
  let [entry, salts]: [number | null, string[]] = [null, []];
  for (const kind of kinds) {
    const found = await linesOf(scope, kind);
    parts.push({ heading: wordingOf(kind.id, [], true)?.title ?? kind.title.ja, table: { columns: columnsOf(kind), rows: found.rows } });
    entry = newer(entry, found.entry);
    salts = [...salts, ...found.salts];
  }
  return { parts, entry, salts };
}

/** The records of one kind in the scope, in the order of their numbers. */
export async function recordsIn(scope: Scope, kind: string): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  for (const engagement of scope.engagements) {
    for (let offset = 0; offset < most; offset += page) {
      const { records, total } = await searchRecords(scope.tx, scope.who, { kind, engagement: engagement.id, fiscalYear: scope.fiscalYear, offset, limit: page }, scope.on);
      found.push(...records);
      if (offset + page >= total) break;
    }
  }
  return found.sort((one, other) => (one.openedAt < other.openedAt ? -1 : 1));
}

async function linesOf(scope: Scope, kind: RecordKind): Promise<{ rows: string[][]; entry: number | null; salts: string[] }> {
  const rows: string[][] = [];
  let [entry, salts]: [number | null, string[]] = [null, []];
  for (const record of await recordsIn(scope, kind.id)) {
    const engagement = scope.engagements.find((one) => one.id === record.engagementId);
    if (engagement === undefined) continue;
    rows.push(await lineOf(scope, record, engagement));
    const stages = await scope.tx.selectFrom('record_stages').select(['entry', 'salt']).where('record_id', '=', record.id).orderBy('seq').execute();
    entry = newer(entry, ...stages.map((stage) => stage.entry));
    salts = [...salts, ...stages.map((stage) => Buffer.from(stage.salt).toString('hex'))];
  }
  return { rows, entry, salts };
}

async function lineOf(scope: Scope, record: StoredRecord, engagement: Engagement): Promise<string[]> {
  const first = standingsOf(await readTaken(scope.tx, record))[0];
  const fields = first === undefined ? [] : shownFields(first.stage);
  return [
    record.label, shortMomentOf(record.openedAt), record.contractorId === null ? '区' : firmName(engagement, record.contractorId),
    ...fields.map((field) => cellOf(field, first?.values[field.id], engagement)), statusOf(record),
  ];
}

/** Days and times stand in their short form. */
function cellOf(field: Field, value: Value | undefined, { forms }: Engagement): string {
  if (field.kind === 'choices' || field.kind === 'people' || field.kind === 'attachments' || field.kind === 'rows') return textOf(field, value, { attached: [], forms });
  return plainText(field, value, true);
}

const statusOf = ({ state, dueOn }: StoredRecord): string => (state === 'closed' ? '完了' : dueOn === null ? '継続中' : `継続中\n期限 ${shortDay(dueOn)}`);

function columnsOf(kind: RecordKind): Column[] {
  const first = kind.stages.find((stage) => stage.after === 'start');
  return [
    { heading: '番号', share: 3 }, { heading: '記録日時', share: 4 }, { heading: '相手方', share: 5 },
    ...(first === undefined ? [] : shownFields(first).map(fieldColumn)), { heading: '状態', share: 3 },
  ];
}

const fieldColumn = (field: Field): Column => (field.kind === 'choices' || field.kind === 'people' ? { heading: field.label.ja, share: 4 } : field.kind === 'rows' || field.kind === 'attachments' ? { heading: field.label.ja, share: 1 } : { ...columnOf(field), share: columnOf(field).share });

const shownFields = (stage: Stage): Field[] => stage.fields.filter((field) => field.kind !== 'rows' && field.kind !== 'attachments' && field.when === undefined).slice(0, fieldsShown);
