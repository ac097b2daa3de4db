// Why a transfer refuses. Texts and statuses stand in http/refusals.ts.
import { Refused } from '../ledger/refused.ts';

export type TransferRefusal =
  | 'NOT_FOUND' | 'WRONG_STATE' | 'NOT_APPROVER' | 'NOT_SENDER' | 'NOT_RECIPIENT' | 'CHECKS_CHANGED' | 'NO_FILES' | 'TOO_MANY_FILES'
  | 'INDIVIDUAL_NUMBER_FOUND' | 'ANONYMOUS_COLUMNS' | 'ANSWER_MISFIT' | 'REPEAT_NEEDS_REASON' | 'DOWNLOADS_USED_UP'
  | 'FILE_TOO_BIG' | 'FILE_EMPTY' | 'FILE_NAME_REFUSED' | 'UPLOAD_CUT' | 'UPLOAD_TOO_LONG' | 'UPLOAD_GONE' | 'UPLOAD_DIFFERS' | 'UPLOAD_BUSY' | 'UPLOADS_WAITING' | 'UPLOAD_ABANDONED' | 'UPLOAD_WAITS_FOR_ROOM' | 'VIRUS_FOUND' | 'NOT_SCANNED' | ScanRefusal | 'IDEMPOTENCY_KEY_REUSED'
  | 'RECIPIENT_HAS_NO_CERTIFICATE' | 'RECIPIENT_KEYS_RSA' | 'CERTIFICATES_CHANGED' | 'COLLECT_BY_PAST' | 'SAME_OCCASION' | 'ANOTHER_PERSON_REQUIRED' | 'DIFFERENT_RECIPIENTS'
  | 'HANDED_OVER' | 'HANDOVER_INCOMPLETE' | 'NOT_AN_ADDRESSEE' | 'QUANTITY_DIFFERS' | 'NOT_OPENED' | 'NOT_COLLECTED'
  | 'RECEIPT_STATEMENT_CHANGED' | 'RECEIPT_SIGNATURE_BAD' | 'RECEIPT_KEY_UNKNOWN' | 'RECEIPT_SIGNATURE_NEEDED'
  | 'RECALLED' | 'EXPIRED' | 'DISCARDED' | 'ALREADY_WIPED' | 'ALREADY_CONFIRMED' | 'RANGE_NOT_SATISFIABLE' | 'CHANGED_MEANWHILE' | MovementRefusal;

/** What passes by other ways than the line: media, calls, and the papers about them. Texts stand in http/refusals-movement.ts. */
export type MovementRefusal =
  | 'VERSION_REPLACED' | 'ROUTE_CLOSED' | 'ROUTE_IS_MEDIA' | 'MEDIUM_NOT_WRITTEN' | 'MEDIUM_HANDED_OVER' | 'MEDIUM_SAME_OCCASION' | 'MEDIUM_GAP' | 'MEDIUM_INCOMPLETE' | 'MEDIUM_DIFFERS' | 'MEDIUM_COUNT_DIFFERS'
  | 'ALREADY_RETURNED' | 'NO_CALL_ABOUT';

/** What is asked of contents and of files that cannot be scanned. Texts stand in http/refusals-contents.ts. */
export type ScanRefusal = 'UNSCANNABLE' | 'UNSCANNED_NOT_ALLOWED' | 'ANOTHER_APPROVER' | 'FILE_IS_PROGRAM' | 'FILE_KIND_DIFFERS' | ArchiveRefusal;
export type ArchiveRefusal = 'ARCHIVE_TOO_MANY' | 'ARCHIVE_TOO_LARGE' | 'ARCHIVE_LINK' | 'ARCHIVE_PATH' | 'ARCHIVE_ODD';

export class TransferRefused extends Refused<TransferRefusal> {}
