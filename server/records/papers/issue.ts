// Issuing a paper: it is built for its reader, gets its code (and a register its number), and that it was issued is entered: handing out is an act.
// The same state of the records gives the same code, the same number and the same bytes, however often it is issued.
import { actorOf, type Person } from '../../accounts/person.ts';
import { fiscalYear } from '../../engagements/japan-time.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { makePdf } from '../../documents/pdf.ts';
import type { Store, Tx } from '../../store/store.ts';
import { label as labelOf } from '../numbering.ts';
import { buildPaper, type Surroundings } from './build.ts';
import { checkpointOf } from './checkpoint.ts';
import { codeOf, grouped } from './code.ts';
import type { Paper } from './paper.ts';
import { sheetOf } from './sheet.ts';
import type { Subject } from './subject.ts';
import { municipalityName } from './transfer-subject.ts';

export interface PaperParts { readonly store: Store; readonly ledger: Pick<Ledger, 'append' | 'sign'>; readonly clock: Clock }
export interface Issued { readonly bytes: Uint8Array; readonly name: string; readonly code: string; readonly label: string }

/** Issues the paper of a subject as a PDF. Throws a refusal NOT_FOUND for what the person may not read. */
export async function issuePaper(parts: PaperParts, who: Person, subject: Subject, surroundings: Surroundings): Promise<Issued> {
  const paper = await buildPaper(parts.store.search, who, subject, surroundings);
  const code = codeOf(paper.seal);
  const label = await enter(parts, who, subject, paper, code);
  const checkpoint = await checkpointOf(parts, paper.entry);
  const bytes = await makePdf(sheetOf(paper, { code, label, checkpoint, municipality: await municipalityName(parts.store.search, who.municipalityId) }));
  return { bytes, code, label, name: `${paper.title}_${label}.pdf` };
}

/** Notes the code with what it stands for, and enters the issue. No text of the paper stands in the entry. Returns the paper's number. */
async function enter({ store, ledger, clock }: PaperParts, who: Person, subject: Subject, paper: Paper, code: string): Promise<string> {
  return store.change(async (tx) => {
    const now = clock.now();
    const label = await labelFor(tx, who, { subject, paper, code, now });
    await ledger.append(tx, {
      at: now, act: 'print-document', result: 'done', actor: actorOf(who), municipality: who.municipalityId, ...(paper.engagementId === null ? {} : { engagement: paper.engagementId }),
      ...(who.contractorId === null ? {} : { contractor: who.contractorId }),
      facts: { code: grouped(code), label, of: subject.kind === 'register' ? subject.name : subject.kind, ...(paper.paper === null ? {} : { document: paper.paper }), ...(subject.kind === 'register' ? { fiscalYear: subject.fiscalYear } : { id: subject.id }) },
    });
    return label;
  });
}

interface Coded { readonly subject: Subject; readonly paper: Paper; readonly code: string; readonly now: string }

/** The number of a code issued before, or a new one: a record's own, or for a register the next of its title in the fiscal year. */
async function labelFor(tx: Tx, who: Person, { subject, paper, code, now }: Coded): Promise<string> {
  const known = await tx.selectFrom('papers').select('label').where('municipality_id', '=', who.municipalityId).where('code', '=', code).executeTakeFirst();
  if (known !== undefined) return known.label;
  const numbered = paper.label === null ? await nextNumber(tx, who.municipalityId, paper.title, fiscalYear(now)) : null;
  const label = paper.label ?? (numbered === null ? '' : labelOf(numbered));
  await tx.insertInto('papers').values({
    municipality_id: who.municipalityId, code, paper: paper.paper, subject: JSON.stringify(subject), title: paper.title, label,
    fiscal_year: numbered?.fiscalYear ?? null, number: numbered?.number ?? null, entry: paper.entry, first_issued_at: now,
  }).execute();
  return label;
}

async function nextNumber(tx: Tx, municipalityId: string, title: string, year: number): Promise<{ fiscalYear: number; number: number }> {
  const row = await tx.selectFrom('papers').select((select) => select.fn.max('number').as('newest')).where('municipality_id', '=', municipalityId).where('title', '=', title).where('fiscal_year', '=', year).executeTakeFirst();
  return { fiscalYear: year, number: (row?.newest ?? 0) + 1 };
}
