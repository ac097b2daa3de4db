/**
 * `kagibako sign-receipt`: signs a statement of receipt with a key file and writes the signature beside it. Exit codes: 0 signed; 1 not signed (wrong passphrase,
 * a key that may not sign); 2 wrong use, no statement, or a file that cannot be read or written. The passphrase comes from the terminal or a file descriptor, never from the arguments.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { OpeningFailed, unlockPrivateKey } from '../opening.ts';
import { readStatement, signStatement } from '../receipt.ts';
import { createAsker } from './asking.ts';

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
    const asker = createAsker();
    const passphrase = passphraseFd === undefined ? await asker.hidden('鍵のパスフレーズ / passphrase of the key') : await asker.from(passphraseFd);
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
