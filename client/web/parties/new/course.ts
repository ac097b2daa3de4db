// The lines of a sending, gathered and shown a few times a second: ten thousand files change far more often than anybody can read.
import { dropFiles } from './chosen-files.ts';
import type { Line } from './send-all.ts';
import { createSpeed } from './speed.ts';

const SHOW_EVERY_MS = 250;

export interface Course {
  readonly put: (file: File, change: Partial<Line>) => void;
  readonly drop: (file: File) => void;
  readonly lines: () => Line[];
  /** Shows at once what was gathered; what the gateway holds by now is no longer to be sent. */
  readonly flush: () => void;
  readonly end: () => void;
}

/** `show` is told the lines in the order in which they came, and the bytes per second over the last seconds. */
export function createCourse(depositId: string, begun: readonly Line[], show: (moving: { lines: readonly Line[]; bytesPerSecond: number }) => void): Course {
  const lines = new Map(begun.map((line) => [line.file, line]));
  const speed = createSpeed(() => performance.now());
  let kept = new Set<File>();
  let bytesPerSecond = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    dropFiles(depositId, kept);
    kept = new Set();
    const every = [...lines.values()];
    bytesPerSecond = speed.after(every.reduce((sum, line) => sum + line.sent, 0));
    show({ lines: every, bytesPerSecond });
  };
  const soon = (): void => { timer ??= setTimeout(flush, SHOW_EVERY_MS); };
  speed.begin(begun.reduce((sum, line) => sum + line.sent, 0));
  flush();
  return {
    put: (file, change) => {
      const line = lines.get(file);
      if (line === undefined) return;
      lines.set(file, { ...line, ...change });
      if (change.stage === 'kept') kept.add(file);
      soon();
    },
    drop: (file) => {
      lines.delete(file);
      soon();
    },
    lines: () => [...lines.values()],
    flush,
    end: () => clearTimeout(timer),
  };
}
