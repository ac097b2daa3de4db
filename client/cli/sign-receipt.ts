/**
 * `kagibako sign-receipt`: signs a statement of receipt with a key file and writes the signature beside it. Exit codes: 0 signed; 1 not signed (wrong passphrase,
 * a key that may not sign); 2 wrong use, no statement, or a file that cannot be read or written. The passphrase comes from the terminal or a file descriptor, never from the arguments.
 */
import { read } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { OpeningFailed, unlockPrivateKey } from '../opening.ts';
import { readStatement, signStatement } from '../receipt.ts';

const readSome = promisify(read);

export interface SignArguments {
  /** statement.json, as the gateway gave it. */
  readonly file: string;
  readonly key: string;
  /** Where the passphrase is read from, up to the end of its first line; else the terminal asks. */
  readonly passphraseFd?: number | undefined;
}

/** Takes the arguments and where lines go, returns the exit code. Writes `<file>.asc`, never over a file that is there. */
export async function signReceiptCommand({ file, key, passphraseFd }: SignArguments, out: (line: string) => void): Promise<number> {
  try {
    const statement = await readFile(file, 'utf8');
    const { number, files, at } = readStatement(statement);
    out(`授受 / transfer ${number}: ${files}ファイル / files, ${at}`);
    const keyFile = await readFile(key);
    const passphrase = passphraseFd === undefined ? await askPassphrase() : await firstLine(passphraseFd);
    const signature = await signStatement(statement, await unlockPrivateKey(keyFile, passphrase));
    await writeFile(`${file}.asc`, signature, { flag: 'wx' });
    out(`署名しました / signed: ${file}.asc`);
    return 0;
  } catch (error) {
    return tellFailure(error, out);
  }
}

function tellFailure(error: unknown, out: (line: string) => void): number {
  if (error instanceof OpeningFailed) {
    const wrong = error.code === 'PASSPHRASE_WRONG';
    out(wrong ? '署名していません: パスフレーズが違います。もう一度実行してください。' : '署名していません: この鍵では署名できません。秘密の鍵のファイルか、有効な鍵か確かめてください。');
    out(wrong ? 'not signed: the passphrase is wrong. Run it again.' : 'not signed: this key cannot sign. Check that it is a private key file and valid.');
    return 1;
  }
  if (!(error instanceof SyntaxError || (error instanceof Error && 'syscall' in error))) throw error;
  out(`署名していません: 申告（statement.json）として読めないか、ファイルを読み書きできません: ${error.message}`);
  out(`not signed: no statement of receipt, or a file that cannot be read or written: ${error.message}`);
  return 2;
}

/** Reads the descriptor up to the end of its first line, and leaves it open: it is the caller's. */
async function firstLine(fd: number): Promise<string> {
  const chunks: Buffer[] = [];
  for (;;) {
    const { bytesRead, buffer } = await readSome(fd, { buffer: Buffer.alloc(4096) });
    chunks.push(buffer.subarray(0, bytesRead));
    if (bytesRead === 0 || chunks.at(-1)?.includes(0x0a) === true) return Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1)[0] ?? '';
  }
}

/** Asks on the terminal without showing what is typed. Without a terminal it reads the first line of standard input. */
async function askPassphrase(): Promise<string> {
  if (!process.stdin.isTTY) return firstLine(0);
  process.stderr.write('鍵のパスフレーズ / passphrase of the key: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  const typed = await new Promise<string>((resolve) => lines.question('', resolve));
  lines.close();
  process.stderr.write('\n');
  return typed;
}
