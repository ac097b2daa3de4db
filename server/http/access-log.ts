// What strangers do, one line each, in a file of bounded size: when it is full it becomes `.1` and a new one begins. Nothing a
// stranger typed is in it: people type passwords into the field for the user.
import { appendFile, rename, stat } from 'node:fs/promises';

export interface AccessLog {
  note(line: { at: string; side: string; kind: string; address: string }): void;
  /** Writes what waits. */
  flush(): Promise<void>;
}

const largestBytes = 8 * 1024 * 1024;
const mostWaiting = 10_000;

/** `file` and its one predecessor together never pass twice 8 MiB; what comes faster than it can be written is counted, not kept. */
export function createAccessLog(file: string): AccessLog {
  let waiting: string[] = [];
  let dropped = 0;
  let last: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const lines = waiting.join('') + (dropped === 0 ? '' : `${JSON.stringify({ dropped })}\n`);
    waiting = [];
    dropped = 0;
    const size = await stat(file).then((found) => found.size, () => 0);
    if (size + lines.length > largestBytes) await rename(file, `${file}.1`).catch(() => undefined);
    await appendFile(file, lines, { mode: 0o600 });
  };
  return {
    note: (line) => {
      if (waiting.length < mostWaiting) waiting.push(`${JSON.stringify(line)}\n`);
      else dropped += 1;
    },
    flush: () => (last = last.catch(() => undefined).then(write)),
  };
}
