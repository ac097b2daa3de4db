// Why accounts refuse. The texts and statuses stand in http/refusals.ts.
import { Refused } from '../ledger/refused.ts';

export type AccountRefusal =
  | 'SIGN_IN_FAILED' | 'TOO_MANY_TRIES' | 'BUSY' | 'NOT_SIGNED_IN' | 'SESSION_ENDED' | 'PASSWORD_CHANGE_REQUIRED'
  | 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_TOO_COMMON' | 'PASSWORD_CURRENT_WRONG' | 'PASSWORD_UNCHANGED'
  | 'LOGIN_TAKEN' | 'NAME_TAKEN' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'ROLE_MISMATCH'
  | 'NOTHING_CHANGED' | 'CHANGED_MEANWHILE' | 'OWN_ACCOUNT' | 'LAST_ADMINISTRATOR';

export class AccountRefused extends Refused<AccountRefusal> {}
