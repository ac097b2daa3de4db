// `npm run mutation -- [ROOM…] [--only FILE,…] [--group NAME,…] [--survivors] [--concurrency N]`: changes the rules one place at a time and looks whether a test notices
// (Stryker), a group after the other. Says how many of each file were noticed, with --survivors which were not; the report of each group stays in test/mutation/reports,
// which is not kept. Ends with 1 where a room, as far as it was asked for, is at or under its least share.
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { rooms, type Group } from './rooms.ts';

type Results = Awaited<ReturnType<Stryker['runMutationTest']>>;

/** Of a hundred, so many must be noticed. */
const LEAST = 80;
const noticed = new Set(['Killed', 'Timeout']);
const unnoticed = new Set(['Survived', 'NoCoverage']);
const ignorePatterns = ['dist', 'data', 'demo-output', 'keys/*', 'test/screenshots', 'test/*/reports'];

const options = { only: { type: 'string' }, group: { type: 'string' }, survivors: { type: 'boolean', default: false }, concurrency: { type: 'string', default: '1' } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const [only, groups] = [values.only?.split(','), values.group?.split(',')];

/** Tries each mutant of the named files against the tests of the group, `room/group`. */
function run(name: string, mutate: readonly string[]): Promise<Results> {
  process.env['KAGIBAKO_MUTATED'] = name;
  return new Stryker({
    mutate: [...mutate], testRunner: 'vitest', plugins: ['@stryker-mutator/vitest-runner'], coverageAnalysis: 'perTest', ignoreStatic: true, disableTypeChecks: false,
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false }, concurrency: Number(values.concurrency), timeoutMS: 5_000, dryRunTimeoutMinutes: 5,
    tempDirName: '.stryker', cleanTempDir: 'always', allowConsoleColors: false, ignorePatterns, thresholds: { high: 90, low: LEAST, break: null },
    reporters: ['json'], jsonReporter: { fileName: `test/mutation/reports/${name.replace('/', '-')}.json` },
  }).runMutationTest();
}

function share(of: Results): { enough: boolean; text: string } {
  const killed = of.filter(({ status }) => noticed.has(status)).length;
  const all = killed + of.filter(({ status }) => unnoticed.has(status)).length;
  return { enough: 100 * killed > LEAST * all, text: `${((100 * killed) / Math.max(1, all)).toFixed(1).padStart(5)} %  ${String(killed)} of ${String(all)}` };
}

function tell(name: string, results: Results): void {
  process.stdout.write(`${name}: ${share(results).text}\n`);
  const nameOf = ({ fileName }: Results[number]): string => fileName.replace(`${process.cwd()}/`, '');
  for (const file of [...new Set(results.map(nameOf))].sort()) process.stdout.write(`  ${share(results.filter((one) => nameOf(one) === file)).text}  ${file}\n`);
  if (!values.survivors) return;
  for (const one of results.filter(({ status }) => unnoticed.has(status))) {
    const { line, column } = one.location.start;
    process.stdout.write(`  ${nameOf(one)}:${String(line)}:${String(column)} ${one.mutatorName} => ${one.replacement.replaceAll(/\s+/g, ' ').slice(0, 120)}\n`);
  }
}

const asked = ({ mutate }: Group): string[] => mutate.filter((path) => only === undefined || only.some((one) => path.endsWith(`/${one}.ts`)));
const wanted = Object.entries(rooms).filter(([room]) => positionals.length === 0 || positionals.includes(room));
if (wanted.length === 0) throw new Error(`expected one of ${Object.keys(rooms).join(', ')}, got ${positionals.join(', ')}`);

for (const [room, of] of wanted) {
  const results: Results = [];
  for (const [name, group] of Object.entries(of)) {
    const mutate = asked(group);
    if (mutate.length === 0 || groups?.includes(name) === false) continue;
    const found = await run(`${room}/${name}`, mutate);
    results.push(...found);
    tell(`${room}/${name}`, found);
  }
  if (results.length === 0) continue;
  const whole = share(results);
  process.stdout.write(`${room}: ${whole.text}\n`);
  if (!whole.enough) process.exitCode = 1;
}
