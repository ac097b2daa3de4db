// Signing keys that were changed after the copy was taken. The old ones are destroyed, so that the record in the copy names a key that nobody has, and the next start would
// refuse the one in use. The record is made again out of the newer entries and of the certificates at hand (keys folder, exports): an entry holds the hash of the statement
// that both keys signed, and the statement holds the certificate, so that none but the very one fits. The statement itself is not kept for a key in use or retired: the old
// key's signature under it went with the database, and nobody can make another.
import { announceCertificate, certificateStatement, statementSha256 } from '../keys/gateway-key.ts';
import { readNext } from '../keys/key-files.ts';
import { keyFiles } from '../keys/keys.ts';
import { textOf, type JsonObject } from '../ledger/line-json.ts';
import { readGatewayKey, type GatewayKey } from '../sealing/gateway-signature.ts';
import type { Tx } from '../store/store.ts';
import { factOf } from './fact-of.ts';
import { RecoveryRefused } from './refusal.ts';

export interface SigningKeys {
  /** The key in use. */
  readonly present: GatewayKey;
  /** One that is announced (`gateway.asc.next`). */
  readonly next: GatewayKey | null;
}

/** `folder` is the keys folder's path. Throws what reading throws. */
export async function readSigningKeys(folder: string, present: GatewayKey): Promise<SigningKeys> {
  const next = await readNext(folder, keyFiles.gateway);
  return { present, next: next === null ? null : await readGatewayKey(next.toString('utf8')).catch(() => null) };
}

export interface KeyHistory {
  /** The ledger's name at the time, which stands in the statement. */
  readonly origin: string;
  readonly keys: SigningKeys;
  /** Armored, as the exports name them. */
  readonly certificates: readonly string[];
  readonly now: Date;
}

interface Change { readonly isUse: boolean; readonly at: string; readonly from: string; readonly to: string; readonly statementSha256: string }

/** Takes the newer entries, all of them. Throws `RecoveryRefused` (KEY_LOST) where the certificate of a key that was taken into use is nowhere. */
export async function followSigningKeys(tx: Tx, entries: readonly JsonObject[], history: KeyHistory): Promise<void> {
  const announced = new Map<string, Change>();
  for (const change of entries.flatMap(changeOf)) {
    const isKnown = announced.has(change.to) || await tx.selectFrom('gateway_certificates').select('fingerprint').where('fingerprint', '=', change.to).executeTakeFirst() !== undefined;
    if (!isKnown) announced.set(change.to, change);
    if (!change.isUse) continue;
    await takeIntoUse(tx, change, announced.get(change.to), history);
    announced.delete(change.to);
  }
  for (const change of announced.values()) await announceAgain(tx, change, history);
}

function changeOf(entry: JsonObject): Change[] {
  const isUse = entry['act'] === 'rotate-gateway-key';
  if ((!isUse && entry['act'] !== 'announce-gateway-key') || entry['result'] !== 'done') return [];
  return [{ isUse, at: textOf(entry['at']) ?? '', from: factOf(entry, 'from'), to: factOf(entry, 'to'), statementSha256: factOf(entry, 'statementSha256') }];
}

/** `announced` where the copy does not know the key. */
async function takeIntoUse(tx: Tx, { at, from, to }: Change, announced: Change | undefined, history: KeyHistory): Promise<void> {
  await tx.updateTable('gateway_certificates').set({ until_at: at }).where('fingerprint', '=', from).execute();
  if (announced === undefined) {
    await tx.updateTable('gateway_certificates').set({ from_at: at }).where('fingerprint', '=', to).execute();
    return;
  }
  const { keys: { present, next }, certificates } = history;
  const certificate = [present.certificate, ...(next === null ? [] : [next.certificate]), ...certificates].find((one) => isThat(announced, one, history));
  if (certificate === undefined) {
    throw new RecoveryRefused('KEY_LOST', `写しの後に交換された署名鍵（${to}）が、鍵フォルダーにも書き出しにもありません。交換の後の鍵の控えを鍵フォルダーに戻してください。`,
      `the signing key ${to}, in use since the copy, is neither in the keys folder nor in an export: bring back the keys as they were after the change`);
  }
  await tx.insertInto('gateway_certificates').values({ fingerprint: to, certificate, announced_at: announced.at, from_at: at, until_at: null, statement: null, signed_by_old: null, signed_by_new: null }).execute();
}

/** Both keys are there, and sign the same statement again. An announced key whose file is gone was never used: it is announced anew by whoever wants another. */
async function announceAgain(tx: Tx, change: Change, history: KeyHistory): Promise<void> {
  const { keys: { present, next }, now } = history;
  if (next === null || present.fingerprint !== change.from) return;
  if (!isThat(change, next.certificate, history)) return;
  await announceCertificate(tx, { present, next, origin: history.origin, at: change.at, now });
}

/** Whether this certificate is the one that the entry tells of. */
const isThat = ({ at, from, to, statementSha256: told }: Change, certificate: string, { origin }: KeyHistory): boolean => statementSha256(certificateStatement({ announcedAt: at, certificate, from, to, origin })) === told;
