// Why a review of the log is refused. Texts and statuses stand in http/refusals-watching.ts.
import { Refused } from '../ledger/refused.ts';

export type WatchRefusal = 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'WEEK_NOT_OVER' | 'WEEK_REVIEWED' | 'THRESHOLD_OF_NOTHING' | 'THRESHOLD_UNCHANGED';

export class WatchRefused extends Refused<WatchRefusal> {}
