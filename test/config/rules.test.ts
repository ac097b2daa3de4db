// The rules that concern more than one place, held against the code: what config/RULES.md and keys/README.md list is what there is, and nothing that there is is left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idleMinutes, longestHours } from '../../server/accounts/sessions.ts';
import * as administration from '../../server/http/wire/administration.ts';
import * as audit from '../../server/http/wire/audit.ts';
import { BATCH_BYTES, BATCH_FILE_BYTES, BATCH_FILES } from '../../server/http/wire/batch-limits.ts';
import * as engagements from '../../server/http/wire/engagements.ts';
import * as ledger from '../../server/http/wire/ledger.ts';
import * as records from '../../server/http/wire/records.ts';
import * as retention from '../../server/http/wire/retention.ts';
import * as reviews from '../../server/http/wire/reviews.ts';
import * as rosters from '../../server/http/wire/rosters.ts';
import type { Route } from '../../server/http/wire/route.ts';
import { routes } from '../../server/http/wire/routes.ts';
import * as session from '../../server/http/wire/session.ts';
import * as transfers from '../../server/http/wire/transfers.ts';
import * as twoPerson from '../../server/http/wire/two-person.ts';
import * as unattended from '../../server/http/wire/unattended.ts';
import { largestAttachment } from '../../server/records/filing/attachments.ts';
import { allowedEndings } from '../../server/records/filing/media.ts';
import { unfinishedAtMost } from '../../server/transfers/uploads/uploads.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const rules = read('config/RULES.md');
const keys = read('keys/README.md');
const sources = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => `server/${path}`).sort();

