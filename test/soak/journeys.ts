// The load: clerks who send, recall and throw away, contractors who collect, open, compare and confirm, one transfer after another until the time is over.
// Every transfer that was begun comes to its end, and its file is what was sent, byte for byte.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sendFile } from '../../client/cli/send-file.ts';
import { fetchSealed, openFile, openSealed } from '../../client/collecting.ts';
import type { UnlockedKey } from '../../client/opening.ts';
import { draftFor, type Someone, type Town } from '../town.ts';
import { steadily, until } from './steadily.ts';

export interface Load {
  readonly town: Pick<Town, 'folder' | 'engagement' | 'firm'>;
  readonly clerk: Someone;
  /** Makes the passwords, signing in anew for each: another occasion than the deposit. */
  readonly second: Someone;
  readonly handler: Someone;
  readonly key: UnlockedKey;
  readonly gatewayCertificate: string;
  /** A whole number below `below`. */
  readonly chance: (below: number) => number;
}

export type Course = 'confirmed' | 'recalled' | 'discarded';
export interface Journey { readonly id: string; readonly course: Course; readonly sha256: readonly string[]; readonly bytes: number }

/** One transfer from its draft to its end. Throws where an answer is not what it must be, or a byte is another. */
export async function journey(load: Load): Promise<Journey> {
  const { clerk, second, handler, town, chance } = load;
  const key = randomBytes(12).toString('hex');
  const draft = await steadily(() => draftFor(clerk, town, { recipientIds: [town.firm.id], key }));
  const id = draft.transfers[0]?.id ?? '';
  const files = await sendFiles(load, draft.id);
  const told = { id, sha256: files.map(({ sha256 }) => sha256), bytes: files.reduce((sum, { size }) => sum + size, 0) };
  const is = (who: Someone, ...states: readonly string[]) => async (): Promise<boolean> => states.includes((await who.api.call('transfer', { id })).state);
  const gone = ['wiping', 'wiped'];
  if (chance(12) === 0) {
    await until(is(clerk, 'discarded', ...gone), () => clerk.api.call('discard', { id: draft.id }));
    return { ...told, course: 'discarded' };
  }
  await until(is(clerk, 'released'), () => clerk.api.call('submit', { id: draft.id }));
  if (chance(10) === 0) {
    await until(is(clerk, 'recalled', ...gone), () => clerk.api.call('recall', { id, body: { reason: 'not-needed' } }));
    return { ...told, course: 'recalled' };
  }
  const password = await handOver(second, id, town.firm.id);
  await collect(load, id, password, told.sha256);
  // A gateway that died between its last byte and the entry of the collection knows of none: then it is collected once more, as a person would.
  if (!['collected', 'confirmed', ...gone].includes(await settled(handler, id))) await collect(load, id, password, told.sha256);
  await until(is(handler, 'confirmed', ...gone), async () => handler.api.call('confirm', { id, body: { quantity: 3, opened: true, digest: (await handler.api.call('transfer', { id })).digest } }));
  return { ...told, course: 'confirmed' };
}

/** Its state once the collection that just ended is entered, or never will be. */
async function settled(who: Someone, id: string): Promise<string> {
  for (let left = 10; ; left -= 1) {
    const { state } = await steadily(() => who.api.call('transfer', { id }));
    if (left === 0 || !['released', 'collecting'].includes(state)) return state;
    await pause(200);
  }
}

/** Mostly small ones, as lists are; now and then one that takes some seconds. */
function sizeBy(chance: Load['chance']): number {
  const kind = chance(10);
  if (kind < 6) return 1 + chance(50_000);
  return kind < 9 ? 500_000 + chance(4_000_000) : 12_000_000 + chance(30_000_000);
}

async function sendFiles({ clerk, town, chance }: Load, depositId: string): Promise<{ sha256: string; size: number }[]> {
  const folder = join(town.folder, 'outgoing', depositId);
  await mkdir(folder, { recursive: true });
  const sent: { sha256: string; size: number }[] = [];
  for (let left = 1 + chance(3); left > 0; left -= 1) {
    const bytes = randomBytes(sizeBy(chance));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = join(folder, `noufu_${String(left)}.dat`);
    await writeFile(path, bytes);
    await steadily(() => sendFile({ depositId, path, sha256 }, { origin: clerk.line.headers()['origin'] ?? '', api: clerk.api, sign: () => clerk.line.headers() }));
    sent.push({ sha256, size: bytes.length });
  }
  await rm(folder, { recursive: true });
  return sent;
}

/** Returns the password. One whose answer was lost is made anew. */
async function handOver(second: Someone, id: string, firmId: string): Promise<string> {
  await steadily(() => second.signInAgain());
  const { notice, password } = await steadily(async () => {
    const standing = (await second.api.call('transfer', { id })).notice;
    return standing === null ? second.api.call('addNotice', { body: { transferIds: [id] } }) : second.api.call('renewNotice', { id: standing.id });
  });
  const to = notice.addressees[0]?.id ?? '';
  if (to === '') throw new Error(`expected the notice to name somebody of ${firmId}`);
  await until(async () => (await second.api.call('transfer', { id })).lockReady, () => second.api.call('handover', { id: notice.id, body: { method: 'in-person', to, at: new Date().toISOString() } }));
  return password;
}

async function collect({ handler, key, gatewayCertificate }: Load, id: string, password: string, sent: readonly string[]): Promise<void> {
  const sealed = await steadily(() => fetchSealed(handler.api, { id }, gatewayCertificate));
  const sessionKey = await openSealed(sealed, password, [key]);
  const came: string[] = [];
  for (const file of sealed.manifest.files) {
    came.push(await steadily(async () => {
      const hash = createHash('sha256');
      for await (const piece of await openFile(handler.api, sealed, id, file, sessionKey)) hash.update(piece);
      return hash.digest('hex');
    }));
  }
  if (came.sort().join() !== [...sent].sort().join()) throw new Error(`expected what was sent in ${id}, other bytes came`);
}
