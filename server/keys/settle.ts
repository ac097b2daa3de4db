// What a start and each command do first: a change of keys that a crash cut short is finished if it was committed, else undone. The record in the database
// (migration 0018) decides, never the files: it names the key in use, and its commit is the commit point of every change. May run twice.
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyFiles, KeysRefused } from './keys.ts';
import { storedKey } from '../ledger/key-chain.ts';
import { createSigner } from '../ledger/node-primitives.ts';
import { announcedCertificate, certificateInUse } from '../records/gateway-certificates.ts';
import { readGatewayKey, type GatewayKey } from '../sealing/gateway-signature.ts';
import type { Store } from '../store/store.ts';
import { destroyNext, readNext, takeOver, type KeyRoom } from './key-files.ts';

/** Tells one waiting key from another and nothing else: a keyed hash of a fixed text. */
export const waitingMark = (key: Uint8Array): string => createHmac('sha256', key).update('kagibako waiting key').digest('hex').slice(0, 32);

interface Kind {
  readonly name: string;
  /** What the record says is in use, or null if it says nothing yet. */
  readonly inUse: string | null;
  /** What the record says is announced: its file is kept. */
  readonly announced: string | null;
  /** By what the record knows a key; null for bytes that are no such key. */
  readonly mark: (bytes: Buffer) => Promise<string | null> | string | null;
  readonly lost: string;
}

const gatewayOf = (bytes: Buffer): Promise<GatewayKey | null> => readGatewayKey(bytes.toString('utf8')).catch(() => null);
const seedMark = (origin: string) => (bytes: Buffer): string | null => (bytes.length === 32 && bytes.some((byte) => byte !== 0) ? createSigner(origin, bytes).vkey : null);

async function kindsOf(store: Store, origin: string): Promise<Kind[]> {
  const waiting = await store.read.selectFrom('waiting_keys').select('mark').where('until_at', 'is', null).executeTakeFirst();
  return [
    { name: keyFiles.ledgerSeed, inUse: await storedKey(store.read), announced: null, mark: seedMark(origin), lost: '台帳の名前（KAGIBAKO_LEDGER_ORIGIN）を変えていないかも確かめてください。 / or KAGIBAKO_LEDGER_ORIGIN was changed: set it back' },
    { name: keyFiles.waiting, inUse: waiting?.mark ?? null, announced: null, mark: waitingMark, lost: '' },
    { name: keyFiles.gateway, inUse: (await certificateInUse(store.read))?.fingerprint ?? null, announced: (await announcedCertificate(store.read))?.fingerprint ?? null, mark: async (bytes) => (await gatewayOf(bytes))?.fingerprint ?? null, lost: '' },
  ];
}

async function settleOne(room: KeyRoom, { name, inUse, announced, mark, lost }: Kind): Promise<void> {
  const next = await readNext(room.folder.path, name);
  const nextMark = next === null ? null : await mark(next);
  const here = await mark(await readFile(join(room.folder.path, name)).catch(() => Buffer.alloc(0)));
  if (inUse === null || here === inUse) {
    // The change was not committed: nothing was signed, wrapped or announced with it that anybody has seen.
    if (next !== null && (nextMark === null || nextMark !== announced)) await destroyNext(room, name);
    return;
  }
  if (nextMark !== inUse) throw new KeysRefused(`いま使っている鍵ではありません: ${join(room.folder.path, name)}。控えから戻してください。${lost === '' ? '' : `${lost}\n`} / not the key in use (${inUse}): restore it from its copy`);
  await takeOver(room, name);
}

/** The first key of each kind is written into the record when it is first seen: the portal hands out the certificate, and another key is noticed. */
async function recordFirst(store: Store, room: KeyRoom): Promise<void> {
  const [waiting, gateway] = await Promise.all([keyFiles.waiting, keyFiles.gateway].map((name) => readFile(join(room.folder.path, name)).catch(() => null)));
  const key = gateway === null || gateway === undefined ? null : await gatewayOf(gateway);
  await store.change(async (tx) => {
    const known = await tx.selectFrom('waiting_keys').select('mark').limit(1).executeTakeFirst();
    if (known === undefined && waiting?.length === 32) await tx.insertInto('waiting_keys').values({ mark: waitingMark(waiting), from_at: null, until_at: null }).execute();
    if (key !== null && await certificateInUse(tx) === null) {
      await tx.insertInto('gateway_certificates').values({ fingerprint: key.fingerprint, certificate: key.certificate, announced_at: null, from_at: null, until_at: null, statement: null, signed_by_old: null, signed_by_new: null }).execute();
    }
  });
}

/** Finishes or undoes what was begun. Throws KeysRefused if a key in use is not there. Missing keys are left to `readKeys` to tell. */
export async function settleKeys(store: Store, room: KeyRoom, origin: string): Promise<void> {
  for (const kind of await kindsOf(store, origin)) await settleOne(room, kind);
  await recordFirst(store, room);
}
