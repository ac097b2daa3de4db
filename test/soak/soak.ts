// `npm run soak`: a gateway under mixed load for half an hour. For two thirds of it the process is killed (SIGKILL) at random moments and started again; then it is
// left alone, and its memory must not grow. At the end every transfer has come to its end, every byte was the one that was sent, and the data hold whole.
// KAGIBAKO_SOAK_MINUTES and KAGIBAKO_SOAK_SEED choose how long and in which order (30, of today).
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { makeKeyPair, unlockPrivateKey } from '../../client/opening.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { run } from '../../server/running.ts';
import { addEngagement, addPerson, confirmedCertificate, foundTown, testPolicy, type Someone, type Town } from '../town.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import { dice } from '../histories/dice.ts';
import { startGateway, type GatewayProcess } from './gateway-process.ts';
import { journey, type Journey, type Load } from './journeys.ts';
import { expectWhole } from './whole.ts';

const minutes = Number(process.env['KAGIBAKO_SOAK_MINUTES'] ?? '30');
const seed = Number(process.env['KAGIBAKO_SOAK_SEED'] ?? String(Math.floor(Date.now() / 86_400_000)));
/** So many clerks send at once, each to a person of the firm who collects. */
const PAIRS = 6;
const passphrase = 'みどり の つくえ 3';
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const chanceOf = (from: number): Load['chance'] => {
  const thrown = dice(from);
  return (below) => thrown.below(below);
};

/** A town of today, with an engagement in which nobody is waited for. */
async function foundAll(): Promise<{ town: Town; loads: Load[] }> {
  const town = await foundTown({ from: Date.now(), surroundings: { time: systemTime } });
  const { admin, section, firm } = town;
  const policy = { ...testPolicy, approval: { 'to-contractor': false, 'to-section': false }, passwordGapMinutes: 0, wipeAfterConfirmHours: 0 };
  const engagement = await addEngagement(admin, { title: '負荷', sectionIds: [section.id], contractorIds: [firm.id], from: day(-30), to: day(300), policy, terms: { ...plainTerms, downloads: { allowed: 100, reasonFrom: 101 } } });
  const pair = await makeKeyPair({ name: '株式会社みどり印刷', passphrase });
  await confirmedCertificate(town.tanaka, town.sato, pair.certificate);
  const [key, gatewayCertificate] = [await unlockPrivateKey(pair.privateKey, passphrase), await (await town.tanaka.api.call('gatewayCertificate', {})).text()];
  const loads: Load[] = [];
  for (let at = 0; at < PAIRS; at += 1) {
    const clerk = await addPerson(town, admin, { role: 'staff', login: `clerk${String(at)}`, name: '佐藤 恵', sectionId: section.id });
    const second = await addPerson(town, admin, { role: 'staff', login: `second${String(at)}`, name: '髙橋 健', sectionId: section.id });
    const handler: Someone = await addPerson(town, admin, { role: 'handler', login: `desk${String(at)}`, name: '田中 誠', contractorId: firm.id }, firm.page);
    await admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: firm.id, accountId: handler.id, role: 'manager', startsOn: day(-30) } });
    loads.push({ town: { folder: town.folder, engagement, firm }, clerk, second, handler, key, gatewayCertificate, chance: chanceOf(seed + 1 + at) });
  }
  return { town, loads };
}

const environmentOf = ({ folder, running: { origins } }: Town): Record<string, string> => ({
  KAGIBAKO_DATA: `${folder}/data`, KAGIBAKO_KEYS: `${folder}/keys`, KAGIBAKO_WARD_PORT: new URL(origins.ward).port, KAGIBAKO_CONTRACTOR_PORT: new URL(origins.contractor).port,
});

/** Kills until `until`, every five to forty seconds. */
async function killing(gateway: GatewayProcess, until: number, chance: Load['chance']): Promise<void> {
  for (;;) {
    const wait = 5_000 + chance(35_000);
    if (Date.now() + wait > until) return;
    await pause(wait);
    await gateway.killed();
  }
}

/** The memory of the last, undisturbed third: the median of its second quarter and of its last one, in MiB. The first quarter warms up. */
async function watching(gateway: GatewayProcess, from: number, until: number): Promise<{ early: number; late: number }> {
  const quarter = (until - from) / 4;
  const samples: { at: number; memory: number }[] = [];
  while (Date.now() < until) {
    await pause(500);
    if (Date.now() > from) samples.push({ at: Date.now(), memory: await gateway.memory() });
  }
  const median = (at: number): number => {
    const of = samples.filter((one) => one.at >= from + at * quarter && one.at < from + (at + 1) * quarter).map(({ memory }) => memory).sort((one, other) => one - other);
    return of[of.length >> 1] ?? Number.NaN;
  };
  return { early: median(1), late: median(3) };
}

it(`${String(minutes)} minutes of sending and collecting, killed at random, lose nothing, break no invariant, and let no memory grow`, async () => {
  const { town, loads } = await foundAll();
  say(`seed ${String(seed)}, ${String(minutes)} minutes, ${String(PAIRS)} pairs`);
  await town.running.close();
  const gateway = await startGateway(environmentOf(town));
  const [begun, until] = [Date.now(), Date.now() + minutes * 60_000];
  const calm = begun + (until - begun) * (2 / 3);
  const journeys: Journey[] = [];
  const working = async (load: Load): Promise<void> => {
    while (Date.now() < until) journeys.push(await journey(load));
  };
  const telling = setInterval(() => { void gateway.memory().then((memory) => { say(`${((Date.now() - begun) / 60_000).toFixed(1)} min: ${String(journeys.length)} transfers, ${String(gateway.kills)} kills, ${memory.toFixed(0)} MiB`); }, () => undefined); }, 30_000);
  const [{ early, late }] = await Promise.all([watching(gateway, calm, until), killing(gateway, calm, chanceOf(seed)), ...loads.map(working)]).finally(() => { clearInterval(telling); });
  await gateway.stop();
  const bytes = journeys.reduce((sum, one) => sum + one.bytes, 0);
  say(`${String(journeys.length)} transfers of ${(bytes / 2 ** 20).toFixed(0)} MiB, ${String(gateway.kills)} kills; memory ${early.toFixed(0)} then ${late.toFixed(0)} MiB`);
  expect(gateway.kills).toBeGreaterThan(0);
  expect(gateway.faults).toEqual([]);
  // Two collections of V8's old space may differ by this much; a leak of a thousand transfers does not hide in it.
  if (minutes >= 15) expect(late).toBeLessThan(early * 1.15 + 16);
  await expectWholeAfterwards(town, journeys);
}, (minutes + 20) * 60_000);

async function expectWholeAfterwards(town: Town, journeys: readonly Journey[]): Promise<void> {
  const faults: unknown[] = [];
  const running = await run(town.settings, { time: systemTime, random: randomBytes, tickEvery: 0, webFolder: null, fault: (_id, error) => faults.push(error) });
  for (let turn = 0; turn < 3; turn += 1) await running.gateway.tick();
  await expectWhole(running.gateway, journeys);
  await running.close();
  expect(faults).toEqual([]);
}
