// `npm run weaknesses`: what npm's real command makes of a registry's advisories is held against the days that config/RULES.md gives; no answer is not a good one.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../sources.ts';
import { NotAnswered, weaknessesOf } from './audit.ts';
import { frames, judge, weightOf, type Weakness } from './frames.ts';
import { packages } from './lock.ts';
import { weaknesses } from './weaknesses.ts';

const folder = mkdtempSync(join(tmpdir(), 'weaknesses-'));
const notedFile = join(folder, 'weaknesses.json');
const product = new Set(['node_modules/multer']);

/** Answers as the registry does where it is asked for advisories; knows no package otherwise. */
const advisories = {
  multer: [{ id: 1, url: 'https://github.com/advisories/GHSA-mult-mult-mult', title: 'stops', severity: 'high', vulnerable_versions: '<99', cwe: ['CWE-400'], cvss: { score: 7.5, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' } }],
  vite: [{ id: 2, url: 'https://github.com/advisories/GHSA-vite-vite-vite', title: 'serves', severity: 'moderate', vulnerable_versions: '<99', cwe: [], cvss: { score: 0, vectorString: null } }],
};
const asked: { url: string; names: string[] }[] = [];
let status = 200;
let registry: Server;
let address = '';

beforeAll(async () => {
  registry = createServer((request, response) => {
    void buffer(request).then((body) => {
      const isAsked = request.method === 'POST' && request.url === '/-/npm/v1/security/advisories/bulk';
      if (isAsked) asked.push({ url: request.url ?? '', names: Object.keys(JSON.parse((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()) as object) });
      response.writeHead(isAsked ? status : 404, { 'content-type': 'application/json' }).end(JSON.stringify(isAsked && status === 200 ? advisories : {}));
    });
  }).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const at = registry.address();
  address = `http://127.0.0.1:${String(typeof at === 'object' ? at?.port : '')}/`;
});
afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(today: string): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await weaknesses({ notedFile, today, registry: address, product: () => product, say: (line) => lines.push(line) });
  return { code, said: lines.join('\n') };
}

describe('npm run weaknesses', () => {
  it('asks for every locked package, notes what is new, and ends with 1 once the days of one are over', async () => {
    expect(await run('2026-07-01')).toMatchObject({ code: 0 });
    const names = new Set(asked[0]?.names);
    expect(['multer', 'vite', 'react', 'openpgp'].filter((name) => !names.has(name))).toEqual([]);
    const noted: unknown = JSON.parse(readFileSync(notedFile, 'utf8'));
    expect(noted).toEqual({ 'GHSA-mult-mult-mult': { since: '2026-07-01', library: 'multer' }, 'GHSA-vite-vite-vite': { since: '2026-07-01', library: 'vite' } });
    const later = await run('2026-07-16');
    expect(later.code).toBe(1);
    expect(later.said).toMatch(/^multer \[運用 \/ product\] high GHSA-mult-mult-mult: stops .*\n {2}2026-07-01 から \/ from 2026-07-01, 期限切れ \/ OVERDUE since 2026-07-15$/m);
    expect(later.said).toContain('弱点 2 件、うち期限を過ぎたもの 1 件。');
  });

  it('says in words that nothing is known, and ends with 4, where nobody answers', async () => {
    status = 405;
    const { code, said } = await run('2026-07-16');
    expect(code).toBe(4);
    expect(said).toContain('HTTP 405');
    expect(said).not.toContain(address);
  });

  it('ends with 2 where the notes cannot be read, instead of counting from today again', async () => {
    writeFileSync(notedFile, '{"GHSA-mult-mult-mult":{"since":"July"}}');
    expect((await run('2026-07-16')).code).toBe(2);
  });
});

describe('a report', () => {
  it('that is none, is empty or tells an error is no answer', () => {
    for (const answer of ['', '{}', 'null', '{"auditReportVersion":1,"vulnerabilities":{}}', '{"message":"request failed, reason: connect ECONNREFUSED"}']) expect(() => weaknessesOf(answer), answer).toThrow(NotAnswered);
    expect(weaknessesOf('{"auditReportVersion":2,"vulnerabilities":{}}')).toEqual([]);
  });

  it('does not tell a weakness again for what only needs the weak package', () => {
    const via = [{ source: 1, name: 'a', title: 't', url: 'https://github.com/advisories/GHSA-aaaa-aaaa-aaaa', severity: 'low' }];
    const found = weaknessesOf(JSON.stringify({ auditReportVersion: 2, vulnerabilities: { a: { nodes: ['node_modules/a'], via }, b: { nodes: ['node_modules/b'], via: ['a'] } } }));
    expect(found).toEqual([{ id: 'GHSA-aaaa-aaaa-aaaa', library: 'a', title: 't', url: via[0]?.url, severity: 'low', score: 0, places: ['node_modules/a'] }]);
  });
});

describe('the days', () => {
  const weakness: Weakness = { id: 'x', library: 'multer', title: '', url: '', severity: 'high', score: 0, places: ['node_modules/multer'] };

  it('are those of config/RULES.md', () => {
    const rows = readFileSync(join(root, 'config/RULES.md'), 'utf8').split('## Weak dependencies')[1]?.split('\n').filter((line) => line.startsWith('| ')) ?? [];
    const days = rows.map((row) => row.split('|').slice(2, 4).map((cell) => Number(/(\d+) days/.exec(cell)?.[1])));
    expect(days.slice(1, 5)).toEqual([frames.critical, frames.high, frames.medium, frames.low].map(({ product: ours, tools }) => [ours, tools]));
  });

  it('go by the heavier of word and score; used already is the first row, shown unreachable the last', () => {
    expect([weightOf({ severity: 'low', score: 9 }, {}), weightOf({ severity: 'critical', score: 1 }, {}), weightOf({ severity: 'moderate', score: 0 }, {}), weightOf({ severity: 'unheard', score: 0 }, {})]).toEqual(['critical', 'critical', 'medium', 'critical']);
    expect([weightOf({ severity: 'low', score: 0 }, { used: true, unreachable: 'x' }), weightOf({ severity: 'critical', score: 10 }, { unreachable: 'x' })]).toEqual(['critical', 'low']);
  });

  it('end with the last of them, and are longer for what only builds', () => {
    const noted = { since: '2026-07-01', library: 'multer' };
    expect(judge(weakness, noted, product, '2026-07-15')).toMatchObject({ of: 'product', until: '2026-07-15', overdue: false });
    expect(judge(weakness, noted, product, '2026-07-16').overdue).toBe(true);
    expect(judge({ ...weakness, places: ['node_modules/vite'] }, noted, product, '2026-07-16')).toMatchObject({ of: 'tools', until: '2026-07-31', overdue: false });
    expect(packages.has('node_modules/multer')).toBe(true);
  });
});
