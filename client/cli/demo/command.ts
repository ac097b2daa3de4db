// `kagibako demo`: chooses the folder and the story (--engagement: one of the five papers), tells the story, and with --serve leaves the portal up until Ctrl-C.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { runDemo } from './demo.ts';
import { isPaper, playPaper } from './papers/paper.ts';
import { openPortal } from './portal.ts';
import { DemoFailed } from './story.ts';

export interface DemoOptions { readonly engagement?: string | undefined; readonly serve?: boolean | undefined; readonly folder?: string | undefined; readonly small?: boolean | undefined }

/** 68,000 notices are what a ward of this size sends in a year. */
const rows = { whole: 68_000, small: 500 };

/** Returns the exit code: 0 when every step held, 1 when one did not. */
export async function demoCommand({ engagement, serve = false, folder, small = false }: DemoOptions, out: (line: string) => void): Promise<number> {
  if (engagement !== undefined) return paperCommand(engagement, folder ?? usualFolder(), out);
  const ports = serve ? { ward: await freePort(8700), contractor: await freePort(8701) } : { ward: 0, contractor: 0 };
  try {
    const stage = await runDemo({ folder: folder ?? usualFolder(), rows: small ? rows.small : rows.whole, ports, stay: serve, out });
    if (serve) await openPortal(stage, stopAsked());
    return 0;
  } catch (error) {
    return tellStop(error, out);
  }
}

/** One of the five papers instead: 0 played to its end, 1 a step does not hold, 2 no such paper. */
async function paperCommand(paper: string, folder: string, out: (line: string) => void): Promise<number> {
  if (!isPaper(paper)) {
    out(`S0, S1, S2, S3, S4 のどれかを指定してください（${paper}） / expected S0, S1, S2, S3 or S4`);
    return 2;
  }
  try {
    await playPaper({ paper, folder, out });
    return 0;
  } catch (error) {
    return tellStop(error, out);
  }
}

function tellStop(error: unknown, out: (line: string) => void): number {
  out('');
  out(error instanceof DemoFailed ? error.message : `途中で止まりました / the demo stopped: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  return 1;
}

const usualFolder = (): string => join('demo-output', new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-'));

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
