// What nobody caught: told by a number, its kind and its places in our code, never by its message, which may hold what somebody sent. Then the process ends:
// nobody knows what it left half done, and the next start finishes or undoes that (H 95, I10). What supervises the process starts it again.

export interface LastWord { readonly id: string; readonly kind: string; readonly stack: readonly string[] }

/** The code of the exit; EX_SOFTWARE of sysexits.h, so that a supervisor can tell it from a start that was refused. */
export const exitCode = 70;

/** Takes over what nothing else catches, from now on. `tell` must be done when it returns. */
export function installLastResort(tell: (word: LastWord) => void, newId: () => string): void {
  const end = (error: unknown): void => {
    try {
      tell({ id: newId(), kind: error instanceof Error ? error.name : typeof error, stack: error instanceof Error ? placesOf(error) : [] });
    } finally {
      process.exit(exitCode);
    }
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** The lines of a stack that name a place. The message before them may have several lines, so they are looked for, not counted. */
export function placesOf({ stack = '' }: Error): string[] {
  return stack.split('\n').filter((line) => /^ {4}at .*[:(]\d+:\d+\)?$/.test(line)).slice(0, 8);
}
