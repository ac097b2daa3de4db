// Many transfers of every state, written through the rows that the steps write through: the same columns, documents and texts, without the
// sealing. What is made depends on the seed alone.
import { createHash } from 'node:crypto';
import type { Policy } from '../../server/engagements/policy.ts';
import type { Tx } from '../../server/store/store.ts';
import { insertFile, insertTransfer } from '../../server/transfers/rows.ts';
import { transfer as shape, type State, type Transfer } from '../../server/transfers/transfer.ts';

export interface Ref { readonly id: string; readonly name: string }
export interface Line { readonly engagementId: string; readonly policy: Policy; readonly formId: string; readonly direction: 'to-contractor' | 'to-section'; readonly senderId: string; readonly recipientId: string; readonly creators: readonly Ref[] }
export interface Many {
  readonly count: number;
  readonly seed: number;
  readonly municipalityId: string;
  readonly lines: readonly Line[];
  readonly states: readonly State[];
  /** Milliseconds since 1970 of the newest, and how far apart two are. */
  readonly newest: number;
  readonly apart: number;
  readonly titles: readonly string[];
}

/** A small generator (mulberry32): numbers from 0 to 1, the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const idOf = (...parts: readonly (string | number)[]): string => createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 32);
const sealed: readonly State[] = ['collecting', 'collected', 'confirmed'];
const over: readonly State[] = ['recalled', 'expired', 'discarded', 'wiping', 'wipe-failed', 'wiped'];

/** Writes `count` transfers with their deposits, titles and files. Returns them as written. */
export async function insertMany(tx: Tx, many: Many): Promise<Transfer[]> {
  const random = chance(many.seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const found = items[Math.floor(random() * items.length)];
    if (found === undefined) throw new Error('expected something to pick from');
    return found;
  };
  const made: Transfer[] = [];
  for (let at = 0; at < many.count; at += 1) {
    const line = pick(many.lines);
    const transfer = transferOf(many, at, { line, creator: pick(line.creators), state: pick(many.states), random });
    await tx.insertInto('deposits').values({ id: transfer.depositId, municipality_id: many.municipalityId, created_by: transfer.createdBy.id, idempotency_key: transfer.depositId, request_hash: '', created_at: transfer.createdAt }).execute();
    await insertTransfer(tx, transfer, line.policy);
    await insertTexts(tx, transfer, pick(many.titles), at);
    made.push(transfer);
  }
  return made;
}

interface Chosen { readonly line: Line; readonly creator: Ref; readonly state: State; readonly random: () => number }

function transferOf(many: Many, at: number, { line, creator, state, random }: Chosen): Transfer {
  const id = idOf(many.seed, 'transfer', at);
  const createdAt = new Date(many.newest - at * many.apart).toISOString();
  const collectBy = new Date(many.newest + Math.floor((random() - 0.4) * 20) * 86_400_000).toISOString();
  const person = { by: creator, at: createdAt, occasion: 'o' };
  const notified = sealed.includes(state) || (state === 'released' && random() < 0.6) || (over.includes(state) && random() < 0.7);
  const handed = notified && random() < 0.7;
  const digits = String(at + many.seed * 10_000_000).padStart(8, '0');
  const end = { why: state === 'wiped' ? 'confirmed' : state === 'wiping' || state === 'wipe-failed' ? 'expired' : state, at: createdAt, by: creator, reason: null, collectedBefore: false };
  return shape.parse({
    state, id, number: `${digits.slice(0, 4)}-${digits.slice(4)}`, municipalityId: many.municipalityId, depositId: idOf(many.seed, 'deposit', at), engagementId: line.engagementId, formId: line.formId,
    direction: line.direction, senderId: line.senderId, recipientId: line.recipientId, quantity: 1 + Math.floor(random() * 50), titleText: random() < 0.7 ? `${many.seed}${at}:title` : null,
    answers: null, createdBy: creator, createdAt, changedAt: createdAt, collectBy, version: 1, lockForm: line.policy.locks, bodyFormat: 'seipd1', certificates: [], draftKey: null, waiting: handed ? null : idOf(many.seed, 'waiting', at),
    submission: state === 'draft' ? null : person, approval: null, returned: null,
    lock: notified ? { id: null, sha256: '0'.repeat(64), round: 1, notice: idOf(many.seed, 'notice', at), by: creator, at: createdAt } : null,
    handover: handed ? { method: 'in-person', to: creator, at: createdAt } : null, collection: sealed.includes(state) ? { by: creator, startedAt: createdAt, completedAt: createdAt } : null,
    confirmation: state === 'confirmed' ? { by: creator, at: createdAt, quantity: 1, opened: true, reasonText: null, wipeAt: collectBy } : null,
    end: over.includes(state) ? end : null, wipe: { attempts: 0, trouble: null, nextAt: null, at: state === 'wiped' ? createdAt : null },
  });
}

/** As in life: what is wiped has neither title nor file names any more. */
async function insertTexts(tx: Tx, transfer: Transfer, title: string, at: number): Promise<void> {
  const text = (id: string, words: string) => tx.insertInto('texts').values({ id, commitment: '0'.repeat(64), salt: Buffer.alloc(32), text: words, transfer_id: transfer.id }).execute();
  if (transfer.titleText !== null && transfer.state !== 'wiped') await text(transfer.titleText, title);
  const nameText = idOf(transfer.id, 'name');
  if (transfer.state !== 'wiped') await text(nameText, `noufu_${at}.csv`);
  await insertFile(tx, {
    id: idOf(transfer.id, 'file'), transferId: transfer.id, uploadId: idOf(transfer.id, 'upload'), position: 0, nameText, nameChanged: [], size: 1000 + at, sha256: idOf(at, 'sha').repeat(2), bodyId: null, bodySize: 1100 + at,
    bodySha256: idOf(at, 'body').repeat(2), scan: { verdict: 'off', by: 'none', patternsFrom: null }, inspection: null, sealedAt: transfer.createdAt,
  });
}
