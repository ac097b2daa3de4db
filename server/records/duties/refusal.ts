// Why what is owed refuses something else. Texts and statuses stand in http/refusals-duties.ts.
import { Refused } from '../../ledger/refused.ts';

export type DutyRefusal = 'ERASURE_OVERDUE';

export class DutyRefused extends Refused<DutyRefusal> {}
