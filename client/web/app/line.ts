// Whether the gateway can be reached, and since when what is shown was read. Learnt from every call; the browser's own word only makes us ask.
import { useSyncExternalStore } from 'react';

const ASK_EVERY_MS = 4_000;

export interface Line {
  readonly down: boolean;
  /** When the gateway answered last, by this device's clock in ms; the start of the page before the first answer. */
  readonly heardAt: number;
}

let line: Line = { down: false, heardAt: Date.now() };
let asking: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();
const backs = new Set<() => void>();

function set(next: Line): void {
  const turned = next.down !== line.down;
  line = next;
  if (!turned) return;
  for (const watcher of watchers) watcher();
  if (!line.down) for (const back of backs) back();
}

/** The gateway answered, whatever it said. */
export function lineUp(): void {
  clearTimeout(asking);
  // An answer that was on its way when the browser lost its network says nothing of the next one.
  if (!navigator.onLine) asking = setTimeout(ask, ASK_EVERY_MS);
  set({ down: false, heardAt: Date.now() });
}

/** A call did not come through. Asks again by itself until one does. */
export function lineDown(): void {
  clearTimeout(asking);
  asking = setTimeout(ask, ASK_EVERY_MS);
  set({ ...line, down: true });
}

/** Asks for what needs no session, so that asking does not keep one alive. */
function ask(): void {
  fetch('/api/v1/gateway', { cache: 'no-store', credentials: 'omit' }).then(lineUp, lineDown);
}

/** Calls `back` each time the line is back. Returns how to stop. */
export function onLineBack(back: () => void): () => void {
  backs.add(back);
  return () => backs.delete(back);
}

/** The state of the line now. */
export function lineNow(): Line {
  return line;
}

addEventListener('offline', ask);
addEventListener('online', ask);

export function useLine(): Line {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, lineNow);
}
