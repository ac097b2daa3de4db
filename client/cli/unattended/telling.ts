// What an unattended program says: sentences in both languages with a bar for a person at a terminal, or one JSON object per line for a scheduler.
// Neither ever holds a password, a passphrase or a key.

export type Both = readonly [ja: string, en: string];
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface Teller {
  /** `event` and `facts` for programs, `words` for people. */
  tell(event: string, facts: Facts, words: Both): void;
  /** Bytes of one file that have gone or come. */
  progress(file: string, bytes: number, of: number): void;
}

export interface Mouth {
  readonly json: boolean;
  /** A line for the one who reads the output. */
  readonly out: (line: string) => void;
  /** Draws over the last line of a terminal; null where nobody looks. */
  readonly draw: ((text: string) => void) | null;
  readonly now: () => number;
}

const WIDTH = 24;
/** A bar is drawn anew ten times a second at most. */
const DRAW_MS = 100;

export function createTeller({ json, out, draw, now }: Mouth): Teller {
  let drawn = 0;
  let step = -1;
  let begun = { file: '', at: 0, bytes: 0 };
  const clear = (): void => {
    if (drawn > 0) draw?.('');
    drawn = 0;
  };
  return {
    tell: (event, facts, [ja, en]) => {
      clear();
      if (json) out(JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts }));
      else out(`${ja} / ${en}`);
    },
    progress: (file, bytes, of) => {
      if (begun.file !== file || bytes < begun.bytes) begun = { file, at: now(), bytes };
      if (json) {
        const tenth = of === 0 ? 10 : Math.floor((bytes / of) * 10);
        if (step !== tenth) out(JSON.stringify({ at: new Date(now()).toISOString(), event: 'progress', file, bytes, of }));
        step = tenth;
      } else if (draw !== null && (now() - drawn >= DRAW_MS || bytes === of)) {
        drawn = now();
        draw(barOf(file, bytes, of, (bytes - begun.bytes) / Math.max(drawn - begun.at, 1)));
      }
    },
  };
}

/** `perMs`: bytes in a millisecond. */
export function barOf(file: string, bytes: number, of: number, perMs: number): string {
  const part = of === 0 ? 1 : Math.min(bytes / of, 1);
  const full = Math.round(part * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(part * 100)).padStart(3)} % ${(perMs * 1000 / 1_048_576).toFixed(1)} MiB/s ${file}`;
}
