// Why engagements, rosters and certificates refuse. Texts and statuses stand in http/refusals.ts.
import { Refused } from '../ledger/refused.ts';

export type EngagementRefusal =
  | 'ENGAGEMENT_NOT_OPEN' | 'NOT_ON_ROSTER' | 'RECIPIENT_NOT_IN_ENGAGEMENT' | 'FORM_NOT_IN_ENGAGEMENT' | 'PERIOD_REVERSED'
  | 'CERTIFICATE_REFUSED' | 'CERTIFICATE_TAKEN' | 'CERTIFICATE_SELF_CONFIRMED' | 'CERTIFICATE_WITHDRAWN' | 'FINGERPRINT_DIFFERS' | 'NOT_FOUND';

export class EngagementRefused extends Refused<EngagementRefusal> {}
