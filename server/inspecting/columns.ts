// Columns of a CSV file against the items that an engagement declares (3-5): what is outside of them, and what is not to be collected at all. Pure;
// the browser uses it too, so that the clerk is told before a byte is sent.

/** 収集禁止事項 of the annexes (特記事項: 思想・信条・宗教、社会的差別の原因となる事実、犯罪に関する事実). */
const forbiddenWords = /思想|信条|宗教|信仰|支持政党|差別|門地|本籍|人種|犯罪|前科|犯歴|逮捕/u;

export interface ColumnsFound {
  /** Columns that no declared item covers, as they are named in the file. */
  readonly undeclared: readonly string[];
  /** Of these, the ones that the annex forbids to collect. */
  readonly forbidden: readonly string[];
}

/** Width, case, spaces, brackets and marks do not tell two names of a column apart. */
const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The declared names: an item is written 「対象: 項目」 or just 「項目」. */
const namesOf = (items: readonly string[]): string[] => items.map((item) => bare(item.split(/[:：]/u).at(-1) ?? '')).filter((name) => name !== '');

/**
 * True if a declared item covers the column: the same name, or one within the other, from two letters on (氏名 covers 被保険者氏名; a column 続柄 is
 * covered by 対象者との続柄). Lenient, because the answer is a question to a person and not a refusal.
 */
export function isDeclared(column: string, items: readonly string[]): boolean {
  const own = bare(column);
  return namesOf(items).some((name) => name === own || (name.length >= 2 && own.includes(name)) || (own.length >= 2 && name.includes(own)));
}

/** An engagement that declares no items has nothing to be held against; what is forbidden is told even then. */
export function judgeColumns(headings: readonly string[], items: readonly string[]): ColumnsFound {
  const exact = new Set(namesOf(items));
  const forbidden = headings.filter((column) => forbiddenWords.test(column.normalize('NFKC')) && !exact.has(bare(column)));
  const undeclared = items.length === 0 ? forbidden : headings.filter((column) => forbidden.includes(column) || !isDeclared(column, items));
  return { undeclared, forbidden };
}

export interface AnonymousRule { readonly names: readonly string[]; readonly answerPrefix: string | null }

/** The columns of an anonymous form (3-14) that it may not hold: all but those named and the answers. */
export function notAnonymous(fields: readonly string[], { names, answerPrefix }: AnonymousRule): string[] {
  const allowed = new Set(names.map(bare));
  const prefix = bare(answerPrefix ?? '');
  return fields.filter((field) => !allowed.has(bare(field)) && (prefix === '' || !bare(field).startsWith(prefix)));
}
