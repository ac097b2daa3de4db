// ASVS 5.0, chapter V13: settings, secrets, and what the machine shows of itself.

import type { AsvsRow } from './row.ts';

export const v13: readonly AsvsRow[] = [
  {
    id: '13.1.1', level: 2, what: 'everything that the application talks to is written down',
    stands: { file: 'config/README.md', why: 'listeners, clamd, mail server, syslog receiver and witnesses are settings, each with what goes there; nobody\'s request names a further one' },
  },
  {
    id: '13.2.1', level: 2, what: 'parts that talk without a person\'s session prove who they are, not by a lasting password',
    stands: { open: 'terminals, witnesses and the line to syslog prove it by keys; the mail server is told a password from a file, and clamd asks for nothing at its socket' },
  },
  {
    id: '13.2.2', level: 2, what: 'each part runs with the least rights',
    stands: { file: 'config/systemd/kagibako.service', why: 'a user of its own without privileges, two folders to write to and nothing else; the database is within the process, clamd runs as its own user' },
  },
  { id: '13.2.3', level: 2, what: 'no default credentials between parts', stands: { file: 'config/settings.ts', why: 'no setting has a credential as its default; without one the mail server is not asked and nothing is forwarded' } },
  {
    id: '13.2.4', level: 2, what: 'the application reaches only what a list allows',
    stands: { file: 'config/settings.ts', why: 'it connects to what these settings name and to nothing else: no address comes from a request, and mail reads neither files nor addresses (server/mailing/mailer.ts)' },
  },
  {
    id: '13.2.5', level: 2, what: 'the server loads and asks only what a list allows',
    stands: { file: 'server/http/pages.ts', why: 'it serves the built pages alone, reads bodies by ids that the vault checks, and sends requests to nobody but the places of the settings' },
  },
  {
    id: '13.3.1', level: 2, what: 'secrets are kept by something made for it, never in source',
    stands: { open: 'no setting takes a secret: keys and passwords are files that only their owner reads, or credentials of systemd, checked at each start; the gateway\'s own are made and destroyed by commands. There is no key store or hardware behind the files' },
  },
  { id: '13.3.2', level: 2, what: 'only who needs a secret can read it', stands: 'tested' },
  { id: '13.3.4', level: 3, what: 'secrets end and are exchanged as the documents say', stands: 'tested' },
  { id: '13.4.1', level: 1, what: 'no version control data where it runs', stands: { file: 'config/systemd/kagibako.service', why: 'no path serves any, and the unit closes .git to the program; the container is built without it' } },
  { id: '13.4.2', level: 2, what: 'no debug modes in operation', stands: { file: 'server/http/problem-answer.ts', why: 'there is no such mode or setting: a fault answers with a number alone, whatever NODE_ENV says' } },
  { id: '13.4.3', level: 2, what: 'no listings of folders', stands: { file: 'server/http/pages.ts', why: 'files of the build by their names, without an index and without a listing' } },
  { id: '13.4.4', level: 2, what: 'no TRACE', stands: 'tested' },
  { id: '13.4.5', level: 2, what: 'what describes and watches the machine is not shown to everybody', stands: 'tested' },
];
