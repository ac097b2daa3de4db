// A new signing key of the gateway (`kagibako admin rotate-gateway-key`), on a stopped gateway; `prepare` announces it before it is used.
//
// Order of writes: 1. the new key, durable, as `gateway.asc.next`; 2. one transaction: its certificate with a statement that old and new key signed, the
// end of the old one's time, the entry; 3. the old private key is overwritten; 4. the new one gets its name. Commit point: the commit of 2. Killed before
// it, the next start or run destroys the key that nobody has seen; killed after it, it does 3 and 4 (again). An announced key stays `.next` until it is used.
import { createHash } from 'node:crypto';
import { keyFiles, KeysRefused } from './keys.ts';
import { canonical } from '../ledger/canonical.ts';
import { announcedCertificate } from '../records/gateway-certificates.ts';
import { generateGatewayKey, readGatewayKey, signDetached, type GatewayKey } from '../sealing/gateway-signature.ts';
import type { Tx } from '../store/store.ts';
import { readNext, takeOver, writeNext } from './key-files.ts';
import type { Rooms } from './rooms.ts';

export interface GatewayKeyChanged { readonly from: string; readonly to: string; readonly entry: number }

/** Announces the next key: it is handed out, and signs nothing yet. Throws `KeysRefused` if one is announced already. */
export async function prepareGatewayKey(rooms: Rooms, by: string): Promise<GatewayKeyChanged> {
  const known = await announcedCertificate(rooms.store.read);
  if (known !== null) throw new KeysRefused(`次の鍵はもう予告しています（${known.announced_at ?? ''}、${known.fingerprint}）。使い始めるときは --prepare なしで実行してください。 / the next key is announced already; run without --prepare to use it`);
  const next = await makeNext(rooms);
  const entry = await commit(rooms, async (tx, at) => {
    await announce(tx, rooms, next, at);
    return enter(tx, rooms, { act: 'announce-gateway-key', next, by, at });
  });
  await rooms.reach('announce-gateway-key.committed');
  await rooms.ledger.sign();
  return { from: rooms.keys.gateway.fingerprint, to: next.fingerprint, entry };
}

/** Uses the announced key, or a new one. From then on everything is signed by it alone. */
export async function rotateGatewayKey(rooms: Rooms, by: string): Promise<GatewayKeyChanged> {
  const { room, reach, keys } = rooms;
  const announced = await announcedCertificate(rooms.store.read);
  const next = announced === null ? await makeNext(rooms) : await announcedKey(rooms, announced.fingerprint);
  const entry = await commit(rooms, async (tx, at) => {
    if (announced === null) await announce(tx, rooms, next, at);
    await tx.updateTable('gateway_certificates').set({ until_at: at }).where('fingerprint', '=', keys.gateway.fingerprint).execute();
    await tx.updateTable('gateway_certificates').set({ from_at: at }).where('fingerprint', '=', next.fingerprint).execute();
    return enter(tx, rooms, { act: 'rotate-gateway-key', next, by, at });
  });
  await reach('rotate-gateway-key.committed');
  await takeOver(room, keyFiles.gateway);
  await reach('rotate-gateway-key.replaced');
  await rooms.ledger.sign();
  return { from: keys.gateway.fingerprint, to: next.fingerprint, entry };
}

async function makeNext({ room, clock, reach }: Rooms): Promise<GatewayKey> {
  const next = await generateGatewayKey('鍵箱', new Date(clock.millis()));
  await writeNext(room, keyFiles.gateway, Buffer.from(next.privateKey));
  await reach('rotate-gateway-key.written');
  return next;
}

async function announcedKey({ room }: Rooms, fingerprint: string): Promise<GatewayKey> {
  const bytes = await readNext(room.folder.path, keyFiles.gateway);
  const key = bytes === null ? null : await readGatewayKey(bytes.toString('utf8')).catch(() => null);
  if (key?.fingerprint !== fingerprint) throw new KeysRefused(`予告した鍵（${fingerprint}）のファイル ${keyFiles.gateway}.next がありません。控えから戻してください。 / the file of the announced key is missing; restore it from its copy`);
  return key;
}

const commit = ({ store, clock }: Rooms, work: (tx: Tx, at: string) => Promise<number>): Promise<number> => store.change((tx) => work(tx, clock.now()));

export interface CertificateChange { readonly announcedAt: string; readonly certificate: string; readonly from: string; readonly to: string; readonly origin: string }

/** The text that is signed, byte for byte: with `certificate` armored, fingerprints in upper case, and the ledger's name. */
export const certificateStatement = ({ announcedAt, certificate, from, to, origin }: CertificateChange): string => canonical({ announcedAt, certificate, from, kind: 'gateway-certificate-change', origin, to, version: 1 });

/** SHA-256 of a statement (lower-case hexadecimal), as the entry of the change has it. */
export const statementSha256 = (statement: string): string => createHash('sha256').update(statement).digest('hex');

export interface Announced { readonly present: GatewayKey; readonly next: GatewayKey; readonly origin: string; readonly at: string; readonly now: Date }

/** What both keys sign: that the one follows the other. Whoever knows the old fingerprint can check the new one without asking anybody. */
export async function announceCertificate(tx: Tx, { present, next, origin, at, now }: Announced): Promise<void> {
  const statement = certificateStatement({ announcedAt: at, certificate: next.certificate, from: present.fingerprint, to: next.fingerprint, origin });
  const sign = (key: GatewayKey): Promise<string> => signDetached(Buffer.from(statement), key.privateKey, now);
  await tx.insertInto('gateway_certificates').values({
    fingerprint: next.fingerprint, certificate: next.certificate, announced_at: at, from_at: null, until_at: null, statement, signed_by_old: await sign(present), signed_by_new: await sign(next),
  }).execute();
}

const announce = (tx: Tx, { keys, clock, ledgerOrigin }: Rooms, next: GatewayKey, at: string): Promise<void> => announceCertificate(tx, { present: keys.gateway, next, origin: ledgerOrigin, at, now: new Date(clock.millis()) });

async function enter(tx: Tx, { ledger, keys, reach }: Rooms, { act, next, by, at }: { act: 'announce-gateway-key' | 'rotate-gateway-key'; next: GatewayKey; by: string; at: string }): Promise<number> {
  const { statement } = await tx.selectFrom('gateway_certificates').select('statement').where('fingerprint', '=', next.fingerprint).executeTakeFirstOrThrow();
  const entry = await ledger.append(tx, { at, act, result: 'done', actor: { system: true }, facts: { from: keys.gateway.fingerprint, to: next.fingerprint, statementSha256: statementSha256(statement ?? '') }, texts: { by } });
  await reach(`${act}.entered`);
  return entry.index;
}
