// Why the contract around a transfer refuses a step. Texts and statuses stand in http/refusals-contract.ts.
import { Refused } from '../../ledger/refused.ts';

export type ContractRefusal = 'ANNEX_NOT_REGISTERED' | 'ANNEX_NOT_ACKNOWLEDGED' | 'WORKFLOW_NOT_PUBLISHED' | 'WORKFLOW_NOT_ACKNOWLEDGED' | 'LINE_CLOSED' | 'ROUTES_CLOSED' | 'RECEIVER_NOT_READY';

export class ContractRefused extends Refused<ContractRefusal> {}
