// Why a hold or a term is refused. Texts and statuses stand in http/refusals-retention.ts.
import { Refused } from '../ledger/refused.ts';

export type RetentionRefusal = 'NOT_FOUND' | 'TERM_UNCHANGED' | 'HELD_ALREADY' | 'HOLD_OF_ONES_OWN' | 'HOLD_LIFTED' | 'CONTENT_ERASED';

export class RetentionRefused extends Refused<RetentionRefusal> {}
