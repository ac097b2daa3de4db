// The only place of the web application where OpenPGP runs: beside the page, so that the page never stalls. Holds keys in memory until it is ended.
import { makeKeyPair, openBody, OpeningFailed, openLock, openSessionKey, unlockPrivateKey, fingerprintOf, verifyManifest, type OpenedLock, type UnlockedKey } from '../../../opening.ts';
import { signStatement } from '../../../receipt.ts';
import type { Manifest } from '../../../../server/sealing/manifest.ts';
import type { Ask, Failed, Reply, Stage, Stand, Target } from './protocol.ts';
import { bytesOf, GatewayRefused, LineCut } from '../../../fetching.ts';
import { line } from './line.ts';
import { CannotSave, toDownload, toFile } from './keeping.ts';
import { sealedBody } from '../../../resuming.ts';

type Tell = (stage: Stage, done: number, total: number, wait?: number) => void;

/** Often enough for a reader, seldom enough that the page has nothing to do. */
const TELL_EVERY_MS = 500;

let manifest: Manifest | null = null;
let lock: OpenedLock | null = null;
let sessionKey: Uint8Array | null = null;
/** The key that opened, until the worker ends: the receipt is signed with it. */
let held: UnlockedKey | null = null;

async function unlock({ transferId, addresses, certificates, password, lockSha256 }: Extract<Ask, { kind: 'unlock' }>): Promise<{ manifest: Manifest }> {
  const decoder = new TextDecoder();
  const [bytes, signature] = await Promise.all([bytesOf(line, addresses.manifest), bytesOf(line, addresses.signature)]);
  // The signature comes first: nothing of an unsigned manifest is believed, nothing is opened.
  manifest = await verifyManifest(bytes, decoder.decode(signature), certificates);
  // A sound manifest of another transfer is as wrong as a forged one.
  if (manifest.transfer !== transferId) throw new OpeningFailed('SIGNATURE_BAD');
  lock = await openLock(await bytesOf(line, addresses.lock), password, manifest.lockForm, lockSha256 ?? undefined);
  sessionKey = lock.form === 'password' ? lock.sessionKey : null;
  return { manifest };
}

async function chooseKey(file: string | Uint8Array, passphrase: string): Promise<{ fingerprint: string }> {
  const key = await unlockPrivateKey(file, passphrase);
  if (lock?.form === 'both') sessionKey = await openSessionKey(lock.packets, key);
  held = key;
  return { fingerprint: fingerprintOf(key) };
}

async function signReceipt(statement: string, given: { file: string | Uint8Array; passphrase: string } | null): Promise<{ signature: string }> {
  const key = given === null ? held : await unlockPrivateKey(given.file, given.passphrase);
  if (key === null) throw new OpeningFailed('KEY_WRONG');
  return { signature: await signStatement(statement, key) };
}

async function open(bodySha256: string, address: string, target: Target, tell: Tell): Promise<{ blob: Blob | null }> {
  const file = manifest?.files.find((one) => one.bodySha256 === bodySha256);
  if (manifest === null || sessionKey === null) throw new Error('Unlock first, then choose the key, then open.');
  if (file === undefined) throw new OpeningFailed('FILE_DAMAGED');
  const opening = { sessionKey, format: manifest.bodyFormat, lockForm: manifest.lockForm, file };
  const receive = (): Promise<ReadableStream<Uint8Array>> => sealedBody(address, {
    line, onBytes: (done) => tell('receiving', done, file.bodySize), onReconnecting: (done, asked) => tell(asked === 0 ? 'reconnecting' : 'busy', done, file.bodySize, asked),
  });
  if (target.kind === 'file') {
    await toFile(openBody(await receive(), opening), target.handle);
    return { blob: null };
  }
  return { blob: await toDownload(await receive(), file, (sealed) => openBody(sealed, opening), (done) => tell('opening', done, file.size)) };
}

async function answer(ask: Ask, tell: Tell): Promise<unknown> {
  switch (ask.kind) {
    case 'make-key': return makeKeyPair({ name: ask.name, passphrase: ask.passphrase });
    case 'try-key': return { fingerprint: fingerprintOf(await unlockPrivateKey(ask.file, ask.passphrase)) };
    case 'unlock': return unlock(ask);
    case 'use-key': return chooseKey(ask.file, ask.passphrase);
    case 'held-key': return { fingerprint: held === null ? null : fingerprintOf(held) };
    case 'sign-receipt': return signReceipt(ask.statement, ask.key);
    case 'open': return open(ask.bodySha256, ask.address, ask.target, tell);
  }
}

function failedOf(thrown: unknown): Failed {
  const fingerprints = manifest?.recipientFingerprints ?? [];
  if (thrown instanceof OpeningFailed) return { failure: thrown.code, group: thrown.group, problem: null, fingerprints };
  if (thrown instanceof GatewayRefused) return { failure: 'REFUSED', group: null, problem: thrown.problem, fingerprints };
  if (thrown instanceof CannotSave) return { failure: 'CANNOT_SAVE', group: null, problem: null, fingerprints };
  return { failure: thrown instanceof LineCut || thrown instanceof TypeError ? 'LINE_CUT' : 'FAILED', group: null, problem: null, fingerprints };
}

addEventListener('message', (event: MessageEvent<{ readonly id: number; readonly ask: Ask }>) => {
  const { id, ask } = event.data;
  const say = (reply: Reply): void => postMessage(reply);
  let told = 0;
  let last: Stage | null = null;
  const tell: Tell = (stage, done, total, wait = 0) => {
    const now = performance.now();
    if (now - told < TELL_EVERY_MS && done < total && stage === last) return;
    [told, last] = [now, stage];
    const stand: Stand = { stage, done, total, wait };
    say({ id, kind: 'progress', stand });
  };
  answer(ask, tell).then((value) => say({ id, kind: 'answer', answer: value }), (thrown: unknown) => say({ id, kind: 'failed', failed: failedOf(thrown) }));
});
