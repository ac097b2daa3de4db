// The table of OWASP ASVS 5.0, made from the chapters beside this file and the titles of the tests: each requirement of levels 1 and 2, and some of level 3,
// has a test or a file that shows it, or says why it does not apply or what is missing.
// A run that finds the table stale fails; `npm test -- test/asvs/table.test.ts --update` writes it anew.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { level1, level2, level3 } from './ids.ts';
import type { AsvsRow } from './row.ts';
import { v1 } from './v1.ts';
import { v2 } from './v2.ts';
import { v3 } from './v3.ts';
import { v4 } from './v4.ts';
import { v5 } from './v5.ts';
import { v6 } from './v6.ts';
import { v7 } from './v7.ts';
import { v8 } from './v8.ts';
import { v9 } from './v9.ts';
import { v10 } from './v10.ts';
import { v11 } from './v11.ts';
import { v12 } from './v12.ts';
import { v13 } from './v13.ts';
import { v14 } from './v14.ts';
import { v15 } from './v15.ts';
import { v16 } from './v16.ts';
import { v17 } from './v17.ts';

const rows: readonly AsvsRow[] = [v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17].flat();
const tested = rows.filter(({ stands }) => stands === 'tested');
const folder = join(import.meta.dirname, '..');

/** Test files by the ids that stand in their titles. */
const tests = new Map<string, Set<string>>();
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.test.ts')).sort()) {
  for (const line of readFileSync(join(folder, path), 'utf8').split('\n')) {
    if (/^\s*(?:\/\/|\*)/.test(line)) continue;
    for (const [, id = ''] of line.matchAll(/\[ASVS ([\d.]+)\]/g)) tests.set(id, (tests.get(id) ?? new Set()).add(path));
  }
}

const kinds = ['tested', 'shown by a file', 'not applicable', 'open'] as const;
const kindOf = ({ stands }: AsvsRow): (typeof kinds)[number] => {
  if (stands === 'tested') return 'tested';
  if ('file' in stands) return 'shown by a file';
  return 'none' in stands ? 'not applicable' : 'open';
};

function evidenceOf({ id, stands }: AsvsRow): string {
  if (stands === 'tested') return [...tests.get(id) ?? []].map((path) => `\`test/${path}\``).join(' ');
  if ('file' in stands) return `\`${stands.file}\`: ${stands.why}`;
  return 'none' in stands ? `not applicable: ${stands.none}` : `**open**: ${stands.open}`;
}

/** How many of each level stand in which way. */
function counts(): string {
  const of = (chosen: readonly AsvsRow[]): readonly number[] => [1, 2, 3].map((level) => chosen.filter((row) => row.level === level).length);
  const line = (name: string, chosen: readonly AsvsRow[]): string => `| ${[name, ...of(chosen), chosen.length].join(' | ')} |`;
  return ['| | level 1 | level 2 | level 3, chosen | in all |', '|---|---|---|---|---|', ...kinds.map((kind) => line(kind, rows.filter((row) => kindOf(row) === kind))), line('in all', rows)].join('\n');
}

describe('ASVS 5.0', () => {
  it('has each requirement of levels 1 and 2 once, those of level 3 that were chosen, and no other', () => {
    expect([level1.length, level2.length]).toEqual([70, 183]);
    const idsOf = (level: number): string[] => rows.filter((row) => row.level === level).map(({ id }) => id).sort();
    expect([idsOf(1), idsOf(2), idsOf(3)]).toEqual([[...level1].sort(), [...level2].sort(), [...level3].sort()]);
  });

  it('has a test for each row that says so', () => {
    expect(tested.filter(({ id }) => !tests.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('is borne by no title for a row that is not there or says something else', () => {
    expect([...tests.keys()].filter((id) => !tested.some((row) => row.id === id))).toEqual([]);
  });

  it('names no file that is not there', () => {
    expect(rows.flatMap(({ id, stands }) => (stands !== 'tested' && 'file' in stands && !existsSync(join(folder, '..', stands.file)) ? [[id, stands.file]] : []))).toEqual([]);
  });

  it('gives a reason wherever there is no test', () => {
    expect(rows.filter((row) => row.stands !== 'tested' && evidenceOf(row).length < 30).map(({ id }) => id)).toEqual([]);
  });

  it('stands in the table as it is', async () => {
    const lines = rows.map((row) => `| ${row.id} | ${row.level} | ${row.what} | ${evidenceOf(row)} |`.replace(/ {2,}/g, ' '));
    expect(lines.filter((line) => line.split('|').length !== 6)).toEqual([]);
    const head = `# OWASP ASVS 5.0\n\nThis table is made by \`test/asvs/table.test.ts\` from the chapters \`v1.ts\` to \`v17.ts\` and the titles of the tests. What each requirement asks stands in words of our own; the standard's are in the standard.\n\n${counts()}\n\n| | level | what is asked | how it stands |\n|---|---|---|---|`;
    await expect(`${head}\n${lines.join('\n')}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'ASVS.md'));
  });

  it('is counted in SECURITY.md', async () => {
    const file = join(folder, '..', 'SECURITY.md');
    const parts = /^(.*<!-- counts of ASVS: begin -->\n).*(<!-- counts of ASVS: end -->.*)$/s.exec(readFileSync(file, 'utf8'));
    if (parts === null) throw new Error('expected SECURITY.md to have the two marks between which the counts stand');
    await expect(`${parts[1] ?? ''}${counts()}\n${parts[2] ?? ''}`).toMatchFileSnapshot(file);
  });
});
