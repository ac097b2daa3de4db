// A thread that seals bodies: cipher and the sum of the body, beside the thread that takes requests. It knows no file and no line; its keys are
// in its own memory only, and are overwritten when a body ends. Whatever goes wrong ends the thread, and with it every body it had in hand.

import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { continueBody, type BodySealer } from './body.ts';
import type { Answer, Order } from './thread-orders.ts';
import { createCollector } from './dead-buffers.ts';

const NOTHING = new Uint8Array(0);

interface Body {
  readonly key: Uint8Array;
  readonly sealer: BodySealer;
  readonly slots: readonly Uint8Array[];
  readonly hash: ReturnType<typeof createHash>;
  /** Sealed, and not given back yet. */
  pieces: Uint8Array[];
}

/** For each byte sealed about three of buffers are left behind. */
const buffers = createCollector({ youngEvery: 2 * 1024 * 1024 });

const bodies = new Map<number, Body>();

function obey(order: Order): Answer {
  if (order.act === 'begin') {
    const { key, format, start } = order;
    const slots = order.slots.map((slot) => new Uint8Array(slot));
    bodies.set(order.body, { key, sealer: continueBody(key, format, start), slots, hash: createHash('sha256'), pieces: [] });
    return { length: 0, sha256: '', rest: NOTHING };
  }
  const body = bodies.get(order.body);
  if (body === undefined) return { length: 0, sha256: '', rest: NOTHING };
  if (order.act === 'seal') return { length: sealSlot(body, order.slot, order.length), sha256: '', rest: NOTHING };
  if (order.act === 'drop') return forget(order.body, body);
  if (order.act === 'end') body.pieces.push(...body.sealer.final());
  const rest = giveRest(body);
  const sha256 = body.hash.copy().digest('hex');
  if (order.act === 'end') forget(order.body, body);
  return { length: 0, sha256, rest };
}

/** What is sealed takes the place of the plaintext in the slot; what finds no room there goes with the next. */
function sealSlot({ sealer, slots, hash, pieces }: Body, index: number, length: number): number {
  const slot = slots[index];
  if (slot === undefined) throw new Error('expected a slot of this body');
  // A copy: the sealer may hold a part of it while the slot is used again.
  pieces.push(...sealer.update(slot.slice(0, length)));
  let filled = 0;
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    const part = piece.subarray(0, slot.length - filled);
    slot.set(part, filled);
    filled += part.length;
    if (part.length === piece.length) continue;
    pieces.unshift(piece.subarray(part.length));
    break;
  }
  hash.update(slot.subarray(0, filled));
  buffers.worked(length);
  return filled;
}

function giveRest(body: Body): Uint8Array {
  const rest = Buffer.concat(body.pieces);
  body.pieces = [];
  body.hash.update(rest);
  return new Uint8Array(rest);
}

function forget(number: number, body: Body): Answer {
  body.key.fill(0);
  body.sealer.wipe();
  bodies.delete(number);
  return { length: 0, sha256: '', rest: NOTHING };
}

parentPort?.on('message', (order: Order) => { parentPort?.postMessage(obey(order)); });
