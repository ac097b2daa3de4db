// 個人番号: the check digit of the twelve digits. Pure. The number itself is never kept, shown or entered anywhere.
// Rule: 行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び個人番号カード並びに情報提供ネットワークシステムによる
// 特定個人情報の提供等に関する省令（平成26年総務省令第85号）第5条: 11 − (Σ Pn×Qn mod 11), or 0 where the remainder is 0 or 1. Pn is the n-th digit of the
// eleven from the lowest; Qn is n+1 for n of 1 to 6 and n−5 for n of 7 to 11.

/** Q for the eleven digits as they are written, from the highest. */
const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;

/** The check digit (検査用数字) of the first eleven of `digits`, each 0 to 9, from the highest. */
export function checkDigitOf(digits: ArrayLike<number>): number {
  const remainder = weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0) % 11;
  return remainder <= 1 ? 0 : 11 - remainder;
}

/**
 * True if twelve digits are an individual number by their check digit; one in eleven of any twelve digits is. Twelve zeros are not taken
 * for one: they pass the rule, and files of fixed length are filled with them.
 */
export function isIndividualNumber(digits: ArrayLike<number>): boolean {
  for (let at = 0; at < 12; at += 1) if (digits[at] !== 0) return digits[11] === checkDigitOf(digits);
  return false;
}
