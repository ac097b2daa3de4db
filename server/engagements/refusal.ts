// Why engagements, rosters and certificates refuse. Texts and statuses stand in http/refusals.ts.
import { Refused } from '../ledger/refused.ts';

export type EngagementRefusal =
  | 'ENGAGEMENT_NOT_OPEN' | 'NOT_ON_ROSTER' | 'NOT_ROSTER_MANAGER' | 'ROSTER_ENTRY_WAITING' | 'ROSTER_ENTRY_DECIDED' | 'FORM_NOT_IN_SCOPE' | 'NOT_TRAINED' | 'RECIPIENT_NOT_IN_ENGAGEMENT' | 'FORM_NOT_IN_ENGAGEMENT' | 'PERIOD_REVERSED'
  | 'RENEWAL_NOT_ALLOWED' | 'ENGAGEMENT_CLOSED' | 'TERMINAL_NOT_REGISTERED' | 'ADDRESS_REFUSED' | 'TERMINAL_TAKEN'
  | 'CERTIFICATE_REFUSED' | 'CERTIFICATE_TAKEN' | 'CERTIFICATE_SELF_CONFIRMED' | 'CERTIFICATE_WITHDRAWN' | 'FINGERPRINT_DIFFERS' | 'NOT_FOUND';

export class EngagementRefused extends Refused<EngagementRefusal> {}
