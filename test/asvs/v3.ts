// ASVS 5.0, chapter V3: what browsers are told, and what they may be made to do.
import type { AsvsRow } from './row.ts';

export const v3: readonly AsvsRow[] = [
  { id: '3.2.1', level: 1, what: 'no browser draws a file or an answer that is not a page', stands: 'tested' },
  { id: '3.2.2', level: 1, what: 'text is shown as text', stands: { file: 'client/web/records/shown-values.tsx', why: 'as on every page, values are children of React, which escapes them; no file of the pages sets HTML' } },
  { id: '3.3.1', level: 1, what: 'cookies are Secure, and their names begin accordingly', stands: 'tested' },
  { id: '3.3.2', level: 2, what: 'cookies have the SameSite that their purpose asks for', stands: 'tested' },
  { id: '3.3.3', level: 2, what: 'cookies belong to one host', stands: 'tested' },
  { id: '3.3.4', level: 2, what: 'no script reads the session, which is told by the cookie alone', stands: 'tested' },
  { id: '3.4.1', level: 1, what: 'browsers are told to use TLS for at least a year', stands: 'tested' },
  { id: '3.4.2', level: 1, what: 'no other origin is allowed to read answers', stands: { file: 'server/http/uploads/tus-answer.ts', why: 'nothing of ours allows another origin, and what the upload library would say of it is not passed on' } },
  { id: '3.4.3', level: 2, what: 'a content policy allows nothing but our own, no objects and no base', stands: { file: 'server/http/pages.ts', why: 'object-src and base-uri are none, all else is our own origin, styles by a nonce of each answer; the API allows nothing at all' } },
  { id: '3.4.4', level: 2, what: 'browsers do not guess what an answer is', stands: 'tested' },
  { id: '3.4.5', level: 2, what: 'no other site learns from where somebody came', stands: 'tested' },
  { id: '3.4.6', level: 2, what: 'nothing can be framed', stands: 'tested' },
  { id: '3.5.1', level: 1, what: 'changes are taken from our own pages only', stands: 'tested' },
  { id: '3.5.2', level: 1, what: 'no simple request of another site passes for one of ours', stands: 'tested' },
  { id: '3.5.3', level: 1, what: 'nothing weighty is done by a request that a link or a picture can make', stands: 'tested' },
  { id: '3.5.4', level: 2, what: 'separate applications have separate host names', stands: 'tested' },
  { id: '3.5.5', level: 2, what: 'messages from other windows are not trusted', stands: { none: 'no page listens to other windows: messages go between a page and its own workers' } },
  { id: '3.5.8', level: 3, what: 'nothing behind sign-in is loaded into pages of others', stands: 'tested' },
  { id: '3.7.1', level: 2, what: 'only techniques that browsers still support', stands: { file: 'client/web/vite.config.ts', why: 'plain scripts, styles and workers of today\'s browsers; no plug-ins' } },
  { id: '3.7.2', level: 2, what: 'nobody is led to another host', stands: 'tested' },
];
