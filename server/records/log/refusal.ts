// Why a search of the log is not kept or not handed out. Texts and statuses stand in http/refusals-log.ts.
import { Refused } from '../../ledger/refused.ts';

export type LogRefusal = 'NOT_FOUND' | 'SEARCH_NAME_TAKEN' | 'TOO_MANY_SEARCHES' | 'EXTRACT_TOO_LONG' | 'EXTRACT_AHEAD';

export class LogRefused extends Refused<LogRefusal> {}
