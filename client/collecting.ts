// What a recipient fetches and opens, for programs: manifest checked first, then lock, then bodies, each to the taker's sink.
import { isProblem, Refused, type Api } from './calls.ts';
import { GatewayRefused, type Fetch } from './fetching.ts';
import { openBody, openLock, openSessionKey, verifyManifest, type GatewayCertificates, type UnlockedKey } from './opening.ts';
import { sealedBody } from './resuming.ts';
import type { Manifest } from '../server/sealing/manifest.ts';
import type { TransferView } from '../server/http/wire/transfers.ts';

export interface Sealed {
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array;
  readonly signature: string;
  readonly lock: Uint8Array;
}

const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());

/** Fetches manifest, signature and lock, and checks the signature before anything else is believed. Throws `OpeningFailed` (SIGNATURE_BAD), `Refused`. */
export async function fetchSealed(api: Api, transfer: Pick<TransferView, 'id'>, gatewayCertificates: GatewayCertificates): Promise<Sealed> {
  const manifestBytes = await bytesOf(await api.call('manifest', { id: transfer.id }));
  const signature = await (await api.call('manifestSignature', { id: transfer.id })).text();
  const manifest = await verifyManifest(manifestBytes, signature, gatewayCertificates);
  return { manifest, manifestBytes, signature, lock: await bytesOf(await api.call('lock', { id: transfer.id })) };
}

/** Opens the lock: the session key of this transfer, in memory only. `keys` may be empty in the password form. Throws `OpeningFailed`. */
export async function openSealed({ manifest, lock }: Sealed, password: string, keys: readonly UnlockedKey[], lockSha256?: string): Promise<Uint8Array> {
  const opened = await openLock(lock, password, manifest.lockForm, lockSha256);
  return opened.form === 'password' ? opened.sessionKey : openSessionKey(opened.packets, keys);
}

/** One file as plaintext, gone on with after a cut; the stream ends without error only if every byte is what the signed manifest says. Throws `Refused`, `LineCut`. */
export async function openFile(api: Api, { manifest }: Sealed, transferId: string, file: Manifest['files'][number], sessionKey: Uint8Array): Promise<ReadableStream<Uint8Array>> {
  const line: Fetch = (_address, headers) => api.call('body', { id: transferId, fileId: file.body, headers }).catch((thrown: unknown) => {
    if (thrown instanceof Refused) return new Response(JSON.stringify(thrown.problem), { status: thrown.problem.status, headers: { 'retry-after': String(thrown.problem.facts?.['retryAfterSeconds'] ?? 0) } });
    throw thrown;
  });
  const sealed = await sealedBody(api.address('body', { id: transferId, fileId: file.body }), { line, onBytes: () => undefined, onReconnecting: () => undefined }).catch((thrown: unknown) => {
    throw thrown instanceof GatewayRefused && isProblem(thrown.problem) ? new Refused(thrown.problem) : thrown;
  });
  return openBody(sealed, { sessionKey, format: manifest.bodyFormat, lockForm: manifest.lockForm, file });
}
