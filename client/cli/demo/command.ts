// `kagibako demo`: chooses the folder, tells the story, and with --serve leaves the portal up until Ctrl-C.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { runDemo } from './demo.ts';
import { openPortal } from './portal.ts';
import { DemoFailed } from './story.ts';

export interface DemoOptions { readonly serve?: boolean | undefined; readonly folder?: string | undefined; readonly small?: boolean | undefined }

/** 68,000 notices are what a ward of this size sends in a year. */
const rows = { whole: 68_000, small: 500 };

/** Returns the exit code: 0 when every step held, 1 when one did not. */
export async function demoCommand({ serve = false, folder, small = false }: DemoOptions, out: (line: string) => void): Promise<number> {
  const ports = serve ? { ward: await freePort(8700), contractor: await freePort(8701) } : { ward: 0, contractor: 0 };
  try {
    const stage = await runDemo({ folder: folder ?? usualFolder(), rows: small ? rows.small : rows.whole, ports, stay: serve, out });
    if (serve) await openPortal(stage, stopAsked());
    return 0;
  } catch (error) {
    return tellStop(error, out);
  }
}

/** Tells why a story stopped, and returns the exit code. */
export function tellStop(error: unknown, out: (line: string) => void): number {
  out('');
  out(error instanceof DemoFailed ? error.message : `途中で止まりました / the demo stopped: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  return 1;
}

/** Where a demo goes when no folder is named. */
export const usualFolder = (): string => join('demo-output', new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-'));

/** The port that people remember, or any free one (0) where it is taken. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(wanted, '127.0.0.1', () => server.close(() => resolve(wanted)));
  });
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
