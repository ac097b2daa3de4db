// Why a standing approval is refused. Texts and statuses stand in http/refusals-unattended.ts.
import { Refused } from '../../ledger/refused.ts';

export type StandingRefusal = 'STANDING_EACH_SENDING' | 'STANDING_NOT_NEEDED' | 'STANDING_NOT_APPROVER' | 'STANDING_SAME_PERSON' | 'STANDING_REVOKED' | 'STANDING_MISFIT' | 'STANDING_PERIOD';

export class StandingRefused extends Refused<StandingRefusal> {}
