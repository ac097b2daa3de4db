// The surroundings of a run from the command line: standard output for what is said, the terminal (if there is one) for the bar, signals for the end.
import type { Mouth } from './telling.ts';

/** `json`: for a scheduler; then nothing is drawn. A first SIGINT or SIGTERM asks for an orderly end. */
export function surroundings(json: boolean): Mouth & { readonly signal: AbortSignal; readonly monotonic: () => number } {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return {
    json, signal: stop.signal, now: () => Date.now(), monotonic: () => performance.now(),
    out: (line) => void process.stdout.write(`${line}\n`),
    draw: !json && process.stderr.isTTY ? (text) => void process.stderr.write(`\r\u001B[2K${text}`) : null,
  };
}
