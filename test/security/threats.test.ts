// The threat model held against the project: each file and each test that an answer names is there. The table is made here; a run that finds it stale fails,
// `npm test -- --update test/security/threats.test.ts` writes it anew.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../sources.ts';
import type { Answer } from './threat.ts';
import { threats } from './threats.ts';

const folder = 'test/security';
const answers = threats.flatMap(({ actor, stands }) => stands.map((answer) => ({ actor, ...answer })));

/** Whether the file has a test of these words: they stand in a line that begins one, and not in a comment. */
function hasTest(file: string, words: string): boolean {
  if (words === '' || !existsSync(join(root, file))) return false;
  return readFileSync(join(root, file), 'utf8').split('\n').some((line) => /^\s*(?:it|test|needs)\b.*[('"`]/.test(line) && line.includes(words));
}

const link = (path: string): string => `[${posix.basename(path)}](${posix.relative(folder, path)})`;
const evidence = ({ code, tests, why }: Answer): string => [...code.map(link), ...new Set(tests.map(([file]) => link(file))), ...why === undefined ? [] : [why]].join(', ');

describe('the threat model', () => {
  it('names twelve actors, each once, with what they can do, what stands against it and what remains', () => {
    expect(threats).toHaveLength(12);
    expect(new Set(threats.map(({ actor }) => actor)).size).toBe(threats.length);
    expect(threats.filter(({ can, stands, remains }) => can === '' || stands.length === 0 || remains === '').map(({ actor }) => actor)).toEqual([]);
  });

  it('gives for each answer code that there is', () => {
    expect(answers.filter(({ code }) => code.length === 0).map(({ what }) => what)).toEqual([]);
    expect(answers.flatMap(({ code }) => code).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('gives for each answer a test that there is, or says why there is none', () => {
    expect(answers.flatMap(({ tests }) => tests).filter(([file, words]) => !hasTest(file, words))).toEqual([]);
    expect(answers.filter(({ tests, why = '' }) => (tests.length === 0) === (why === '')).map(({ what }) => what)).toEqual([]);
  });

  it('is read in SECURITY.md, which leads to it and to whom a weakness is told', () => {
    const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
    const linked = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    expect(linked).toContain(`${folder}/THREATS.md`);
    expect(linked.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('](SECURITY.md)');
  });

  it('stands in the table as it is', async () => {
    const rows = threats.map(({ actor, can, stands, remains, notBuilt }) => `| **${actor}**: ${can} | ${stands.map((answer) => `${answer.what} (${evidence(answer)})`).join('<br>')} | ${remains} | ${notBuilt ?? ''} |`);
    const head = `# Threats, and what stands against them\n\nThis table is made by \`test/security/threats.test.ts\` from the list in \`test/security/threats.ts\`; each file and test that it names is looked for. ${String(threats.length)} actors, ${String(answers.length)} answers, ${String(threats.filter(({ notBuilt }) => notBuilt !== null).length)} with something not built.\n\n| who, and what they can do | what stands against it | what remains | not built |\n|---|---|---|---|`;
    await expect(`${head}\n${rows.join('\n')}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'THREATS.md'));
  });
});
