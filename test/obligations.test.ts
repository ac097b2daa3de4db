// What the papers oblige, held together: each id has a test that carries it, a page that exists, and its documents. The table beside the
// code (server/records/OBLIGATIONS.md) is made here; a run that finds it stale fails, `npm test -- --update test/obligations.test.ts` writes it anew.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presetIds } from '../config/presets/presets.ts';
import { allKinds } from '../server/records/kinds/all.ts';
import { obligations } from '../server/records/obligations.ts';

const root = join(import.meta.dirname, '..');
const read = (folder: string, end: RegExp): { path: string; text: string }[] => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((path) => end.test(path)).sort().map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') }));

/** Test files by the ids in the titles of their tests. */
const tests = new Map<string, Set<string>>();
for (const { path, text } of read('test', /\.test\.ts$/)) {
  for (const title of text.match(/(?:\bit|\btest|\bneeds)\b[^\n]*\[O [^\n]*/g) ?? []) {
    for (const [, id = ''] of title.matchAll(/\[O (\d-\d+)\]/g)) tests.set(id, (tests.get(id) ?? new Set()).add(path));
  }
}
/** Addresses of pages in the tables of routes of the web application. */
const addresses = new Set(read('client/web', /\.tsx?$/).flatMap(({ text }) => [...text.matchAll(/\[\s*'(\/[^']*)',\s*(?:lazy|leadTo)/g)].map(([, address]) => address)));

/** The nineteen documents that OBLIGATIONS A.3 asks for. */
const documents = Array.from({ length: 19 }, (_, at) => at + 1);
const count: Readonly<Record<string, number>> = { S0: 10, S1: 35, S2: 10, S3: 14, S4: 9 };

describe('the obligations of the papers', () => {
  it('are all in the list, once each', () => {
    const expected = presetIds.flatMap((id, paper) => Array.from({ length: count[id] ?? 0 }, (_, at) => `${paper}-${at + 1}`));
    expect(obligations.map(({ id }) => id)).toEqual(expected);
  });

  it.each(obligations.map((one) => [one.id, one] as const))('%s has a test that carries it and a page that exists', (id, { pages }) => {
    expect([...tests.get(id) ?? []], `no test carries [O ${id}] in its title`).not.toEqual([]);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter((page) => !addresses.has(page)), 'pages that no table of routes names').toEqual([]);
  });

  it('name only documents that there are, and every document but the ones of the gateway alone is named by a duty', () => {
    const named = new Set(obligations.flatMap((one) => one.documents));
    expect([...named].filter((number) => !documents.includes(number))).toEqual([]);
    // 15 (complaints) is asked by the annex of S0, which has no id of its own.
    expect(documents.filter((number) => !named.has(number) && number !== 15)).toEqual([]);
  });

  it('are served by the kinds of records that name them', () => {
    const known = new Set(obligations.map(({ id }) => id));
    expect(allKinds.flatMap((kind) => kind.obligations.filter((id) => !known.has(id)).map((id) => `${kind.id}: ${id}`))).toEqual([]);
  });

  it('stand in the table beside the code as they are', async () => {
    const rows = obligations.map(({ id, ja, pages, documents: on }) => {
      const kinds = allKinds.filter((kind) => kind.obligations.includes(id)).map((kind) => kind.title.ja);
      return `| ${id} | ${ja} | ${[...tests.get(id) ?? []].sort().map((path) => `\`${path.replace('test/', '')}\``).join(' ')} | ${pages.map((page) => `\`${page}\``).join(' ')} | ${kinds.join('、')} | ${on.join(', ')} |`;
    });
    const head = '# 五つの資料が求めること\n\nThis table is made by `test/obligations.test.ts` from the list of obligations, the titles of the tests and the kinds of records. Documents are numbered as in papers/FORMAT.md.\n\n| id | 求めること | tests (in `test/`) | pages | records | documents |\n|---|---|---|---|---|---|';
    await expect(`${head}\n${rows.join('\n')}\n`).toMatchFileSnapshot(join(root, 'server/records/OBLIGATIONS.md'));
  });
});
