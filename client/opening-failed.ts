// Why opening failed, on the recipient's side (UI 3.22). A broken line is none of these: the error of the source passes through as it is.

/**
 * PASSWORD_SLIP: mistyped, nothing was tried. PASSWORD_WRONG: well typed, another one. PASSPHRASE_WRONG: of the key file.
 * KEY_WRONG: a key that does not fit, or no key. FILE_DAMAGED: changed or cut. SIGNATURE_BAD: not the gateway's.
 */
export type OpeningFailure = 'PASSWORD_SLIP' | 'PASSWORD_WRONG' | 'PASSPHRASE_WRONG' | 'KEY_WRONG' | 'FILE_DAMAGED' | 'SIGNATURE_BAD';

const MESSAGES: Readonly<Record<OpeningFailure, string>> = {
  PASSWORD_SLIP: 'The password is mistyped. Nothing was tried yet. Compare it with the notice.',
  PASSWORD_WRONG: 'This password does not unlock it. The file is sound. Check that the notice is the newest for this transfer.',
  PASSPHRASE_WRONG: 'This passphrase does not open the key file. The key file is sound; try again.',
  KEY_WRONG: 'This key does not fit. The file is sound. Choose one of the keys named in the manifest.',
  FILE_DAMAGED: 'The file was damaged on the way. Delete what was written of it and collect it again.',
  SIGNATURE_BAD: "The gateway's signature does not match. Nothing was opened. Do not use the file; call the sender.",
};

/** What opening throws. Never holds a password, passphrase, key or plaintext. */
export class OpeningFailed extends Error {
  readonly code: OpeningFailure;
  /** For PASSWORD_SLIP: the group (1 to 7) that seems mistyped, where it can be told. */
  readonly group: number | null;

  constructor(code: OpeningFailure, group: number | null = null) {
    super(MESSAGES[code]);
    this.name = 'OpeningFailed';
    this.code = code;
    this.group = group;
  }
}
