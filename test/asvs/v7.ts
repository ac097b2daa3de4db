// ASVS 5.0, chapter V7: sessions.
import type { AsvsRow } from './row.ts';

export const v7: readonly AsvsRow[] = [
  { id: '7.1.1', level: 2, what: 'a document says how long a session may be idle and last', stands: { file: 'keys/README.md', why: '30 minutes idle and 10 hours in all, within what NIST SP 800-63B allows' } },
  { id: '7.1.2', level: 2, what: 'a document says how many sessions an account may have at once', stands: { file: 'config/RULES.md', why: 'any number, why, and what bounds them instead: each one\'s idle time and age, what ends all of them, and what is asked again at each request' } },
  { id: '7.1.3', level: 2, what: 'sessions across systems are written down', stands: { none: 'no other system makes or shares a session' } },
  { id: '7.2.1', level: 1, what: 'the server decides whether a session is one', stands: 'tested' },
  { id: '7.2.2', level: 1, what: 'tokens are made for each session', stands: 'tested' },
  { id: '7.2.3', level: 1, what: 'tokens have at least 128 random bits', stands: 'tested' },
  { id: '7.2.4', level: 1, what: 'each sign-in makes a new token and ends the old', stands: 'tested' },
  { id: '7.3.1', level: 2, what: 'an idle session ends', stands: 'tested' },
  { id: '7.3.2', level: 2, what: 'a busy session ends too', stands: 'tested' },
  { id: '7.4.1', level: 1, what: 'what has ended opens nothing', stands: 'tested' },
  { id: '7.4.2', level: 1, what: 'the sessions of who is disabled end at once', stands: 'tested' },
  { id: '7.4.3', level: 2, what: 'a changed password ends all other sessions', stands: 'tested' },
  { id: '7.4.4', level: 2, what: 'every page behind sign-in shows the way out', stands: { file: 'client/web/app/frame.tsx', why: 'the frame of all pages has it; the pages before it, the first password and the second factor that must be set up, have a button of their own' } },
  { id: '7.4.5', level: 2, what: 'administrators can end the sessions of others', stands: 'tested' },
  { id: '7.5.1', level: 2, what: 'who changes how they are let in shows again who they are', stands: 'tested' },
  { id: '7.5.2', level: 2, what: 'people see their sessions and can end each', stands: 'tested' },
  { id: '7.5.3', level: 3, what: 'weighty steps ask again who it is', stands: { open: 'release and key confirmation take two persons; of the rest only the approval of resets and of administrators, and the end of other sessions, ask for the password again' } },
  { id: '7.6.1', level: 2, what: 'sessions between provider and gateway', stands: { none: 'there is no identity provider' } },
  { id: '7.6.2', level: 2, what: 'no session begins without an act of the person', stands: { file: 'server/http/answers/sessions.ts', why: 'only sign-in, with a password or a passkey, begins one; nothing else brings anybody in' } },
];
