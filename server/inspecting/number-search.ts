// Finds individual numbers in a stream of signs. Twelve digits that stand alone, or three groups of four joined by single hyphens or single spaces.
// Not alone: within a longer run or chain of digits, beside an ASCII letter (codes, hashes), or with decimals. Keeps twelve digits and counters.
import { isIndividualNumber } from './individual-number.ts';
import { sign } from './sign.ts';

/** Rows and columns count from 1; the column is 0 where the text has none. */
export interface Place { readonly row: number; readonly column: number }
export interface NumbersFound { readonly count: number; readonly places: readonly Place[] }

/** So many places are told; the count goes on. */
const mostPlaces = 10;

export class NumberSearch {
  readonly #isTable: boolean;
  readonly #places: Place[] = [];
  #count = 0;
  #row = 1;
  #column = 1;
  #inQuotes = false;
  /** The chain at hand: groups of digits joined by hyphens. */
  readonly #digits = new Uint8Array(12);
  #kept = 0;
  #group = 0;
  #groups = 0;
  #inFours = true;
  #spoilt = false;
  #fraction = false;
  /** A hyphen or dot after a digit joins only if a digit follows. */
  #joiner = -1;
  #before: number = sign.other;
  #start: Place = { row: 1, column: 0 };
  /** Chains that are one group of four each, joined by single spaces. */
  readonly #spaced = new Uint8Array(12);
  #fours = 0;
  #foursStart: Place = { row: 1, column: 0 };
  #foursGoOn = false;

  /** `isTable`: commas outside of quotes part columns. */
  constructor(isTable: boolean) {
    this.#isTable = isTable;
  }

  get found(): NumbersFound {
    return { count: this.#count, places: this.#places };
  }

  /** True while no digit has been seen that the next character could belong to. */
  get isQuiet(): boolean {
    return this.#groups === 0 && !this.#foursGoOn;
  }

  /** Letters or other characters were passed over while it was quiet; `last` is the sign of the last of them. */
  pass(last: number): void {
    this.#before = last;
  }

  take(one: number): void {
    if (one <= 9) this.#digit(one);
    else if (this.#groups > 0) this.#afterDigit(one);
    else this.#between(one);
    if (one >= sign.comma && one <= sign.line) this.#move(one);
  }

  /** The text has ended. */
  end(): void {
    this.take(sign.other);
    this.take(sign.other);
  }

  #digit(digit: number): void {
    if (this.#groups === 0) this.#begin();
    if (this.#joiner === sign.hyphen) {
      if (this.#group !== 4) this.#inFours = false;
      this.#groups += 1;
      this.#group = 0;
    }
    if (this.#joiner === sign.dot) this.#fraction = true;
    this.#joiner = -1;
    if (this.#fraction) {
      // 123456789018.0 is how a table of numbers writes it; any other decimals make it another number.
      if (digit !== 0) this.#spoilt = true;
      return;
    }
    if (this.#kept < 12) this.#digits[this.#kept] = digit;
    this.#kept += 1;
    this.#group += 1;
  }

  #begin(): void {
    [this.#groups, this.#group, this.#kept, this.#inFours, this.#fraction, this.#joiner] = [1, 0, 0, true, false, -1];
    this.#spoilt = this.#before === sign.letter;
    this.#start = this.#here();
  }

  #here(): Place {
    return { row: this.#row, column: this.#isTable ? this.#column : 0 };
  }

  #afterDigit(one: number): void {
    if (this.#joiner === -1 && (one === sign.hyphen || one === sign.dot)) {
      this.#joiner = one;
      return;
    }
    // 446655440000-a716 is no number of its own; 123456789018.txt begins with one.
    if (one === sign.letter && this.#joiner !== sign.dot) this.#spoilt = true;
    this.#close(one === sign.space && this.#joiner === -1);
    this.#before = one;
  }

  /** The chain has ended; `bySpace` where a single space may join it to the next. */
  #close(bySpace: boolean): void {
    const isFour = this.#groups === 1 && this.#group === 4 && !this.#spoilt;
    if (!isFour || !this.#foursGoOn) this.#closeFours();
    if (isFour) {
      if (this.#fours === 0) this.#foursStart = this.#start;
      if (this.#fours < 3) this.#spaced.set(this.#digits.subarray(0, 4), 4 * this.#fours);
      this.#fours += 1;
    }
    this.#foursGoOn = isFour && bySpace;
    if (!this.#foursGoOn) this.#closeFours();
    const whole = this.#kept === 12 && (this.#groups === 1 || (this.#groups === 3 && this.#inFours && this.#group === 4));
    if (whole && !this.#spoilt) this.#judge(this.#digits, this.#start);
    this.#groups = 0;
  }

  #closeFours(): void {
    if (this.#fours === 3) this.#judge(this.#spaced, this.#foursStart);
    this.#fours = 0;
    this.#foursGoOn = false;
  }

  #between(one: number): void {
    if (this.#foursGoOn) this.#closeFours();
    if (one !== sign.hyphen || this.#before !== sign.letter) this.#before = one;
  }

  #judge(digits: Uint8Array, place: Place): void {
    if (!isIndividualNumber(digits)) return;
    this.#count += 1;
    if (this.#places.length < mostPlaces) this.#places.push(place);
  }

  #move(one: number): void {
    if (one === sign.quote) this.#inQuotes = this.#isTable && !this.#inQuotes;
    else if (this.#inQuotes) return;
    else if (one === sign.line) [this.#row, this.#column] = [this.#row + 1, 1];
    else if (one === sign.comma) this.#column += 1;
  }
}