/** The part of a document below one heading. */
function part(text: string, heading: string): string {
  const found = text.split(/^## /m).find((one) => one.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`expected a heading ${heading}`);
  return found;
}
const rowsOf = (text: string): string[][] => text.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

describe('the rules in one place', () => {
  it('tell of every refusal of inputs that do not fit, with its status [ASVS 2.1.2]', () => {
    const statuses = new Map(sources.filter((path) => /\/refusals[^/]*\.ts$/.test(path)).flatMap((path) => [...read(path).matchAll(/^\s+([A-Z_]+): \{ status: (\d+)/gm)].map(([, code = '', status = '']) => [code, status] as const)));
    const named = [...part(rules, 'Inputs that must fit one another').replace(/^\*2\.1\.2\.\*.*$/m, '').matchAll(/`([A-Z][A-Z_]{4,})`(?: \((\d+)\))?/g)].map(([, code = '', status = '422']) => [code, status] as const);
    const misfits = [...statuses].filter(([, status]) => status === '422').map(([code]) => code);
    expect(misfits.length).toBeGreaterThan(40);
    expect(misfits.filter((code) => !named.some(([one]) => one === code))).toEqual([]);
    expect(named.filter(([code, status]) => statuses.get(code) !== status && code !== 'INVALID_REQUEST')).toEqual([]);
  });

  it('tell which files are taken, and how large [ASVS 5.1.1]', () => {
    const files = part(rules, 'Files');
    const promised = /const promised[^{]*\{([\s\S]*?)\n\};/.exec(read('server/inspecting/kind.ts'))?.[1] ?? '';
    const endings = [...promised.matchAll(/(?:^|[\s{])'?([a-z0-9]+)'?: \[/g)].map(([, ending = '']) => ending);
    const told = files.split('\n').find((line) => line.startsWith('What an ending promises')) ?? '';
    expect(endings.length).toBeGreaterThan(20);
    expect(quoted(told).filter((word) => /^[a-z0-9]+$/.test(word)).sort()).toEqual([...endings].sort());
    const [, ...forms] = rowsOf(files).find(([what]) => what === 'forms') ?? [];
    expect(quoted(forms[1] ?? '').filter((word) => /^[a-z]+$/.test(word)).sort()).toEqual([...new Set(allowedEndings)].sort());
    const mebibytes = (bytes: number): string => `${String(bytes / 1024 ** 2)} MiB`;
    expect([mebibytes(largestAttachment), `${String(unfinishedAtMost)} of one person`, `${String(BATCH_FILES)} files of ${String(BATCH_FILE_BYTES / 1024)} KiB and ${mebibytes(BATCH_BYTES)}`].filter((words) => !files.includes(words))).toEqual([]);
  });

  it('tell how long sessions last', () => {
    expect(part(rules, 'Sessions')).toContain(`${String(idleMinutes)} minutes idle, ${String(longestHours)} hours in all`);
  });

  it('tell what each role may ask for, and name only fields that there are [ASVS 8.1.2]', () => {
    const columns = ['anyone', 'staff', 'handler', 'auditor', 'administrator'];
    const methods = (area: string, role: string): string => {
      const asked: readonly Route[] = Object.values(routes);
      const found = new Set(asked.filter(({ path, roles }) => path.split('/')[1] === area && (roles === 'anyone' ? role === 'anyone' : roles.some((one) => one === role))).map(({ method }) => method));
      return found.size === 0 ? '—' : [...found].sort().join(' ');
    };
    const areas = [...new Set(Object.values(routes).map(({ path }) => path.split('/')[1] ?? ''))].sort();
    const section = part(rules, 'Who may ask and see what');
    expect(rowsOf(section).filter(([, ...cells]) => cells.length === 5).slice(1)).toEqual(areas.map((area) => [`\`${area}\``, ...columns.map((role) => methods(area, role))]));
    const wire: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { administration, audit, engagements, ledger, records, retention, reviews, rosters, session, transfers, twoPerson, unattended };
    const fields = quoted(section).filter((word) => /^[a-z]+\.[a-zA-Z]+\.[a-zA-Z]+$/.test(word));
    const isField = (name: string): boolean => {
      const [file = '', schema = '', field = ''] = name.split('.');
      const found = wire[file]?.[schema];
      return found instanceof z.ZodObject && Object.hasOwn(found.shape, field);
    };
    expect(fields.length).toBeGreaterThan(30);
    expect(fields.filter((name) => !isField(name))).toEqual([]);
  });

  it('list every algorithm that is taken of recipients, and files that are there [ASVS 11.1.2]', () => {
    const algorithms = part(keys, 'Algorithms');
    const taken = [...read('server/sealing/certificate-judgement.ts').matchAll(/^ {2}\['\w+', \['([^']+)', \d+\]\]/gm)].map(([, name = '']) => name);
    expect(taken.length).toBeGreaterThan(8);
    expect(taken.filter((name) => !algorithms.includes(name))).toEqual([]);
    const uses = sources.flatMap((path) => [...read(path).matchAll(/'aes-256-(\w+)'/g)].map(([, mode = '']) => `${mode} ${['cbc', 'ecb'].includes(mode) ? path : ''}`.trim()));
    expect([...new Set(uses)].sort()).toEqual(['cbc server/sealing/cfb.ts', 'cfb', 'ecb server/sealing/cfb.ts', 'gcm', 'ocb']);
    expect(['CFB', 'GCM', 'OCB', 'CBC', 'ECB'].filter((mode) => !new RegExp(`\\b${mode}\\b`).test(algorithms))).toEqual([]);
  });

  it('list every place of the gateway that writes a log or speaks to another machine [ASVS 16.2.3]', () => {
    const logs = part(rules, 'Logs');
    const matching = (pattern: RegExp): string[] => sources.filter((path) => pattern.test(read(path).replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')));
    const writing = matching(/\bconsole\.|process\.std(?:out|err)|from 'pino'|\bappendFile|createWriteStream|node:syslog/);
    expect(writing).toEqual(['server/http/access-log.ts', 'server/main.ts']);
    expect(writing.filter((path) => !logs.includes(path))).toEqual([]);
    expect(matching(/\bfetch\(|\bconnect\(|connectTls\(|createConnection\(|createTransport\(|node:dgram/)).toEqual(['server/forwarding/line.ts', 'server/ledger/witness-asking.ts', 'server/mailing/mailer.ts', 'server/scanning/clamd.ts']);
    for (const place of ['access.log', 'KAGIBAKO_SYSLOG_URL', '/metrics', 'ledger_entries', 'clamd', 'mails']) expect(logs).toContain(place);
  });

  it('name settings, files and headings that there are', () => {
    const settings = read('config/README.md');
    expect([...rules.matchAll(/KAGIBAKO_[A-Z_]+[A-Z]/g)].map(([name]) => name).filter((name) => !settings.includes(`\`${name}\``))).toEqual([]);
    const named = [...quoted(rules), ...quoted(part(keys, 'Algorithms'))].filter((word) => /^(?:server|client|test)\/[\w/.-]+$/.test(word));
    const linked = [...rules.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => join('config', path));
    expect(named.length + linked.length).toBeGreaterThan(30);
    expect([...named, ...linked].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
