// `npm run attack`: wapiti and sqlmap signed in as each role, over the routes that the role may call, and testssl.sh on the TLS listener, against a real gateway on
// this machine. `--only sqlmap,wapiti,testssl`, `--roles staff,…`, `--routes N` (of each role), `--seconds N` (for each run of a tool). Reports go to test/attack/reports,
// which is not kept. Ends with 0 if nothing of weight is found, 1 if something is, 3 where a tool is not installed.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onPath } from '../setup/found-programs.ts';
import { relayTo } from './relay.ts';
import { requestsOf } from './requests.ts';
import { sqlmap, testssl, wapiti, type Finding } from './tools.ts';
import { runTls } from './tls-gateway.ts';
import { foundTarget, type Attacker, type Target } from './town.ts';

const tools = ['testssl', 'wapiti', 'sqlmap'] as const;
const { values } = parseArgs({ options: { only: { type: 'string' }, roles: { type: 'string' }, routes: { type: 'string' }, seconds: { type: 'string' } } });
const wanted = tools.filter((tool) => values.only === undefined || values.only.split(',').includes(tool));
const seconds = Number(values.seconds ?? '600');
const most = Number(values.routes ?? '1000');
const reports = join(process.cwd(), 'test', 'attack', 'reports');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function attackRoles(): Promise<Finding[]> {
  const target = await foundTarget();
  try {
    const found: Finding[] = [];
    for (const attacker of target.attackers.filter(({ role }) => values.roles === undefined || values.roles.split(',').includes(role))) found.push(...await attackAs(attacker, target));
    return [...found, ...target.town.faults.map((fault): Finding => ({ tool: 'gateway', where: 'fault', what: fault.slice(0, 400) }))];
  } finally {
    await target.town.close();
  }
}

async function attackAs(attacker: Attacker, target: Target): Promise<Finding[]> {
  const { role } = attacker;
  const relay = await relayTo(attacker, target);
  const folder = join(reports, role);
  const found: Finding[] = [];
  try {
    if (wanted.includes('wapiti')) {
      const addresses = requestsOf(attacker, target.own, '').filter(({ method }) => method === 'GET').map(({ path }) => path).slice(0, most);
      say(`wapiti ${role}: ${String(addresses.length)} addresses`);
      found.push(...await wapiti(relay.origin, addresses, folder, seconds));
    }
    if (wanted.includes('sqlmap')) {
      const all = requestsOf(attacker, target.own, '*').filter(({ path, body }) => path.includes('*') || body?.includes('*') === true).slice(0, most);
      say(`sqlmap ${role}: ${String(all.length)} requests`);
      for (const asked of all) found.push(...await sqlmap(relay.origin, asked, folder, seconds));
    }
    say(`${role}: ${[...relay.answers].sort(([a], [b]) => a - b).map(([status, count]) => `${String(status)} ${String(count)}`).join(', ')}`);
    return relay.sentAway() === 0 ? found : [...found, { tool: 'relay', where: role, what: `${String(relay.sentAway())} requests were sent away, nothing was tried by them` }];
  } finally {
    await relay.close();
  }
}

async function attackTls(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-attack-'));
  const [certificate, key] = [join(folder, 'tls.pem'), join(folder, 'tls.key')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', certificate, '-days', '90', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'], { stdio: 'ignore' });
  execFileSync('chmod', ['600', key]);
  const gateway = await runTls(folder, certificate, key);
  try {
    return await testssl(gateway.address, join(reports, 'tls'), seconds);
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const missing = wanted.filter((tool) => onPath(tool) === undefined);
if (missing.length > 0) {
  say(`${missing.join(', ')} がありません（Debian: wapiti, sqlmap, testssl.sh） / not installed: ${missing.join(', ')}`);
  process.exitCode = 3;
} else {
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  const found = [...(wanted.includes('testssl') ? await attackTls() : []), ...(wanted.some((tool) => tool !== 'testssl') ? await attackRoles() : [])];
  for (const { tool, where, what } of found) say(`✗ ${tool}  ${where}  ${what}`);
  say(found.length === 0 ? `✓ 重い指摘はありません / nothing of weight was found (${wanted.join(', ')}; ${reports})` : `✗ ${String(found.length)}件の指摘 / findings: ${reports}`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
