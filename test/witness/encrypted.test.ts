// A witness over TLS, as another machine asks it: with a certificate, by those who trust it, exchanged while it runs; in clear from this machine only.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { parseAddCheckpoint } from '../../server/ledger/add-checkpoint.ts';
import { cleanEnvironment } from '../cli/command.ts';
import { makeCertificates, type Certificates } from '../forwarding/receiver.ts';
import { openTemporaryLedger, type TemporaryLedger } from '../ledger/temporary-ledger.ts';
import { builtFolder } from '../setup/build.ts';
import { needs } from '../setup/programs.ts';
import { requestOf, startWitness, witnessCommand, type RunningWitness } from './running.ts';

let folder: string;
let log: TemporaryLedger;
let certificates: Certificates;
let next: Certificates;
let witness: RunningWitness;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-witness-'));
  [certificates, next] = [await makeCertificates(), await makeCertificates()];
  await witnessCommand(['init', '--folder', folder, '--name', 'audit.example.lg.jp/witness']);
  log = await openTemporaryLedger();
  await log.append();
  await copyFile(join(certificates.folder, 'server.pem'), at('chain.pem'));
  await copyFile(join(certificates.folder, 'server.key'), at('tls.key'));
  witness = await startWitness(folder, [log.ledger.vkey], 0, ['--certificate', at('chain.pem'), '--key', at('tls.key')]);
});
afterAll(async () => {
  await witness.stop();
  await log.close();
  await Promise.all([certificates.remove(), next.remove(), rm(folder, { recursive: true })]);
});

/** What the gateway's own asking makes of this witness, from a process that trusts this authority beside the usual ones. */
async function asked(urls: readonly string[], trusted: string): Promise<string[]> {
  const program = `import { askWitness } from ${JSON.stringify(`file://${join(await builtFolder(), 'server/ledger/witness-asking.js')}`)};
    for (const url of ${JSON.stringify(urls)}) console.log((await askWitness(url, ${JSON.stringify(parseAddCheckpoint(await requestOf(log, 0)))}, new AbortController().signal)).kind);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env: cleanEnvironment({ NODE_EXTRA_CA_CERTS: trusted }) });
  return stdout.trim().split('\n');
}
const issuerNow = (): Promise<string> => new Promise((resolve, reject) => {
  const line = connect({ host: '127.0.0.1', port: Number(new URL(witness.url).port), servername: 'localhost', ca: [certificates.ca, next.ca] }, () => {
    resolve(line.getPeerCertificate().fingerprint256);
    line.destroy();
  }).on('error', reject);
});

describe('a witness over TLS', () => {
  needs('openssl', 'is asked by the gateway, which trusts its issuer and its name and nothing else, and never in clear [ASVS 12.3.3] [ASVS 12.3.1]', async () => {
    const { port, protocol } = new URL(witness.url);
    expect(protocol).toBe('https:');
    expect(await asked([`https://localhost:${port}`, `https://127.0.0.1:${port}`, `http://localhost:${port}`], certificates.caFile)).toEqual(['lines', 'silent', 'silent']);
    expect(await asked([`https://localhost:${port}`], next.caFile)).toEqual(['silent']);
  });

  needs('openssl', 'takes another certificate while it runs, and keeps the one it has where the other cannot serve [ASVS 12.3.3]', async () => {
    const before = await issuerNow();
    const heard = (words: RegExp): Promise<void> => expect.poll(() => witness.said.some((line) => words.test(line))).toBe(true);
    await writeFile(at('tls.key'), next.key);
    witness.renew();
    await heard(/could not be renewed.*do not belong together/);
    expect(await issuerNow()).toBe(before);
    await writeFile(at('chain.pem'), next.cert);
    witness.renew();
    await heard(/was read again/);
    expect(await issuerNow()).not.toBe(before);
  });

  needs('openssl', 'does not begin in clear for other machines, with half of what TLS needs, or with a pair that cannot serve', async () => {
    const refusal = async (...more: string[]): Promise<[number | null, string]> => {
      const { code, out } = await witnessCommand(['serve', '--folder', folder, '--port', '0', ...more, '--log', log.ledger.vkey]);
      return [code, out.join('\n')];
    };
    expect(await refusal('--host', '0.0.0.0')).toEqual([2, expect.stringMatching(/cleartext listens on loopback only/)]);
    expect(await refusal('--certificate', at('chain.pem'))).toEqual([2, expect.stringMatching(/give both/)]);
    expect(await refusal('--certificate', at('tls.key'), '--key', at('tls.key'))).toEqual([2, expect.stringMatching(/--certificate .*not PEM/)]);
  });
});
