/** `kagibako witness`: init, serve, cosign. Guarantees its exit code: 0 done or stopped, 1 refused, 2 wrong use or not readable. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isThisMachine } from '../../../server/addresses/networks.ts';
import { TlsRefused } from '../../../server/http/tls.ts';
import { sha256 } from '../../../server/ledger/node-primitives.ts';
import { NoteRefused, parseVerifierKey } from '../../../server/ledger/note.ts';
import type { VerifierKey } from '../../../server/ledger/note.ts';
import { lockFolder } from '../../../server/store/folder-lock.ts';
import { StoreRefused } from '../../../server/store/refusal.ts';
import { makeKey, readKey } from './key-file.ts';
import { cosignFile } from './offline.ts';
import { openRecord } from './record.ts';
import { WitnessRefused } from './refused.ts';
import { serveWitness } from './serving.ts';
import { renewOn, secureFrom, type TlsFiles } from './tls.ts';
import { createWitness } from './witness.ts';
import type { Answered, Followed } from './witness.ts';

type Out = (line: string) => void;

/** What is not a refusal is a bug or a broken disk, and is thrown on. */
async function told(out: Out, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WitnessRefused) {
      out(error.message);
      return error.exitCode;
    }
    if (error instanceof TlsRefused) {
      out(error.message);
      return 2;
    }
    if (error instanceof StoreRefused) {
      out('別の「kagibako witness」がこのフォルダーを使っています。 / another "kagibako witness" uses this folder');
      return 1;
    }
    if (error instanceof NoteRefused || (error instanceof Error && 'syscall' in error)) {
      out(`読めません / cannot go on: ${error.message}`);
      return 2;
    }
    throw error;
  }
}

/** Makes a key. Prints its vkey, and nothing else that is secret. */
export const witnessInit = (given: { folder: string; name: string }, out: Out): Promise<number> => told(out, async () => {
  const cosigner = await makeKey(given.folder, given.name);
  out(`立会いの鍵を作りました。控えを取り、鍵箱の運用者に次の公開鍵を渡してください。 / Made a witness key; keep a copy, and give this vkey to the operator of the gateway:`);
  out(cosigner.vkey);
  return 0;
});

const logsOf = (vkeys: readonly string[]): VerifierKey[] => vkeys.map((vkey) => parseVerifierKey(sha256, vkey));

const words: Readonly<Record<Answered['status'], readonly [string, string]>> = {
  200: ['副署しました', 'cosigned'], 400: ['形が正しくありません', 'malformed'], 403: ['署名が正しくありません', 'not signed by the log'], 404: ['知らない台帳です', 'unknown log'],
  409: ['件数が合いません', 'another size is held'], 422: ['前に副署した検証点に続いていません', 'does not continue the checkpoint cosigned before'],
};

function sentence(answered: Answered | Followed): string {
  if ('to' in answered) return `${new Date().toISOString()} ${answered.status} ${answered.origin} 台帳の鍵の交代を覚えました / follows the log to its next key: ${answered.to}`;
  const [japanese, english] = answered.status === 409 && answered.evidence !== null ? words[422] : words[answered.status];
  const file = 'file' in answered ? answered.file : undefined;
  const head = 'head' in answered ? ` ${answered.head.origin} ${answered.head.size}` : '';
  return `${new Date().toISOString()} ${answered.status}${head} ${japanese} / ${english}${file === undefined ? '' : ` -> ${file}`}`;
}

export interface ServeArguments {
  readonly folder: string; readonly logs: readonly string[]; readonly host: string; readonly port: string;
  readonly certificate?: string | undefined; readonly key?: string | undefined;
  /** Resolves when it is to stop. */
  readonly stopped: Promise<void>;
  /** Calls what it is given whenever certificate and key are to be read again. */
  readonly onRenewal: (renew: () => void) => void;
}

/** Throws WitnessRefused for one file without the other, and for clear text that another machine could ask for: its proofs are public, but who asks what and when is not, and a line that may be changed can silence it. */
function tlsFilesOf({ certificate, key, host }: Pick<ServeArguments, 'certificate' | 'key' | 'host'>): TlsFiles | null {
  if (certificate !== undefined && key !== undefined) return { certificate, key };
  if (certificate !== undefined || key !== undefined) throw new WitnessRefused(2, '--certificate と --key は両方指定してください', 'give both --certificate and --key, or neither');
  if (isThisMachine(host)) return null;
  throw new WitnessRefused(2, `暗号化しない待受けは127.0.0.1だけです（${host}）。--certificate と --key でTLSの証明書を指定してください`, 'cleartext listens on loopback only; give a TLS certificate and its key');
}

/** Serves until told to stop. Refuses to begin over a memory that cannot be believed. */
export const witnessServe = ({ folder, logs, host, port, stopped, onRenewal, ...given }: ServeArguments, out: Out): Promise<number> => told(out, async () => {
  const [keys, cosigner] = [logsOf(logs), await readKey(folder)];
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new WitnessRefused(2, `ポートは0から65535までの数です: ${port}`, 'expected a port from 0 to 65535');
  const files = tlsFilesOf({ ...given, host });
  const tls = files === null ? null : await secureFrom(files);
  const lock = await lockFolder(join(folder, 'in-use.db'));
  try {
    const record = openRecord(folder);
    for (const key of keys) await record.read(key.name);
    const fault = (error: unknown): void => out(`${new Date().toISOString()} 500 ${error instanceof Error ? error.message : String(error)}`);
    const server = await serveWitness(createWitness({ cosigner, logs: keys, record, now: () => Date.now() }), { host, port: Number(port), tls }, (answered) => out(sentence(answered)), fault);
    if (files !== null) renewOn(server, files, onRenewal, out);
    const address = server.address();
    out(`立会いを始めました / the witness listens: ${tls === null ? 'http' : 'https'}://${host}:${typeof address === 'object' && address !== null ? address.port : port}`);
    out(cosigner.vkey);
    await stopped;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  } finally {
    await lock.close();
  }
  return 0;
});

/** Checks a file offline and writes the cosigned head beside it. */
export const witnessCosign = ({ file, folder, logs }: { file: string; folder: string; logs: readonly string[] }, out: Out): Promise<number> => told(out, async () => {
  const [keys, cosigner] = [logsOf(logs), await readKey(folder)];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(join(folder, 'in-use.db'));
  try {
    const done = await cosignFile({ cosigner, logs: keys, vkeys: logs, record: openRecord(folder), now: () => Date.now() }, file);
    out(`副署しました。${done.size}件目までの検証点です。鍵箱の「監査」に次のファイルを渡してください。 / Cosigned the checkpoint of ${done.size} entries of ${done.origin}; bring this file to the gateway's page for auditors:`);
    out(done.file);
    return 0;
  } finally {
    await lock.close();
  }
});
