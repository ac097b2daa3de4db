// From a subject to its paper, for one reader. Every refusal is NOT_FOUND: a foreign paper is answered like one that does not exist (H 48).
import type { Person } from '../../accounts/person.ts';
import type { Tx } from '../../store/store.ts';
import { confirmationPaper } from './confirmation-paper.ts';
import { extractPaper } from './extract-paper.ts';
import { pageNoticePaper } from './page-notice-paper.ts';
import type { Paper } from './paper.ts';
import { receiptPaper } from './receipt-paper.ts';
import { recordPaper } from './record-paper.ts';
import { registerPaper } from './register-paper.ts';
import type { Subject } from './subject.ts';
import { wipePaper } from './wipe-paper.ts';

/** Reads what the paper says, as it stands now. `address` is the origin of the contractors' side, for the notice of the page. */
export async function buildPaper(tx: Tx, who: Person, subject: Subject, surroundings: Surroundings): Promise<Paper> {
  switch (subject.kind) {
    case 'record': return recordPaper(tx, who, subject.id);
    case 'confirmation': return confirmationPaper(tx, who, subject.id);
    case 'receipt': return receiptPaper(tx, who, subject.id);
    case 'wipe-certificate': return wipePaper(tx, who, subject.id);
    case 'page-notice': return pageNoticePaper(tx, who, subject.id, surroundings.address);
    case 'extract': return extractPaper(tx, who, subject.id);
    case 'register': return registerPaper(tx, who, subject);
  }
}

export interface Surroundings { readonly address: string }
