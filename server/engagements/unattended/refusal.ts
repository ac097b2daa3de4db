// Why an unattended terminal, or what is asked about one, is refused. Texts and statuses stand in http/refusals-unattended.ts.
import { Refused } from '../../ledger/refused.ts';

export type UnattendedRefusal =
  | 'SIGNATURE_REFUSED' | 'SIGNATURE_TIME' | 'SIGNATURE_REPLAYED'
  | 'UNATTENDED_WAITING' | 'UNATTENDED_REVOKED' | 'UNATTENDED_EXPIRED' | 'UNATTENDED_RESPONSIBLE' | 'UNATTENDED_SCOPE'
  | 'UNATTENDED_KEY_REFUSED' | 'UNATTENDED_KEY_TAKEN' | 'UNATTENDED_SELF_CONFIRMED' | 'UNATTENDED_FINGERPRINT' | 'UNATTENDED_MISFIT' | 'UNATTENDED_EXPIRY';

export class UnattendedRefused extends Refused<UnattendedRefusal> {}
