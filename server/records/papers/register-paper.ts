// A register as a paper and as CSV: for the reader's own part, of one fiscal year and one day.
import { createHash } from 'node:crypto';
import type { Person } from '../../accounts/person.ts';
import { readEngagements, type Engagement } from '../../engagements/engagement.ts';
import { dayEnd, eraDay, eraFiscalYear, japanDay } from '../../engagements/japan-time.ts';
import { canonical } from '../../ledger/canonical.ts';
import type { Tx } from '../../store/store.ts';
import { engagementFor } from '../filing/permission.ts';
import { RecordRefused } from '../refusal.ts';
import type { Paper, Part } from './paper.ts';
import type { RegisterSubject } from './subject.ts';
import { municipalityName } from './transfer-subject.ts';
import { firmAs, headOf } from './wording.ts';
import { registers } from './registers.ts';
import type { Listed, Scope } from './register.ts';

/** The register for this reader. Throws `RecordRefused` (NOT_FOUND) for an engagement or a firm that is not theirs. */
export async function registerPaper(tx: Tx, who: Person, asked: RegisterSubject): Promise<Paper> {
  const scope = await scopeOf(tx, who, asked);
  const register = registers[asked.name];
  const { parts, entry, salts } = await register.list(scope);
  const [only] = scope.engagements;
  const single = asked.engagementId !== null && only !== undefined ? only : null;
  const firm = asked.contractorId === null ? null : await tx.selectFrom('contractors').select('name').where('id', '=', asked.contractorId).executeTakeFirst();
  return {
    paper: register.paper, title: register.title, label: null, at: dayEnd(asked.on), to: firm === null || firm === undefined ? [headOf(scope.municipality)] : [firmAs(firm.name)],
    // Every section of the engagement keeps the same register, whoever of them prints it: the same day gives the same bytes.
    from: single === null ? [scope.municipality] : single.sections.map((section) => `${scope.municipality}　${section.name}`), lead: register.lead,
    parts: [{ facts: [['業務の名称', single?.title ?? 'すべての委託業務'], ['年度', eraFiscalYear(asked.fiscalYear)], ['現在日', `${eraDay(asked.on)}現在`]] }, ...parts],
    signs: [], entry: entry ?? await firstEntry(tx), engagementId: asked.engagementId, contractorId: asked.contractorId, landscape: true,
    seal: { v: 1, paper: register.paper, register: asked.name, engagement: asked.engagementId, fiscalYear: asked.fiscalYear, contractor: asked.contractorId, on: asked.on, ...(asked.month === undefined ? {} : { month: asked.month }), content: contentHash({ parts, entry, salts }) },
  };
}

/** The tables of a register for CSV, one after another. */
export async function registerParts(tx: Tx, who: Person, asked: RegisterSubject): Promise<readonly Part[]> {
  const { parts } = await registers[asked.name].list(await scopeOf(tx, who, asked));
  return parts;
}

/** What the reader asked for, with their own firm and today's day in Japan. */
export function subjectFor(who: Person, asked: Pick<RegisterSubject, 'name' | 'engagementId' | 'fiscalYear' | 'month'>, now: string): RegisterSubject {
  return { kind: 'register', ...asked, contractorId: who.contractorId, on: japanDay(now) };
}

function contentHash({ parts, salts }: Listed): string {
  const told = parts.map((part) => ({ heading: part.heading ?? null, facts: part.facts ?? null, rows: part.table?.rows ?? null }));
  return createHash('sha256').update(canonical({ salts, told }), 'utf8').digest('hex');
}

async function scopeOf(tx: Tx, who: Person, asked: RegisterSubject): Promise<Scope> {
  const firmsAgree = who.role === 'handler' ? asked.contractorId === who.contractorId : true;
  if (!firmsAgree || who.role === 'administrator') throw new RecordRefused('NOT_FOUND');
  const engagements = asked.engagementId === null ? await everyEngagement(tx, who) : [await engagementFor(tx, who, asked.engagementId)];
  return { tx, who, engagements, engagementId: asked.engagementId, contractorId: asked.contractorId, fiscalYear: asked.fiscalYear, month: asked.month ?? null, on: asked.on, municipality: await municipalityName(tx, who.municipalityId) };
}

async function everyEngagement(tx: Tx, who: Person): Promise<Engagement[]> {
  const all = tx.selectFrom('engagements').select('engagements.id').where('municipality_id', '=', who.municipalityId).orderBy('title').orderBy('engagements.id');
  const rows = who.role === 'auditor' ? await all.execute()
    : who.role === 'staff' ? await all.innerJoin('engagement_sections', 'engagement_id', 'engagements.id').where('section_id', '=', who.sectionId ?? '').execute()
      : await all.innerJoin('engagement_contractors', 'engagement_id', 'engagements.id').where('contractor_id', '=', who.contractorId ?? '').execute();
  const read = await readEngagements(tx, rows.map((row) => row.id));
  return rows.flatMap((row) => read.get(row.id) ?? []);
}

/** An empty register rests on the ledger's beginning. */
async function firstEntry(tx: Tx): Promise<number> {
  const row = await tx.selectFrom('ledger_entries').select('idx').orderBy('idx').limit(1).executeTakeFirst();
  return row?.idx ?? 0;
}
