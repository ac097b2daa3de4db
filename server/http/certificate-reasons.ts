// Why a certificate is refused, in Japanese; the English stands with the rule, in sealing.
import type { CertificateRefused, CertificateRefusal } from '../sealing/certificate.ts';

const reasons: Readonly<Record<CertificateRefusal, string>> = {
  SECRET_KEY_GIVEN: '秘密鍵が貼り付けられました。登録せず、すぐに捨てました。この鍵は使わず、失効させて、新しい鍵を作ってください。登録するのは公開鍵（証明書）です。',
  TOO_BIG: '大きすぎます（64 KBまで）。ほかの人の署名を除いて書き出してください。',
  NOT_A_CERTIFICATE: 'OpenPGPの公開鍵（証明書）ではありません。鍵のファイルを確かめてください。',
  UNREADABLE: '読み取れません。途中で切れていないか確かめて、もう一度書き出してください。',
  SEVERAL_CERTIFICATES: '2つ以上の鍵が入っています。1つずつ登録してください。',
  TOO_MANY_USER_IDS: '利用者の名前が多すぎます（10まで）。',
  TOO_MANY_SIGNATURES: '署名が多すぎます。ほかの人の署名を除いて書き出してください。',
  TOO_MANY_SUBKEYS: '副鍵が多すぎます。',
  USER_ID_TOO_LONG: '利用者の名前が長すぎます。',
  NO_USER_ID: '有効な利用者の名前がありません。',
  VERSION_REFUSED: 'この版の鍵は使えません。版4の鍵を作ってください。',
  ALGORITHM_REFUSED: 'この方式の鍵は使えません。Curve25519かRSA 3072ビット以上の鍵を作ってください。',
  TOO_WEAK: '強さが足りません。RSAは3072ビット以上にしてください。',
  HASH_REFUSED: '古いハッシュ（SHA-1など）で署名されています。新しい鍵を作ってください。',
  SELF_SIGNATURE_BAD: '鍵自身の署名が正しくありません。もう一度書き出してください。',
  REVOKED: '失効しています。新しい鍵を登録してください。',
  SUBKEY_REVOKED: '暗号化用の副鍵が失効しています。',
  USER_ID_REVOKED: '利用者の名前が失効しています。',
  EXPIRED: '有効期限が切れています。期限を延ばすか、新しい鍵を登録してください。',
  EXPIRES_TOO_SOON: '有効期限が近すぎます。期限を延ばしてください。',
  NOT_YET_VALID: 'まだ有効期間に入っていません。パソコンの時計を確かめてください。',
  NO_ENCRYPTION_SUBKEY: '暗号化に使える副鍵がありません。',
  CIPHER_NOT_ACCEPTED: 'AES-256を受け付けない鍵です。',
};

/** The reason, with the date that caused it where there is one. */
export function certificateReason(error: CertificateRefused): string {
  return error.date === null ? reasons[error.code] : `${reasons[error.code]}（${error.date.toISOString().slice(0, 10)}）`;
}
