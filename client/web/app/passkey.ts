// The two ceremonies with a passkey: making one and signing with one. Bytes travel as base64url; the browser's own conversions are younger than the browsers we serve.
import type { AskedPasskey, AskedSignature } from '../../../server/http/wire/factors.ts';
import { api } from './api.ts';
import type { SessionView } from '../../../server/http/wire/session.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (buffer: ArrayBuffer): string => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const KNOWN: readonly AuthenticatorTransport[] = ['ble', 'hybrid', 'internal', 'nfc', 'usb'];
const descriptors = (known: AskedPasskey['exclude']): PublicKeyCredentialDescriptor[] => known.map(({ id, transports }) => ({ type: 'public-key', id: bytesOf(id), transports: KNOWN.filter((one) => transports.includes(one)) }));

/** True where the browser has passkeys at all: not on a plain address. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in window && 'credentials' in navigator;

/** The device said no, or nobody answered it: nothing was made or signed. */
export class PasskeyStopped extends Error {}

/** Lets the device make a passkey. Throws `PasskeyStopped`. */
export async function makePasskey(asked: AskedPasskey) {
  const credential = await navigator.credentials.create({ publicKey: {
    challenge: bytesOf(asked.challenge), rp: { id: asked.rpId, name: '鍵箱' }, user: { ...asked.user, id: bytesOf(asked.user.id) }, pubKeyCredParams: asked.algorithms.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: descriptors(asked.exclude), authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' }, attestation: 'none', timeout: 120_000,
  } }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential) || !(credential.response instanceof AuthenticatorAttestationResponse)) throw new PasskeyStopped('no passkey was made');
  const { clientDataJSON, attestationObject } = credential.response;
  return { id: credential.id, clientDataJSON: textOf(clientDataJSON), attestationObject: textOf(attestationObject), transports: credential.response.getTransports() };
}

async function signWith(asked: AskedSignature) {
  const credential = await navigator.credentials.get({ publicKey: { challenge: bytesOf(asked.challenge), rpId: asked.rpId, allowCredentials: descriptors(asked.allow), userVerification: 'required', timeout: 120_000 } }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential) || !(credential.response instanceof AuthenticatorAssertionResponse)) throw new PasskeyStopped('no passkey answered');
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return { id: credential.id, clientDataJSON: textOf(clientDataJSON), authenticatorData: textOf(authenticatorData), signature: textOf(signature), ...(userHandle === null ? {} : { userHandle: textOf(userHandle) }) };
}

/** Signs in with a passkey: as the second step, or alone. Throws `PasskeyStopped`, and whatever the gateway refuses. */
export async function comeInByPasskey(): Promise<SessionView> {
  return api.call('passkeySignIn', { body: await signWith(await api.call('askPasskey', {})) });
}
