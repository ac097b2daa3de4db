// The lanes of one file: for every recipient a sealer under that transfer's session key and a body that grows in the vault. Guarantees: all lanes
// hold the same plaintext; until `finish` nothing of them is more than files in incoming/, which a start sweeps.
import { openBodyStream, type BodyStream } from '../sealing/body-stream.ts';
import { threadsOfProcess } from '../sealing/threads.ts';
import { unwrapWaiting } from '../sealing/waiting.ts';
import type { BodyPart, BodyWriter, StoredBody } from '../vault/vault.ts';
import { draftContext } from './key-files.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import type { Transfer } from './transfer.ts';

export type LaneParts = Pick<StepParts, 'vault' | 'waitingKey' | 'random'>;

export interface Lanes {
  /** Seals one piece for every recipient; resolves when the next may come. Await each call. The piece is neither changed nor taken away, but read until the lanes are done with the next one. */
  seal(piece: Uint8Array): Promise<void>;
  /** Makes durable what the first recipient's lane has written so far, and tells how much that is. The other lanes can be made anew from it. May run beside `seal`. */
  checkpoint(): Promise<BodyPart>;
  /** Ends every body and makes it durable: by transfer. Nothing may follow but `drop`. */
  finish(): Promise<ReadonlyMap<string, StoredBody>>;
  /** Lets go of every body. The first recipient's, finished or not, stays in incoming/, to be read back as far as the last checkpoint; the others are removed. */
  leave(): Promise<void>;
  /** Removes every body, finished or not; waits for what is on its way. Idempotent. */
  drop(): Promise<void>;
}

interface Lane { readonly transfer: Transfer; readonly stream: BodyStream; readonly writer: BodyWriter; stored: StoredBody | null }

/** Opens a lane for each of `transfers` (at least one), the first of them the one that checkpoints tell of. Throws `TransferRefused` (WRONG_STATE); then none is left open. */
export async function openLanes(parts: LaneParts, transfers: readonly Transfer[]): Promise<Lanes> {
  const lanes: Lane[] = [];
  const drop = async (): Promise<void> => {
    for (const lane of lanes.splice(0)) await dropLane(parts, lane);
  };
  try {
    for (const transfer of transfers) lanes.push(await openLane(parts, transfer));
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    seal: async (piece) => {
      await Promise.all(lanes.map(({ stream }) => stream.seal(piece)));
    },
    checkpoint: () => {
      const { stream, writer } = firstOf(lanes);
      return stream.settle(() => writer.checkpoint());
    },
    finish: async () => {
      const stored = new Map<string, StoredBody>();
      // The first lane last: what a checkpoint told of is in incoming/ until all the others stand.
      for (const lane of [...lanes].reverse()) stored.set(lane.transfer.id, await finishLane(lane));
      return stored;
    },
    leave: async () => {
      const [first, ...others] = lanes.splice(0);
      await first?.stream.leave();
      if (first !== undefined) await (first.stored === null ? first.writer.leave() : parts.vault.takeBack(first.stored.id));
      for (const lane of others) await dropLane(parts, lane);
    },
    drop,
  };
}

async function openLane({ vault, waitingKey, random }: LaneParts, transfer: Transfer): Promise<Lane> {
  const sessionKey = await readDraftKey({ vault, waitingKey }, transfer);
  const writer = await vault.writeBody({ update: () => undefined, sum: () => stream.sum() });
  const stream = openBodyStream({ threads: threadsOfProcess, random, take: (sealed) => writer.write(sealed) }, sessionKey, transfer.bodyFormat);
  return { transfer, stream, writer, stored: null };
}

/** The session key of a draft (32 bytes). Throws `TransferRefused` (WRONG_STATE) once it is none any more. */
export async function readDraftKey({ vault, waitingKey }: Pick<LaneParts, 'vault' | 'waitingKey'>, transfer: Transfer): Promise<Uint8Array> {
  if (transfer.draftKey === null) throw new TransferRefused('WRONG_STATE', { state: transfer.state });
  return unwrapWaiting(await vault.readLock(transfer.draftKey), waitingKey, draftContext(transfer.id));
}

async function finishLane(lane: Lane): Promise<StoredBody> {
  await lane.stream.end();
  lane.stored = await lane.writer.commit();
  await lane.stream.leave();
  return lane.stored;
}

async function dropLane({ vault }: LaneParts, lane: Lane): Promise<void> {
  await lane.stream.leave();
  if (lane.stored === null) await lane.writer.abort();
  else await vault.wipeBody(lane.stored.id);
}

function firstOf(lanes: readonly Lane[]): Lane {
  const [first] = lanes;
  if (first === undefined) throw new Error('expected an open lane');
  return first;
}
