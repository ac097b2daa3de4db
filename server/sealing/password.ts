// The file password: 26 machine-made symbols (130 bits) and two check symbols, in seven groups of four. Pure: server and browser share it.
// The OpenPGP passphrase is exactly the 28 symbols, without separators.

import { drawRandom, type RandomBytes } from './random.ts';
import { appendCheck, check, CHECK_SYMBOLS } from './reed-solomon.ts';

/** 32 symbols without 0, 1, I and O, so that none is taken for another (HOSTILE 43). */
export const PASSWORD_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const PASSWORD_SYMBOLS = 28;
const GROUP_SIZE = 4;

/** What came of reading a typed password. `group` is 1 to 7, absent where the slip cannot be placed. */
export type TypedPassword =
  | { readonly ok: true; readonly password: string }
  | { readonly ok: false; readonly problem: 'length' | 'symbol' | 'check'; readonly group?: number };

/** How a symbol is read aloud: its name, and for a letter the word that tells it from its neighbours. */
export interface ReadingAid {
  readonly kana: string;
  readonly word: string | null;
}

/** Makes a password of 28 symbols. Throws SealingFailed RANDOM_FAILED. */
export function generatePassword(randomBytes: RandomBytes): string {
  const drawn = drawRandom(randomBytes, PASSWORD_SYMBOLS - CHECK_SYMBOLS);
  // 256 is a multiple of 32: the low five bits of a byte are a symbol without bias.
  const symbols = appendCheck(Array.from(drawn, (byte) => byte % PASSWORD_ALPHABET.length));
  drawn.fill(0);
  return symbols.map((symbol) => PASSWORD_ALPHABET.charAt(symbol)).join('');
}

/** The seven groups of four, for paper and telephone. */
export function groups(password: string): string[] {
  return password.match(/.{1,4}/gsu) ?? [];
}

/**
 * Reads what a person typed or pasted: full-width and lower-case letters are accepted, spaces, hyphens and other separators ignored.
 * Nothing is ever guessed: a slip is named, not repaired. Needs no server and no lock (UI 3.11, HOSTILE 43).
 */
export function readTyped(typed: string): TypedPassword {
  // A pasted document is not a password; normalising it whole would only cost time.
  if (typed.length > 1000) return { ok: false, problem: 'length' };
  const symbols = Array.from(typed.normalize('NFKC').toUpperCase().replace(/[\s\p{P}\p{Z}\p{Cf}ー]/gu, ''));
  const values = symbols.map((symbol) => PASSWORD_ALPHABET.indexOf(symbol));
  const strange = values.indexOf(-1);
  if (strange >= 0 && strange < PASSWORD_SYMBOLS) return { ok: false, problem: 'symbol', group: groupOf(strange) };
  if (values.length !== PASSWORD_SYMBOLS) return { ok: false, problem: 'length' };
  const result = check(values);
  if (result.sound) return { ok: true, password: symbols.join('') };
  return result.place === null ? { ok: false, problem: 'check' } : { ok: false, problem: 'check', group: groupOf(result.place) };
}

/** The reading of one symbol (UI 3.9), or null for a symbol that is not in the alphabet. */
export function readingAid(symbol: string): ReadingAid | null {
  return READING.get(symbol) ?? null;
}

function groupOf(place: number): number {
  return Math.floor(place / GROUP_SIZE) + 1;
}

// UI 3.9: never し, しち, く, which are misheard.
const READING: ReadonlyMap<string, ReadingAid> = new Map(
  (
    '2 に,3 さん,4 よん,5 ご,6 ろく,7 なな,8 はち,9 きゅう,A エー アメリカ,B ビー ブラジル,C シー カナダ,D ディー デンマーク,E イー エジプト,F エフ フランス,' +
    'G ジー ギリシャ,H エイチ ハワイ,J ジェー ジャマイカ,K ケイ ケニア,L エル ロンドン,M エム メキシコ,N エヌ ノルウェー,P ピー ポルトガル,Q キュー クイーン,R アール ローマ,' +
    'S エス スペイン,T ティー トルコ,U ユー ウルグアイ,V ブイ ベトナム,W ダブリュー ワシントン,X エックス エックス線,Y ワイ ヨーロッパ,Z ゼット ザンビア'
  )
    .split(',')
    .map((line): [string, ReadingAid] => {
      const [symbol = '', kana = '', word = null] = line.split(' ');
      return [symbol, { kana, word }];
    }),
);
