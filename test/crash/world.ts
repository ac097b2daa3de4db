// One copy of a town's disk, with what its people know: who they are, what was acknowledged to them, which passwords they were told.
// A gateway is opened on it in a process of its own (to be killed) or in this one (to look inside).
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import type { UnlockedKey } from '../../client/opening.ts';
import { readSettings } from '../../config/settings.ts';
import { run, type RunningGateway } from '../../server/running.ts';
import { turnableTime, type Someone } from '../town.ts';
import { startChild, type Child, type Gate, type Origins, type StopAt } from './child.ts';
import type { Needle } from './disk.ts';

export type Name = 'sato' | 'takahashi' | 'tanaka' | 'suzuki';
export type People = Readonly<Record<Name, Someone>>;
export interface Visitor { readonly side: 'ward' | 'contractor'; readonly id: string; readonly login: string; readonly password: string; readonly page: string | undefined; cookie: string | undefined }
export interface Payload { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string }

/** What people outside the gateway know. */
export interface Known {
  readonly idempotencyKey: string;
  readonly engagementId: string;
  readonly formId: string;
  readonly recipients: readonly { readonly id: string; readonly handler: 'tanaka' | 'suzuki' }[];
  readonly payloads: readonly Payload[];
  depositId: string | null;
  transfers: { id: string; recipientId: string }[];
  /** SHA-256 of what the gateway said it has taken. */
  acknowledged: string[];
  /** The password of each transfer as it was told last; gone where the answer never came. */
  passwords: Record<string, string>;
  /** Every password that was ever shown. */
  shown: string[];
  checkpoints: string[];
  /** Bytes that must not be on the disk after the wipe. */
  perishable: Needle[];
}

export interface World {
  readonly folder: string;
  readonly visitors: Readonly<Record<Name, Visitor>>;
  readonly keys: Readonly<Record<'tanaka' | 'suzuki', UnlockedKey>>;
  readonly vkey: string;
  readonly known: Known;
  /** What the clock shows. */
  at: number;
}

export const dataOf = (world: World): string => join(world.folder, 'data');
const temporaryOf = (world: World): string => join(world.folder, 'tmp');
/** Everything that the gateway may write to. */
export const foldersOf = (world: World): string[] => [dataOf(world), join(world.folder, 'keys'), temporaryOf(world)];

/** A copy of the world as it is now, on a folder of its own. No gateway may be running on it. */
export async function copyOf(world: World): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-crash-'));
  await cp(world.folder, folder, { recursive: true });
  await mkdir(join(folder, 'tmp'), { recursive: true });
  return { ...world, folder, known: structuredClone(world.known), visitors: structuredClone(world.visitors) };
}

export async function remove(world: World): Promise<void> {
  await rm(world.folder, { recursive: true, force: true });
}

const environmentOf = (world: World): Record<string, string> => ({ KAGIBAKO_DATA: dataOf(world), KAGIBAKO_KEYS: join(world.folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0' });

/** Opens a gateway in a process that dies at the label. The world's clock follows. */
export async function openChild(world: World, stopAt: StopAt | null, extra: Readonly<Record<string, string>> = {}, by: readonly string[] = []): Promise<Child> {
  await mkdir(temporaryOf(world), { recursive: true });
  return startChild({ environment: { ...environmentOf(world), ...extra }, temporary: temporaryOf(world), at: world.at, stopAt, by });
}

export interface Here extends Gate { readonly running: RunningGateway; readonly faults: readonly string[] }

/** Opens a gateway in this process, on the same disk. */
export async function openHere(world: World, reach: (label: string) => void = () => undefined): Promise<Here> {
  const time = turnableTime(world.at);
  const faults: string[] = [];
  const fault = (id: string, error: unknown): void => void faults.push(`${id} ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  const running = await run(readSettings(environmentOf(world)), { time, random: randomBytes, tickEvery: 0, webFolder: null, fault, reach });
  return {
    running, faults, origins: running.origins, tick: () => running.gateway.tick(), close: () => running.close(),
    advance: (minutes) => {
      time.advance(minutes);
      return Promise.resolve();
    },
  };
}

/** The people of the world, at the door of the gateway that runs now; their sessions go on. */
export function peopleAt(world: World, origins: Origins): People {
  const come = (name: Name): Someone => comeTo(world.visitors[name], origins);
  return { sato: come('sato'), takahashi: come('takahashi'), tanaka: come('tanaka'), suzuki: come('suzuki') };
}

function comeTo(visitor: Visitor, origins: Origins): Someone {
  const base = origins[visitor.side];
  const line = createSignedFetch(base, visitor.cookie);
  const api = createApi({ base, fetch: line.fetch });
  const page = visitor.page === undefined ? {} : { page: visitor.page };
  return {
    id: visitor.id, login: visitor.login, password: visitor.password, api, line,
    signInAgain: async () => {
      await api.call('signIn', { body: { login: visitor.login, password: visitor.password, ...page } });
      visitor.cookie = line.headers()['cookie'];
    },
  };
}
