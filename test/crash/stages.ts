// A town that has come to each point of the journey, once, as copies of its disk: each crash test begins on a copy of one of them.
import { createHash, randomBytes } from 'node:crypto';
import { makeKeyPair, unlockPrivateKey } from '../../client/opening.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import { addEngagement, addPerson, confirmedCertificate, foundTown, start, testPolicy, type Someone } from '../town.ts';
import { order, sceneOf, steps, type Step, type StepName } from './steps.ts';
import { copyOf, openHere, remove, type Payload, type Visitor, type World } from './world.ts';

const passphrase = 'みどり の つくえ 3';

export const payload = (name: string, bytes: Uint8Array): Payload => ({ name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
const payloads = [
  payload('納入通知書_印字_令和8年.csv', Buffer.from('被保険者番号,氏名,住所\r\n0000000001,髙橋 﨑子,あさぎり区つつじ町1-2-3\r\n'.repeat(4_000))),
  payload('見本.pdf', Buffer.from(`%PDF-1.7 ${'見本 '.repeat(40)}`)),
];

const visitor = (who: Someone, side: Visitor['side'], page?: string): Visitor => ({ side, id: who.id, login: who.login, password: who.password, page, cookie: who.line.headers()['cookie'] });

/** A new town with two firms, all signed in, before the first draft. `recipients` of them get the files. */
export async function foundWorld(recipients: 1 | 2, files: readonly Payload[] = payloads): Promise<World> {
  const town = await foundTown();
  const second = await town.admin.api.call('addContractor', { body: { name: '有限会社あおば発送', address: '○○県△△市3-5-7' } });
  const suzuki = await addPerson(town, town.admin, { role: 'handler', login: 'suzuki', name: '鈴木 葉子', contractorId: second.id }, second.page);
  const firms = [town.firm, second];
  const engagement = await addEngagement(town.admin, { sectionIds: [town.section.id], contractorIds: firms.map(({ id }) => id), policy: { ...testPolicy, passwordGapMinutes: 5 }, terms: { ...plainTerms, downloads: { allowed: 100, reasonFrom: 101 } } });
  for (const [firm, who] of [[town.firm, town.tanaka], [second, suzuki]] as const) {
    await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: firm.id, accountId: who.id, role: 'manager', startsOn: '2026-04-01' } });
  }
  const unlocked = async (who: Someone) => {
    const made = await makeKeyPair({ name: who.login, passphrase }, new Date(start));
    await confirmedCertificate(who, town.sato, made.certificate);
    return unlockPrivateKey(made.privateKey, passphrase);
  };
  const keys = { tanaka: await unlocked(town.tanaka), suzuki: await unlocked(suzuki) };
  const { vkey } = town.running.gateway.ledger;
  const checkpoint = await town.running.gateway.ledger.checkpoint();
  await town.running.close();
  return {
    folder: town.folder, at: start, vkey, keys,
    visitors: { sato: visitor(town.sato, 'ward'), takahashi: visitor(town.takahashi, 'ward'), tanaka: visitor(town.tanaka, 'contractor', town.firm.page), suzuki: visitor(suzuki, 'contractor', second.page) },
    known: {
      idempotencyKey: randomBytes(12).toString('hex'), engagementId: engagement.id, formId: engagement.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '',
      recipients: firms.slice(0, recipients).map(({ id }, at) => ({ id, handler: at === 0 ? 'tanaka' : 'suzuki' })), payloads: files,
      depositId: null, transfers: [], acknowledged: [], passwords: {}, shown: [], checkpoints: [checkpoint], perishable: [],
    },
  };
}

export interface Stages {
  /** The world as it stood before each step. */
  readonly before: Readonly<Record<StepName, World>>;
  /** The labelled points that each step reached. */
  readonly reached: Readonly<Record<StepName, ReadonlySet<string>>>;
  close(): Promise<void>;
}

/** Takes the journey once to its end and keeps the world before each step. */
export async function journeyInStages(recipients: 1 | 2): Promise<Stages> {
  const world = await foundWorld(recipients);
  const before: Partial<Record<StepName, World>> = {};
  const reached: Partial<Record<StepName, Set<string>>> = {};
  for (const name of order) {
    before[name] = await copyOf(world);
    const labels = new Set<string>();
    const here = await openHere(world, (label) => labels.add(label));
    labels.clear();
    await steps[name](sceneOf(world, here));
    await here.running.gateway.ledger.sign();
    reached[name] = new Set(labels);
    world.known.checkpoints.push(await here.running.gateway.ledger.checkpoint());
    await here.close();
  }
  await remove(world);
  const all = <T>(found: Partial<Record<StepName, T>>) => found as Record<StepName, T>;
  return {
    before: all(before), reached: all(reached),
    close: async () => {
      for (const one of Object.values(before)) await remove(one);
    },
  };
}

/** A new town with a draft of so many recipients, by `draft`, and no file in it yet. */
export async function draftedWorld(recipients: 1 | 2, files: readonly Payload[], draft: Step): Promise<World> {
  const world = await foundWorld(recipients, files);
  const here = await openHere(world);
  await draft(sceneOf(world, here));
  await here.close();
  return world;
}

/** The labelled points that a step reaches on a copy of the world, the signing of its entries included; sorted. */
export async function labelsOf(world: World, step: Step): Promise<string[]> {
  const labels = new Set<string>();
  const quiet = await copyOf(world);
  const here = await openHere(quiet, (label) => labels.add(label));
  labels.clear();
  await step(sceneOf(quiet, here));
  await here.running.gateway.ledger.sign();
  await here.close();
  await remove(quiet);
  return [...labels].sort();
}
