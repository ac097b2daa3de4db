// test/bench/README.md: each part has a section of its own between two marks, and the table of goals is made anew from what every part last reached.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { verdict, type Goal, type Outcome, type Part } from './part.ts';
import { drawBars } from './plot.ts';

// The launcher runs us in the project's folder.
const place = resolve('test/bench');
const page = join(place, 'README.md');
const reached = join(place, 'reached.json');

interface Reached { readonly part: string; readonly date: string; readonly goals: readonly Goal[] }

/** What a part found, as Markdown: machine, table, and its plots as links where they are written. */
export function sectionOf(part: Part, { lines, plots, goals }: Outcome, machine: readonly string[], withPlots: boolean): string {
  return [
    `### ${part.title}`, '', ...machine.map((line) => `- ${line}`), '', ...lines, ...(goals.length === 0 ? [] : ['', ...goalTable(goals.map((goal) => ({ goal, date: undefined })))]),
    ...(withPlots ? plots.flatMap((plot) => ['', `![${plot.title}](plots/${plot.name}.svg)`]) : []),
  ].join('\n');
}

/** Writes section, plots and the table of goals. Throws an Error where the page lacks the marks of the part. */
export async function putIntoPage(part: Part, outcome: Outcome, section: string, order: readonly string[]): Promise<void> {
  await mkdir(join(place, 'plots'), { recursive: true });
  for (const plot of outcome.plots) await writeFile(join(place, 'plots', `${plot.name}.svg`), drawBars(plot));
  await putBetween(part.name, section);
  const others = (await readReached()).filter((one) => one.part !== part.name);
  const all = [...others, { part: part.name, date: new Date().toISOString().slice(0, 10), goals: outcome.goals }].sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
  await writeFile(reached, `${JSON.stringify(all, null, 1)}\n`);
  await putBetween('goals', goalTable(all.flatMap(({ goals, date }) => goals.map((goal) => ({ goal, date })))).join('\n'));
}

function goalTable(rows: readonly { readonly goal: Goal; readonly date: string | undefined }[]): string[] {
  const dated = rows.some(({ date }) => date !== undefined);
  return [
    `| measure | goal | measured | |${dated ? ' date |' : ''}`, `|---|---|---|---|${dated ? '---|' : ''}`,
    ...rows.map(({ goal, date }) => `| ${goal.measure} | ${goal.goal} | ${goal.measured} | ${verdict(goal)} |${date === undefined ? '' : ` ${date} |`}`),
  ];
}

async function readReached(): Promise<Reached[]> {
  const text = await readFile(reached, 'utf8').catch(() => '[]');
  return JSON.parse(text) as Reached[];
}

async function putBetween(name: string, section: string): Promise<void> {
  const text = await readFile(page, 'utf8');
  const begins = `<!-- ${name}: written by npm run bench -->`;
  const ends = `<!-- end of ${name} -->`;
  const [from, to] = [text.indexOf(begins), text.indexOf(ends)];
  if (from < 0 || to < from) throw new Error(`expected "${begins}" and "${ends}" in test/bench/README.md`);
  await writeFile(page, `${text.slice(0, from + begins.length)}\n\n${section}\n\n${text.slice(to)}`);
}
