// What page and worker say to each other. The files go one way, into the worker, and nothing of them leaves this computer.
import type { AskedKind } from '../../../../server/ledger/asked-documents.ts';
import type { Comparison } from '../../../../server/ledger/comparison.ts';
import type { DocumentVerdict } from '../../../../server/ledger/document-verdict.ts';
import type { Verdict } from '../../../../server/ledger/verdict.ts';

export type Task = 'verify' | 'compare' | 'document';
/** `other` is the second export, or the document. */
export interface Ask {
  readonly task: Task; readonly file: File; readonly other: File | null; readonly kind: AskedKind;
  /** Text of a checkpoint or of a proof file that the reader kept, or ''. */ readonly known: string; /** The key had by another way, or ''. */ readonly vkey: string;
}

/** The verdict on an export, with the lines around what does not hold. */
export interface ExportChecked { readonly kind: 'export'; readonly verdict: Verdict; readonly before: string | null; readonly there: string | null }
/** The verdict on the evidence of one transfer. `bad` is the first line whose proof does not hold. */
export interface EvidenceChecked { readonly kind: 'evidence'; readonly number: string; readonly at: string; readonly origin: string; readonly entries: number; readonly ownKey: boolean; readonly bad: { readonly line: number; readonly index: number | null; readonly text: string } | null }
export type Checked = (ExportChecked | EvidenceChecked) & { readonly sha256: string };

/** unreadable: no export at all; document: no document; note: the checkpoint or key that was typed is none; failed: anything else. */
export type Trouble = 'unreadable' | 'document' | 'note' | 'failed';
export type Reply =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'checked'; readonly checked: Checked; /** Whether a checkpoint and a key of the reader's were compared. */ readonly given: { readonly known: boolean; readonly vkey: boolean } }
  | { readonly kind: 'compared'; readonly comparison: Comparison; readonly ownKey: boolean }
  | { readonly kind: 'documented'; readonly document: DocumentVerdict; readonly verdict: Verdict }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };
