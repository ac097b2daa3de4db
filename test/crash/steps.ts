// The journey in steps that look first at what is already done, as a person does who comes back after a breakdown: each does what is
// missing and nothing twice. A step notes only what the gateway acknowledged.
import { expect } from 'vitest';
import { fetchSealed, openFile, openSealed } from '../../client/collecting.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { upload as uploadTo, type Someone } from '../town.ts';
import type { Gate } from './child.ts';
import { inEveryForm, samplesOf } from './disk.ts';
import { dataOf, peopleAt, type People, type World } from './world.ts';

export interface Scene { readonly world: World; readonly gate: Gate; readonly people: People }
export type Step = (scene: Scene) => Promise<void>;

export const sceneOf = (world: World, gate: Gate): Scene => ({ world, gate, people: peopleAt(world, gate.origins) });

export async function advance({ world, gate }: Scene, minutes: number): Promise<void> {
  await gate.advance(minutes);
  world.at += minutes * 60_000;
}

const viewsFor = (who: Someone, world: World): Promise<TransferView[]> => Promise.all(world.known.transfers.map(({ id }) => who.api.call('transfer', { id })));

const draft: Step = async ({ world: { known }, people: { sato } }) => {
  const deposit = await sato.api.call('addDeposit', {
    idempotencyKey: known.idempotencyKey,
    body: { engagementId: known.engagementId, formId: known.formId, recipientIds: known.recipients.map(({ id }) => id), quantity: 3 },
  });
  known.depositId = deposit.id;
  known.transfers = deposit.transfers.map(({ id, recipient }) => ({ id, recipientId: recipient.id }));
};

const upload: Step = async ({ world: { known }, people: { sato } }) => {
  for (const payload of known.payloads) {
    const { transfers } = await sato.api.call('deposit', { id: known.depositId ?? '' });
    // A file is with every recipient or with none (H 82).
    const hashes = transfers.map(({ files }) => files.map(({ sha256 }) => sha256));
    for (const one of hashes) expect(one).toEqual(hashes[0]);
    if (transfers[0]?.state !== 'draft' || hashes[0]?.includes(payload.sha256) === true) continue;
    await uploadTo(sato, known.depositId ?? '', payload.name, payload.bytes);
    known.acknowledged.push(payload.sha256);
  }
};

const submit: Step = async ({ world: { known }, people: { sato } }) => {
  const { transfers } = await sato.api.call('deposit', { id: known.depositId ?? '' });
  // All transfers of a deposit go on together or none does.
  expect(new Set(transfers.map(({ state }) => state === 'draft')).size).toBe(1);
  if (transfers[0]?.state === 'draft') await sato.api.call('submit', { id: known.depositId ?? '' });
};

const approve: Step = async ({ world, people: { takahashi } }) => {
  for (const { id, state, digest } of await viewsFor(takahashi, world)) {
    if (state === 'awaiting-approval') await takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } });
  }
};

const isOpen = ({ state }: TransferView): boolean => ['released', 'collecting', 'collected'].includes(state);

function noteShown(world: World, ids: readonly string[], password: string): void {
  for (const id of ids) world.known.passwords[id] = password;
  world.known.shown.push(password);
}

/** The password of each transfer is known when this ends; one whose answer never came is made anew, which voids it. */
const notice: Step = async (scene) => {
  const { world, people: { sato } } = scene;
  const without = (await viewsFor(sato, world)).filter((view) => isOpen(view) && (view.notice?.handedOver ?? null) === null && world.known.passwords[view.id] === undefined);
  if (without.length === 0) return;
  await advance(scene, 6);
  await sato.signInAgain();
  for (const view of without) {
    const shown = view.notice === null ? await sato.api.call('addNotice', { body: { transferIds: [view.id] } }) : await sato.api.call('renewNotice', { id: view.notice.id });
    noteShown(world, shown.notice.transferIds, shown.password);
  }
};

/** A jammed printer: each password once more. */
export const renew: Step = async ({ world, people: { sato } }) => {
  for (const view of await viewsFor(sato, world)) {
    if (view.notice === null || view.notice.handedOver !== null) continue;
    // If the answer does not come, nobody can say which of the two passwords holds.
    world.known.passwords = Object.fromEntries(Object.entries(world.known.passwords).filter(([id]) => id !== view.id));
    const shown = await sato.api.call('renewNotice', { id: view.notice.id });
    noteShown(world, shown.notice.transferIds, shown.password);
  }
};

