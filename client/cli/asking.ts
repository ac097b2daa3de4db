// Asks a person, or reads what a program gives through a descriptor. Secrets come no other way: arguments and environment are seen by others on the machine.
import { read } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';

const readSome = promisify(read);

export interface Asker {
  /** One line, not shown while it is typed. Without a terminal, the next line of standard input. */
  hidden(label: string): Promise<string>;
  shown(label: string): Promise<string>;
  /** The next line of a descriptor, which stays open: it is the caller's. */
  from(fd: number): Promise<string>;
}

export function createAsker(): Asker {
  // What was read beyond a line belongs to the next question of the same descriptor.
  const left = new Map<number, Buffer>();
  const from = async (fd: number): Promise<string> => {
    let held = left.get(fd) ?? Buffer.alloc(0);
    for (;;) {
      const end = held.indexOf(0x0a);
      if (end !== -1) {
        left.set(fd, held.subarray(end + 1));
        return held.subarray(0, end).toString('utf8').replace(/\r$/, '');
      }
      const { bytesRead, buffer } = await readSome(fd, { buffer: Buffer.alloc(4096) });
      if (bytesRead === 0) {
        left.set(fd, Buffer.alloc(0));
        return held.toString('utf8');
      }
      held = Buffer.concat([held, buffer.subarray(0, bytesRead)]);
    }
  };
  const ask = (label: string, isHidden: boolean): Promise<string> => (process.stdin.isTTY ? askTerminal(label, isHidden) : from(0));
  return { from, hidden: (label) => ask(label, true), shown: (label) => ask(label, false) };
}

async function askTerminal(label: string, isHidden: boolean): Promise<string> {
  process.stderr.write(`${label}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: isHidden ? silent : process.stderr, terminal: true });
  const typed = await new Promise<string>((resolve) => lines.question('', resolve));
  lines.close();
  if (isHidden) process.stderr.write('\n');
  return typed;
}
