// Why a certificate is refused: a closed set of codes, one for each line of STANDARDS B.3 and HOSTILE 32 to 40.

export type CertificateRefusal =
  | 'SECRET_KEY_GIVEN'
  | 'TOO_BIG'
  | 'NOT_A_CERTIFICATE'
  | 'UNREADABLE'
  | 'SEVERAL_CERTIFICATES'
  | 'TOO_MANY_USER_IDS'
  | 'TOO_MANY_SIGNATURES'
  | 'TOO_MANY_SUBKEYS'
  | 'USER_ID_TOO_LONG'
  | 'NO_USER_ID'
  | 'VERSION_REFUSED'
  | 'ALGORITHM_REFUSED'
  | 'TOO_WEAK'
  | 'HASH_REFUSED'
  | 'SELF_SIGNATURE_BAD'
  | 'REVOKED'
  | 'SUBKEY_REVOKED'
  | 'USER_ID_REVOKED'
  | 'EXPIRED'
  | 'EXPIRES_TOO_SOON'
  | 'NOT_YET_VALID'
  | 'NO_ENCRYPTION_SUBKEY'
  | 'CIPHER_NOT_ACCEPTED';

/** A refused certificate. The message says what was expected, what came and what to do; it never quotes the input. */
export class CertificateRefused extends Error {
  readonly code: CertificateRefusal;
  /** The expiry or creation time that caused the refusal, where one did. */
  readonly date: Date | null;

  constructor(code: CertificateRefusal, message: string, date: Date | null = null) {
    super(message);
    this.name = 'CertificateRefused';
    this.code = code;
    this.date = date;
  }
}
