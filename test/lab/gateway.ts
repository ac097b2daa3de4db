// The real gateway in its segment: a certificate for both of its addresses, data and keys in a folder of its own, the two listeners and the operating one.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Network } from './network.ts';
import { contractorAddress, listenerPort, operatingPort, wardAddress } from './ways.ts';

const here = import.meta.dirname;
/** The lab runs built or from the sources, and with it everything that it starts. */
const [ending, loader] = import.meta.filename.endsWith('.ts') ? ['ts', ['--import', join(here, '../../config/from-sources.mjs')]] as const : ['js', []] as const;

/** The command that runs one of our programs, `path` from the project's folder and without its ending. */
export const ours = (path: string, ...words: string[]): string[] => [process.execPath, ...loader, join(here, '../..', `${path}.${ending}`), ...words];

export interface Lab { readonly folder: string; readonly certificateFile: string; readonly gateway: ChildProcess }

/** Makes what the gateway needs and starts it. Returns once it listens; throws with what it said otherwise. */
export async function startGateway(network: Network): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-lab-'));
  const [certificateFile, keyFile] = [join(folder, 'tls.pem'), join(folder, 'tls.key')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile, '-out', certificateFile, '-days', '2', '-subj', '/CN=lab', '-addext', `subjectAltName=IP:${wardAddress},IP:${contractorAddress}`], { stdio: 'ignore' });
  const env = {
    PATH: process.env['PATH'] ?? '', KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_TLS_CERTIFICATE: certificateFile, KAGIBAKO_TLS_KEY: keyFile,
    KAGIBAKO_WARD_HOST: wardAddress, KAGIBAKO_WARD_PORT: String(listenerPort), KAGIBAKO_WARD_NETWORKS: '10.1.0.0/24',
    KAGIBAKO_CONTRACTOR_HOST: contractorAddress, KAGIBAKO_CONTRACTOR_PORT: String(listenerPort), KAGIBAKO_CONTRACTOR_NETWORKS: '10.3.0.0/24', KAGIBAKO_OPERATING_PORT: String(operatingPort),
  };
  const [init = '', ...words] = ours('client/cli/main', 'admin', 'init', '--code', 'lab', '--municipality', '試験区', '--login', 'admin', '--name', '管理 太郎');
  execFileSync(init, words, { env, stdio: ['ignore', 'ignore', 'inherit'], cwd: folder });
  const [program, ...more] = network.inside('gateway', ['sh', '-c', 'ulimit -c 0; exec "$0" "$@"', ...ours('server/main')]);
  const gateway = spawn(program, more, { env, cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  await listening(gateway);
  return { folder, certificateFile, gateway };
}

/** Waits for the line with which the program says that it runs. */
async function listening(gateway: ChildProcess): Promise<void> {
  const ended = once(gateway, 'exit').then(() => { throw new Error('the gateway did not start in the lab'); });
  const said = new Promise<void>((resolve) => {
    let text = '';
    gateway.stdout?.on('data', (piece: Buffer) => {
      text += piece.toString();
      if (text.includes('Kagibako is running')) resolve();
    });
  });
  await Promise.race([said, ended]);
  ended.catch(() => undefined);
}
