// The one error of the sealing room, with a closed set of codes. No message ever holds a key, a password or plaintext.

export type SealingFailureCode =
  | 'RANDOM_FAILED'
  | 'KEY_SIZE'
  | 'BODY_CLOSED'
  | 'PART_DAMAGED'
  | 'THREAD_LOST'
  | 'PASSWORD_FORM'
  | 'LOCK_FORM'
  | 'CERTIFICATE_UNUSABLE'
  | 'WAITING_DAMAGED'
  | 'MANIFEST_FORM'
  | 'SIGNATURE_BAD'
  | 'SIGNER_UNKNOWN';

/** What sealing throws for everything but a refused certificate (see certificate.ts). */
export class SealingFailed extends Error {
  readonly code: SealingFailureCode;

  constructor(code: SealingFailureCode, message: string) {
    super(message);
    this.name = 'SealingFailed';
    this.code = code;
  }
}
