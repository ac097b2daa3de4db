// The three tools, each run against one target, its report written to a folder, and what in it has weight.
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Asked } from './requests.ts';

export interface Finding { readonly tool: string; readonly where: string; readonly what: string }

/** Runs a program to its end, or for so many seconds; what it says goes to a file of the report. */
async function run(program: string, words: readonly string[], file: string, seconds: number): Promise<string> {
  const pieces: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000, env: { ...process.env, NO_COLOR: '1' } });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  const said = Buffer.concat(pieces).toString();
  await writeFile(file, said);
  return said;
}

/** sqlmap on one request, at the places that are marked in it. Anything that it holds for injectable has weight. */
export async function sqlmap(origin: string, asked: Asked, folder: string, seconds: number): Promise<Finding[]> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${asked.name}.http`);
  const more = asked.body === null ? [] : ['Content-Type: application/json'];
  const lines = [`${asked.method} ${asked.path} HTTP/1.1`, `Host: ${new URL(origin).host}`, ...more, '', asked.body ?? ''];
  await writeFile(file, lines.join('\r\n'));
  const said = await run('sqlmap', ['-r', file, '--batch', '--ignore-stdin', '--disable-coloring', '--flush-session', '--level=1', '--risk=1', '--technique=BEUST', '--time-sec=3', '--timeout=8', '--retries=0', '--ignore-code=*', '--output-dir', join(folder, 'sqlmap')], join(folder, `${asked.name}.txt`), seconds);
  // A tool that tried nothing has shown nothing.
  if (!said.includes("[INFO] testing '")) return [{ tool: 'sqlmap', where: `${asked.method} ${asked.path}`, what: /\[CRITICAL\] .*/.exec(said)?.[0] ?? 'tested nothing' }];
  // What it suspects it tries again, and takes back where an answer differed for another reason.
  const suspected = [...said.matchAll(/appears to be '[^']*' injectable/g)].length - [...said.matchAll(/false positive or unexploitable injection point detected/g)].length;
  const isFound = suspected > 0 || /identified the following injection point|is vulnerable/.test(said);
  return isFound ? [{ tool: 'sqlmap', where: `${asked.method} ${asked.path}`, what: /(?:Type|Title): .*/.exec(said)?.[0] ?? 'injectable' }] : [];
}

/** A header that browsers have given up, and that did harm where they had not; the policy of contents stands in its place. */
const outdated = /^X-XSS-Protection is not set/;
const wapitiReport = z.looseObject({ vulnerabilities: z.record(z.string(), z.array(z.looseObject({ path: z.string(), level: z.number(), info: z.string(), method: z.string() }))), anomalies: z.record(z.string(), z.array(z.looseObject({ path: z.string(), info: z.string() }))) });

/** Those that ask no machine outside: ssrf, xxe and the fingerprints of applications would. */
const modules = 'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss';

/** wapiti from the pages and each address that can be read. Its levels go from 1 to 3; an answer of 500 is an anomaly and has weight too. */
export async function wapiti(origin: string, addresses: readonly string[], folder: string, seconds: number): Promise<Finding[]> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'wapiti.json');
  await run('wapiti', ['-u', `${origin}/`, '--scope', 'domain', ...addresses.flatMap((address) => ['-s', `${origin}${address}`]),
    '-m', modules, '-f', 'json', '-o', file, '--flush-session', '--no-bugreport', '--store-session', join(folder, 'session'), '--max-scan-time', String(seconds), '--max-attack-time', String(Math.ceil(seconds / 4)), '-d', '3', '-t', '8'], join(folder, 'wapiti.txt'), seconds * 3);
  const { vulnerabilities, anomalies } = wapitiReport.parse(JSON.parse(await readFile(file, 'utf8')));
  return [
    ...Object.entries(vulnerabilities).flatMap(([kind, all]) => all.filter(({ info }) => !outdated.test(info)).map((one) => ({ tool: 'wapiti', where: `${one.method} ${one.path}`, what: `${kind}: ${one.info}` }))),
    ...Object.entries(anomalies).flatMap(([kind, all]) => all.map((one) => ({ tool: 'wapiti', where: one.path, what: `${kind}: ${one.info}` }))),
  ];
}

/** Of a certificate made for the hour of the test by itself: nobody vouches for it, and nothing can withdraw it. */
const ofTheTestAlone = /^(?:cert_(?:trust|chain_of_trust|caIssuers|revocation|crlDistributionPoints|ocspURL|notAfter|expirationStatus|extlifeSpan|validityPeriod|commonName|mustStapleExtension)|OCSP_|DNS_CAArecord|certificate_transparency|intermediate_cert|overall_grade|grade_cap|scanTime|engine_problem|security_headers|HTTP_status)/;
const sslReport = z.array(z.looseObject({ id: z.string(), severity: z.string(), finding: z.string() }));

/** testssl.sh on one TLS listener. MEDIUM and above has weight. */
export async function testssl(address: string, folder: string, seconds: number): Promise<Finding[]> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'testssl.json');
  await run('testssl', ['--jsonfile', file, '--color', '0', '--warnings', 'off', '--ip', 'one', address], join(folder, 'testssl.txt'), seconds);
  const report = sslReport.parse(JSON.parse(await readFile(file, 'utf8')));
  const broken = report.filter(({ id, finding }) => id === 'scanTime' && finding.includes('interrupted')).map((): Finding => ({ tool: 'testssl.sh', where: address, what: `did not come to its end in ${String(seconds)} s` }));
  return [...broken, ...report.filter(({ id, severity }) => ['MEDIUM', 'HIGH', 'CRITICAL'].includes(severity) && !ofTheTestAlone.test(id))
    .map(({ id, severity, finding }) => ({ tool: 'testssl.sh', where: address, what: `${id} ${severity}: ${finding}` }))];
}
