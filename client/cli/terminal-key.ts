// `kagibako terminal-key <file>`: makes the key of an unattended terminal, or shows that of an existing file, with what an administrator needs to
// register it. Exit codes: 0 made or shown; 1 the file is no such key, or others can read it; 2 wrong use.
import { access } from 'node:fs/promises';
import { fingerprintWords } from '../../server/sealing/fingerprint-words.ts';
import { makeTerminalKey, readTerminalKey, TerminalKeyRefused, type TerminalKey } from '../terminal-key.ts';

/** Prints public key and fingerprint; the private key stays in the file. Returns the exit code. */
export async function terminalKeyCommand({ file }: { readonly file: string }, out: (line: string) => void): Promise<number> {
  try {
    const isThere = await access(file).then(() => true, () => false);
    tell(isThere ? await readTerminalKey(file) : await makeTerminalKey(file), { file, made: !isThere }, out);
    return 0;
  } catch (error) {
    if (!(error instanceof TerminalKeyRefused)) throw error;
    out(error.message);
    return 1;
  }
}

function tell({ publicLine, fingerprint }: TerminalKey, { file, made }: { readonly file: string; readonly made: boolean }, out: (line: string) => void): void {
  out(made ? `鍵を作りました（この端末から出さないでください）: ${file} / made the key; it never leaves this terminal` : `鍵はすでにあります: ${file} / the key is there already`);
  out('');
  out('公開鍵（管理者に渡して登録してもらう）/ public key, for the administrator to register:');
  out(`  ${publicLine}`);
  out('指紋（照合のときに電話で読み上げる）/ fingerprint, to be read out over the telephone:');
  out(`  ${fingerprintWords(fingerprint)}`);
  out(`  ${fingerprint.replace(/(.{8})(?=.)/g, '$1 ')}`);
}
