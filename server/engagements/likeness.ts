// Which names of firms a hurried reader takes for one another, and what tells them apart. Pure; the rule is stated here and nowhere else.

const legalForms = /株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|医療法人社団|医療法人財団|医療法人|社会福祉法人|特定非営利活動法人|\([株有同医社福]\)/gu;
/** What many names end in: it does not tell one firm from another. */
const trades = /印刷|加工|封入|医院|病院|診療所|クリニック|薬局|歯科|内科|外科|小児科|センター|サービス|システム|事務所|商事|商会|工業|製作所|福祉会/gu;

/** Share of common pairs of letters (Sørensen–Dice, 0 to 1) from which two names count as alike. */
export const ALIKE_FROM = 0.6;

/** The name without its legal form, width, spaces and case: 「㈱みどり　印刷」 and 「株式会社みどり印刷」 are one. */
export function coreOf(name: string): string {
  return name.normalize('NFKC').replace(legalForms, '').replace(/[\s・･.,、。-]/gu, '').toLowerCase();
}

/**
 * True if the names read alike: the same core, one core within the other, or at least 60 % of their pairs of letters in common. Voicing marks do not
 * count and katakana is as hiragana, because eyes pass over both. みどり印刷 and みどり印刷加工 are alike; つつじ医院 and もみじ医院 (half) are not.
 */
export function readsAlike(one: string, other: string): boolean {
  const [a, b] = [skeleton(coreOf(one)), skeleton(coreOf(other))];
  if (a === '' || b === '') return false;
  if (a === b || (Math.min(a.length, b.length) >= 2 && (a.includes(b) || b.includes(a)))) return true;
  return commonPairs(a, b) >= ALIKE_FROM;
}

/** Of `others`, the names that read like `name`; the very same firm is left out by its id. */
export function alikeTo(firm: { readonly id: string; readonly name: string }, others: readonly { readonly id: string; readonly name: string }[]): string[] {
  return others.filter((other) => other.id !== firm.id && readsAlike(other.name, firm.name)).map((other) => other.name).sort();
}

/** True if a file's name holds what tells `other` from other firms, and does not just hold the recipient's own name. */
export function isNamedFor(fileName: string, other: string, recipient: string): boolean {
  const [file, core, own] = [coreOf(fileName), coreOf(other), coreOf(recipient)];
  if (core === own || (own.includes(core) && file.includes(own))) return false;
  const short = core.replace(trades, '');
  const part = isTelling(short) && !own.includes(short) ? short : core;
  return isTelling(part) && file.includes(part);
}

/** The other firm that a file's name holds, if any: one whose whole name stands in it before one whose part does, and the longest of these. */
export function firmNamedIn<Firm extends { readonly id: string; readonly name: string }>(fileName: string, recipient: Firm, firms: readonly Firm[]): Firm | undefined {
  const whole = (firm: Firm): number => (coreOf(fileName).includes(coreOf(firm.name)) ? coreOf(firm.name).length : 0);
  return firms.filter((firm) => firm.id !== recipient.id && isNamedFor(fileName, firm.name, recipient.name)).sort((a, b) => whole(b) - whole(a))[0];
}

/** Two letters of kana happen in any word; two kanji are a surname. */
const isTelling = (part: string): boolean => part.length >= 3 || (part.length === 2 && /^\p{Script=Han}+$/u.test(part));

const skeleton = (text: string): string =>
  text.replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60)).normalize('NFD').replace(/[\u3099\u309A]/gu, '');

function commonPairs(a: string, b: string): number {
  const left = pairsOf(a);
  const right = pairsOf(b);
  let common = 0;
  for (const pair of left) {
    const at = right.indexOf(pair);
    if (at === -1) continue;
    right.splice(at, 1);
    common += 1;
  }
  return (2 * common) / Math.max(1, left.length + right.length + common);
}

function pairsOf(text: string): string[] {
  const letters = Array.from(text);
  return letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`);
}
