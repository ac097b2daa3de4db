// What one part of the benchmark is: a name it is run by, its usual sizes, and what it gives back. Parts know nothing of each other.
import type { Plot } from './plot.ts';

export interface Sizes {
  readonly sizeInMiB: number;
  readonly rounds: number;
  /** Of what is counted in this part: files, lines at once. */
  readonly count: number;
}

export interface Given extends Sizes {
  readonly sizeInBytes: number;
  /** A folder of this run's own, on a disk; removed at the end. */
  readonly folder: string;
  /** Whether foreign programs are compared with. */
  readonly peers: boolean;
  /** Where CPU profiles are kept as well; undefined: nowhere. */
  readonly profile: string | undefined;
  readonly say: (line: string) => void;
}

/** One line of the table. `met` is null where nothing could be compared. */
export interface Goal { readonly measure: string; readonly goal: string; readonly measured: string; readonly met: boolean | null }

export interface Outcome {
  /** Markdown, without a heading. */
  readonly lines: readonly string[];
  readonly goals: readonly Goal[];
  readonly plots: readonly Plot[];
  /** Of foreign programs. */
  readonly versions: readonly string[];
}

export interface Part {
  readonly name: string;
  readonly title: string;
  readonly usual: Sizes;
  /** Small enough to try whether the part works; its figures say nothing. */
  readonly quick: Sizes;
  /** Minutes after which a run of all parts gives this one up. */
  readonly longest: number;
  run(given: Given): Promise<Outcome>;
}

export const mebibyte = 2 ** 20;

/** A goal that asks for at least `least`. */
export function atLeast(measure: string, least: number, value: number | undefined, digits = 2): Goal {
  return { measure, goal: `at least ${least}`, measured: value === undefined ? 'not compared' : value.toFixed(digits), met: value === undefined ? null : value >= least };
}

/** A goal that asks for less than `most` of a unit. */
export function under(measure: string, most: number, value: number | undefined, unit: string, digits = 0): Goal {
  return { measure, goal: `under ${most} ${unit}`, measured: value === undefined ? 'not measured' : `${value.toFixed(digits)} ${unit}`, met: value === undefined ? null : value < most };
}

/** The verdict of a goal in one word. */
export const verdict = ({ met }: Goal): string => (met === null ? '—' : met ? 'met' : '**missed**');
