// The table of hostile and faulty input, made from the titles of the tests: each row has a test that bears its number, or says why it has none.
// A run that finds the table stale fails; `npm test -- --update test/hostile/table.test.ts` writes it anew.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rows, stillOpen } from './rows.ts';

const folder = join(import.meta.dirname, '..');

/** Test files by the numbers that stand in their titles. */
const tests = new Map<number, Set<string>>();
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.test.ts')).sort()) {
  for (const line of readFileSync(join(folder, path), 'utf8').split('\n')) {
    if (/^\s*(?:\/\/|\*)/.test(line)) continue;
    for (const [, number = ''] of line.matchAll(/\[H (\d+)\]/g)) tests.set(Number(number), (tests.get(Number(number)) ?? new Set()).add(path));
  }
}
const numbers = Object.keys(rows).map(Number);

describe('hostile and faulty input', () => {
  it('is numbered without a gap, the given list first, and at least thirty of our own', () => {
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(116 + 30);
  });

  it('has for every row a test or a reason why it is open, and for our own rows a test', () => {
    expect(numbers.filter((number) => !tests.has(number) && (number > 116 || stillOpen[number] === undefined))).toEqual([]);
  });

  it('is borne by no title under a number that the list does not know', () => {
    expect([...tests.keys(), ...Object.keys(stillOpen).map(Number)].filter((number) => rows[number] === undefined)).toEqual([]);
  });

  it('stands in the table as it is', async () => {
    const lines = numbers.map((number) => `| ${number} | ${rows[number] ?? ''} | ${[...tests.get(number) ?? []].map((path) => `\`${path}\``).join(' ')} | ${stillOpen[number] ?? ''} |`);
    const carried = numbers.filter((number) => tests.has(number)).length;
    const head = `# Hostile and faulty input\n\nThis table is made by \`test/hostile/table.test.ts\` from the list in \`test/hostile/rows.ts\` and the titles of the tests. ${numbers.length} rows, ${carried} with tests, ${Object.keys(stillOpen).length} with something still open.\n\n| | what comes | tests (in \`test/\`) | still open |\n|---|---|---|---|`;
    await expect(`${head}\n${lines.join('\n')}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'HOSTILE.md'));
  });
});
