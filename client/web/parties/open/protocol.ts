// What page and worker say to each other. Passwords and passphrases go one way, into the worker, and never leave this computer.
import type { KeyPair } from '../../../opening.ts';
import type { OpeningFailure } from '../../../opening-failed.ts';
import type { DatedCertificate } from '../../../../server/sealing/certificate-period.ts';
import type { Manifest } from '../../../../server/sealing/manifest.ts';

export interface Addresses { readonly manifest: string; readonly signature: string; readonly lock: string }
/** Where a plain file goes: a file the person chose (committed only when whole), or back to the page as a download. */
export type Target = { readonly kind: 'file'; readonly handle: FileSystemFileHandle } | { readonly kind: 'download' };

export type Ask =
  | { readonly kind: 'make-key'; readonly name: string; readonly passphrase: string }
  | { readonly kind: 'try-key'; readonly file: string | Uint8Array; readonly passphrase: string }
  | { readonly kind: 'unlock'; readonly transferId: string; readonly addresses: Addresses; /** All that the gateway ever had: the manifest must be signed by the one of its time. */ readonly certificates: readonly DatedCertificate[]; readonly password: string; /** What the gateway says of the lock: damage is then told from a wrong password. */ readonly lockSha256: string | null }
  | { readonly kind: 'use-key'; readonly file: string | Uint8Array; readonly passphrase: string }
  | { readonly kind: 'held-key' }
  | { readonly kind: 'sign-receipt'; readonly statement: string; /** Null: the key that opened is still held. */ readonly key: { readonly file: string | Uint8Array; readonly passphrase: string } | null }
  | { readonly kind: 'open'; /** Which file of the signed manifest. */ readonly bodySha256: string; readonly address: string; readonly target: Target };

export interface Answers {
  'make-key': KeyPair;
  'try-key': { readonly fingerprint: string };
  unlock: { readonly manifest: Manifest };
  'use-key': { readonly fingerprint: string };
  /** The key that opened and is still held; null if none is. */
  'held-key': { readonly fingerprint: string | null };
  'sign-receipt': { readonly signature: string };
  /** The opened file where the target was a download. */
  open: { readonly blob: Blob | null };
}

export type Failure = OpeningFailure | 'LINE_CUT' | 'REFUSED' | 'CANNOT_SAVE' | 'FAILED';
export interface Failed { readonly failure: Failure; readonly group: number | null; /** The gateway's own sentences, where it refused. */ readonly problem: unknown; readonly fingerprints: readonly string[] }
/** `reconnecting`: the line was cut, and the rest is being asked for. `busy`: the gateway has no place now, and is asked again by itself. */
export type Stage = 'receiving' | 'reconnecting' | 'busy' | 'opening';
export interface Stand { readonly stage: Stage; readonly done: number; readonly total: number; /** Milliseconds until a busy gateway is asked again; 0 in any other stage. */ readonly wait: number }

export type Reply =
  | { readonly id: number; readonly kind: 'answer'; readonly answer: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly failed: Failed }
  | { readonly id: number; readonly kind: 'progress'; readonly stand: Stand };
