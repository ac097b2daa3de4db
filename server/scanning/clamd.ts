// clamd over its socket: files stream by as INSTREAM (clamd(8)) while they are sealed. Guarantees: no file is held, nothing is written here,
// and the gateway never waits for clamd longer than `patienceMs` at a stretch.

import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { parseAnswer, parseVersion, printable } from './answer.ts';
import { readClamdConfig } from './clamd-config.ts';
import type { ClamdAddress } from './clamd-config.ts';
import { ScannerFailed } from './scanner.ts';
import type { Scan, Scanner, Verdict } from './scanner.ts';

const MAX_ANSWER_BYTES = 4096;
const LENGTH_BYTES = 4;

export interface ClamdOptions {
  /** The configuration file that clamd runs with. */
  readonly configPath: string;
  /** How long a silence of clamd is borne; above its MaxScanTime (2 minutes unless set). */
  readonly patienceMs: number;
}

/** @throws ScannerFailed if clamd's configuration is not safe for personal data; whether clamd is up is asked by describe() */
export async function createClamdScanner({ configPath, patienceMs }: ClamdOptions): Promise<Scanner> {
  const { address, maxBytes } = await readClamdConfig(configPath);
  const version = async (): Promise<ReturnType<typeof parseVersion>> => {
    const connection = converse(address, patienceMs);
    await connection.send(Buffer.from('zVERSION\0'));
    const answer = await connection.answer;
    if (!answer.ok || !answer.text.startsWith('ClamAV ')) {
      throw new ScannerFailed('UNREACHABLE', `clamd does not answer as expected (${answer.ok ? 'not a version' : answer.reason}). Start clamd with ${configPath}.`);
    }
    return parseVersion(answer.text);
  };
  return {
    kind: 'clamd',
    describe: async () => ({ ...(await version()), maxBytes }),
    begin: () => beginScan(converse(address, patienceMs), maxBytes, async () => (await version()).version),
  };
}

function beginScan(connection: Conversation, maxBytes: number, version: () => Promise<string>): Scan {
  let size = 0;
  let greeted = false;
  const send = async (chunk: Uint8Array): Promise<void> => {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(chunk.length);
    await connection.send(...(greeted ? [] : [Buffer.from('zINSTREAM\0')]), length, chunk);
    greeted = true;
  };
  return {
    async write(chunk) {
      const head = chunk.subarray(0, Math.max(0, maxBytes - size));
      const wasWithin = size <= maxBytes;
      size += chunk.length;
      if (head.length > 0) await send(head); // a length of zero would end the stream
      // Beyond its ceiling clamd gets nothing more, but what it finds in the beginning is found.
      if (wasWithin && size > maxBytes) await send(new Uint8Array(0));
    },
    async finish() {
      if (size > maxBytes) return foundIn(await connection.answer) ?? { verdict: 'unscanned', why: 'too-large', wasLost: false, reason: `larger than clamd looks at (${maxBytes} bytes)` };
      const early = connection.hasAnswered();
      await send(new Uint8Array(0));
      const answer = await connection.answer;
      if (!answer.ok) return { verdict: 'unscanned', why: 'failed', wasLost: early, reason: answer.reason };
      // clamd waits for the next piece no longer than its ReadTimeout or CommandReadTimeout, and then says so or hangs up.
      if (early && !answer.text.endsWith(' FOUND')) return { verdict: 'unscanned', why: 'failed', wasLost: true, reason: `clamd answered before it had the whole file: ${printable(answer.text)}` };
      const by = await version().catch(() => undefined);
      return by === undefined ? { verdict: 'unscanned', why: 'failed', wasLost: false, reason: 'clamd went away after its answer' } : parseAnswer(answer.text, by);
    },
    abort: () => connection.end(),
  };
}

/** What clamd found in the beginning of a file that it does not take whole; "OK" says nothing of the rest. */
function foundIn(answer: Answer): Verdict | undefined {
  const verdict = answer.ok ? parseAnswer(answer.text, '') : undefined;
  return verdict?.verdict === 'infected' ? verdict : undefined;
}

type Answer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** One connection, one answer. Sending never fails: after the end it does nothing, and the answer tells why. */
interface Conversation {
  send(...pieces: Uint8Array[]): Promise<void>;
  readonly answer: Promise<Answer>;
  hasAnswered(): boolean;
  end(): void;
}

function converse(address: ClamdAddress, patienceMs: number): Conversation {
  const socket = createConnection(address);
  const answer = listen(socket, patienceMs);
  return {
    answer,
    hasAnswered: () => socket.destroyed || socket.bytesRead > 0,
    async send(...pieces) {
      // Waiting for the socket to take the bytes is the backpressure; the end of the conversation ends the wait as well.
      const taken = new Promise<void>((resolve) => {
        socket.cork();
        pieces.forEach((piece, index) => socket.write(piece, index === pieces.length - 1 ? () => resolve() : undefined));
        socket.uncork();
      });
      await (socket.destroyed ? undefined : Promise.race([taken, answer]));
    },
    end: () => void socket.destroy(),
  };
}

/** clamd ends its answer with a NUL. Anything before that, or more than that, is no answer. */
function listen(socket: Socket, patienceMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    let heard = Buffer.alloc(0);
    const settle = (answer: Answer): void => {
      resolve(answer);
      socket.destroy();
    };
    socket.setTimeout(patienceMs, () => settle({ ok: false, reason: `clamd was silent for ${patienceMs} ms` }));
    socket.on('error', (error) => settle({ ok: false, reason: `clamd cannot be reached (${'code' in error ? String(error.code) : error.name})` }));
    socket.on('close', () => settle({ ok: false, reason: 'clamd ended the connection without an answer' }));
    socket.on('data', (bytes) => {
      heard = Buffer.concat([heard, typeof bytes === 'string' ? Buffer.from(bytes) : bytes]);
      const end = heard.indexOf(0);
      if (end !== -1) settle(end === heard.length - 1 ? { ok: true, text: heard.toString('latin1', 0, end) } : { ok: false, reason: 'clamd said more than one answer' });
      else if (heard.length > MAX_ANSWER_BYTES) settle({ ok: false, reason: 'clamd answered without end' });
    });
  });
}