const handover: Step = async ({ world, people: { sato } }) => {
  for (const view of await viewsFor(sato, world)) {
    if (!isOpen(view) || view.notice === null || view.notice.handedOver !== null) continue;
    const { addressees } = await sato.api.call('notice', { id: view.notice.id });
    await sato.api.call('handover', { id: view.notice.id, body: { method: 'in-person', to: addressees[0]?.id ?? '', at: new Date(world.at).toISOString() } });
  }
};

const handlerOf = ({ world: { known }, people }: Scene, recipientId: string): { name: 'tanaka' | 'suzuki'; who: Someone } => {
  const name = known.recipients.find(({ id }) => id === recipientId)?.handler ?? 'tanaka';
  return { name, who: people[name] };
};

/** Collects, opens with key and password and compares every byte (I1). */
const collect: Step = async (scene) => {
  const { world } = scene;
  for (const { id, recipientId } of world.known.transfers) {
    const { name, who } = handlerOf(scene, recipientId);
    const view = await who.api.call('transfer', { id });
    if (!isOpen(view)) continue;
    const sealed = await fetchSealed(who.api, view, await (await who.api.call('gatewayCertificate', {})).text());
    const sessionKey = await openSealed(sealed, world.known.passwords[id] ?? '', [world.keys[name]], view.lockSha256 ?? undefined);
    world.known.perishable.push(...inEveryForm(`session key of ${name}`, sessionKey));
    for (const file of sealed.manifest.files) {
      const bytes = Buffer.from(await new Response(await openFile(who.api, sealed, id, file, sessionKey)).arrayBuffer());
      expect(bytes.equals(world.known.payloads.find((payload) => payload.sha256 === file.sha256)?.bytes ?? Buffer.alloc(0)), file.name).toBe(true);
    }
    expect(sealed.manifest.files.map((file) => file.sha256).sort()).toEqual(world.known.payloads.map((payload) => payload.sha256).sort());
    // The answer waits until what went out is counted.
    expect((await who.api.call('transfer', { id })).state).toBe('collected');
  }
};

const confirm: Step = async (scene) => {
  const { world } = scene;
  for (const { id, recipientId } of world.known.transfers) {
    const { who } = handlerOf(scene, recipientId);
    const view = await who.api.call('transfer', { id });
    if (view.state === 'collected') await who.api.call('confirm', { id, body: { quantity: 3, opened: true, digest: view.digest } });
  }
};

async function notePerishable({ known }: World, vault: string): Promise<void> {
  known.perishable.push(...await samplesOf(vault, 'bodies'), ...await samplesOf(vault, 'locks'));
}

/** Notes what must perish, then lets the time pass. */
const wipe: Step = async (scene) => {
  await notePerishable(scene.world, `${dataOf(scene.world)}/vault`);
  await advance(scene, 25 * 60);
  await scene.gate.tick();
};

/** Ways out of the journey; each leads to the wipe at once. */
export const endings = {
  recall: async ({ world, people: { sato } }) => {
    await notePerishable(world, `${dataOf(world)}/vault`);
    for (const view of await viewsFor(sato, world)) if (view.may.includes('recall')) await sato.api.call('recall', { id: view.id, body: { reason: 'other', text: '件数の誤りが見つかったため' } });
  },
  expire: async (scene) => {
    await notePerishable(scene.world, `${dataOf(scene.world)}/vault`);
    await advance(scene, 40 * 24 * 60);
    await scene.gate.tick();
  },
  discard: async ({ world, people: { sato } }) => {
    await notePerishable(world, `${dataOf(world)}/vault`);
    const [view] = await viewsFor(sato, world);
    if (view?.may.includes('discard') === true) await sato.api.call('discard', { id: world.known.depositId ?? '' });
  },
} as const satisfies Readonly<Record<string, Step>>;

/** Takes the last file out of the draft; `carryOn` puts it in again. */
export const removeFile: Step = async ({ world, people: { sato } }) => {
  const { known } = world;
  await notePerishable(world, `${dataOf(world)}/vault`);
  const file = (await viewsFor(sato, world))[0]?.files.at(-1);
  known.acknowledged = known.acknowledged.filter((hash) => hash !== file?.sha256);
  await sato.api.call('removeFile', { id: known.depositId ?? '', uploadId: file?.uploadId ?? '' });
};

export const steps = { draft, upload, submit, approve, notice, handover, collect, confirm, wipe } as const;
export type StepName = keyof typeof steps;
export const order: readonly StepName[] = ['draft', 'upload', 'submit', 'approve', 'notice', 'handover', 'collect', 'confirm', 'wipe'];

/** Carries the journey to its end from wherever it stands. */
export async function carryOn(scene: Scene): Promise<void> {
  for (const name of order) await steps[name](scene);
}
