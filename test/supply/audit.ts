// Asks the registry, by npm's own command, which packages of a lock file have known weaknesses. Nothing is installed and nothing is changed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Weakness } from './frames.ts';

/** Nobody answered, or with something else than a report: nothing is known, which is not the same as nothing found. */
export class NotAnswered extends Error {}

const told = z.object({ source: z.union([z.number(), z.string()]), name: z.string(), title: z.string(), url: z.string(), severity: z.string(), cvss: z.object({ score: z.number() }).optional() });
const report = z.object({ auditReportVersion: z.literal(2), vulnerabilities: z.record(z.string(), z.object({ nodes: z.array(z.string()), via: z.array(z.union([told, z.string()])) })) });
const failure = z.object({ statusCode: z.int().optional(), message: z.string().optional() });

/** @param folder where package.json and package-lock.json are; `more` are further words for npm, `--registry=…`. @throws NotAnswered with the reason, without an address */
export async function askRegistry(folder: string, more: readonly string[]): Promise<readonly Weakness[]> {
  const own = process.env['npm_execpath'];
  const [program, ...first] = own?.endsWith('npm-cli.js') === true ? [process.execPath, own] as const : ['npm'] as const;
  const child = spawn(program, [...first, 'audit', '--json', '--package-lock-only', '--fetch-retries=1', '--no-update-notifier', '--logs-max=0', '--loglevel=silent', ...more], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const [answer] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return weaknessesOf(answer);
}

/** Reads what `npm audit --json` says. A package that is weak only because it needs a weak one is not told again. @throws NotAnswered */
export function weaknessesOf(answer: string): readonly Weakness[] {
  const read = report.safeParse(parsed(answer));
  if (!read.success) throw new NotAnswered(reasonOf(answer));
  return Object.values(read.data.vulnerabilities).flatMap(({ nodes, via }) => via.flatMap((one) => (typeof one === 'string' ? [] : [{
    id: /GHSA(?:-[0-9a-z]{4}){3}/.exec(one.url)?.[0] ?? `npm-${String(one.source)}`, library: one.name, title: one.title, url: one.url, severity: one.severity, score: one.cvss?.score ?? 0, places: nodes,
  }])));
}

function reasonOf(answer: string): string {
  const { statusCode, message } = failure.safeParse(parsed(answer)).data ?? {};
  if (statusCode !== undefined) return `HTTP ${String(statusCode)}`;
  return /reason: (.*)$/.exec(message ?? '')?.[1] ?? 'no report';
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}
