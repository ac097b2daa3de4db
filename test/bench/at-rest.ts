// `npm run bench -- memory` and `sign-ins`: resident memory during large uploads, and what a transaction costs under a storm of sign-ins.
import { join } from 'node:path';
import { watchMemory } from './memory.ts';
import { quantile, show } from './numbers.ts';
import { under, type Given, type Outcome, type Part } from './part.ts';
import { makePayload } from './payload.ts';
import { measureSignIns, type SignInReport } from './sign-ins.ts';
import { openSite, type BenchFormat } from './site.ts';

const uploads: readonly { label: string; format: BenchFormat; recipients: number }[] = [
  { label: 'one recipient, SEIPDv1', format: 'seipd1', recipients: 1 }, { label: 'one recipient, SEIPDv2-GCM', format: 'seipd2-gcm', recipients: 1 },
  { label: 'three recipients, SEIPDv1', format: 'seipd1', recipients: 3 },
];

/** Each upload into a gateway of its own, so that no peak hides another. */
async function runMemory({ folder, sizeInBytes, sizeInMiB, say }: Given): Promise<Outcome> {
  const payload = join(folder, 'payload.bin');
  // Read again from its beginning as often as it takes.
  await makePayload(payload, Math.min(sizeInBytes, 512 * 2 ** 20));
  const found = [];
  for (const [index, { label, format, recipients }] of uploads.entries()) {
    const site = await openSite(join(folder, `memory-${index}`));
    const peak = await watchMemory(site.pid, () => site.ingest(payload, sizeInBytes, format, recipients));
    say(`memory  ${label}: ${peak.duringMiB?.toFixed(0) ?? 'unknown'} MiB`);
    found.push({ label, ...peak });
    await site.close();
  }
  const worst = Math.max(...found.map(({ everMiB }) => everMiB ?? NaN));
  return {
    lines: [
      `Resident memory of the gateway during an upload of ${sizeInMiB} MiB.`, '', '| | peak during the upload, MiB | peak since its start, MiB |', '|---|---|---|',
      ...found.map(({ label, duringMiB, everMiB }) => `| ${label} | ${show(duringMiB)} | ${show(everMiB)} |`),
    ],
    goals: [under(`resident memory, ${sizeInMiB} MiB to one and to three recipients`, 220, Number.isNaN(worst) ? undefined : worst, 'MiB')],
    plots: [{ name: 'memory', title: 'Resident memory of the gateway, peak since its start', unit: 'MiB', marks: [{ label: 'goal: 220', value: 220 }], bars: found.map(({ label, everMiB }) => ({ label, value: everMiB ?? 0, isOurs: true })) }], versions: [],
  };
}

async function runSignIns({ folder, say }: Given): Promise<Outcome> {
  say('Sign-ins…');
  const site = await openSite(join(folder, 'sign-ins'));
  const report = await measureSignIns(site).finally(() => site.close());
  const line = (label: string, { medianMs, p99Ms, maxMs, count }: SignInReport['idle']): string => `| ${label} | ${count} | ${show(medianMs, 1)} | ${show(p99Ms, 1)} | ${show(maxMs, 1)} |`;
  return {
    lines: [
      `A database transaction under ${report.atOnce} sign-ins at once.`, '', '| | count | median, ms | p99, ms | max, ms |', '|---|---|---|---|---|', line('idle', report.idle), line(`under ${report.atOnce} sign-ins (${report.bursts} bursts)`, report.underSignIns), '',
      `Of ${report.atOnce} sign-ins, told to come back later (503): ${report.turnedAway.join(', ')}. A burst was answered in ${show(quantile(report.burstMs, 0.5))} ms (median).`,
    ],
    goals: [], plots: [], versions: [],
  };
}

export const memory: Part = { name: 'memory', title: 'Memory during an upload', usual: { sizeInMiB: 2048, rounds: 1, count: 1 }, quick: { sizeInMiB: 64, rounds: 1, count: 1 }, longest: 5, run: runMemory };
export const signIns: Part = { name: 'sign-ins', title: 'Sign-ins at once', usual: { sizeInMiB: 1, rounds: 1, count: 1 }, quick: { sizeInMiB: 1, rounds: 1, count: 1 }, longest: 3, run: runSignIns };
