import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { filesBelow } from '../../client/cli/demo/same-bytes.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import type { Route } from '../../server/http/wire/route.ts';
import { routes } from '../../server/http/wire/routes.ts';
import { builtFolder } from '../setup/build.ts';
import { arrive, foundTown } from '../town.ts';
import { cleanEnvironment, runBuilt, type Ended } from './command.ts';

const options = (code: string): string[] => ['admin', 'init', '--code', code, '--municipality', 'あさぎり区', '--login', 'admin', '--name', '管理 太郎'];
const shown = (out: string): string => /initial password: (\S+)/.exec(out)?.[1] ?? '';

describe('kagibako admin init', () => {
  let folder: string;
  let environment: Record<string, string>;
  let first: Ended;
  const init = (code: string): Promise<Ended> => runBuilt('client/cli/main.js', options(code), environment);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kagibako-admin-'));
    environment = { KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0' };
    first = await init('asagiri');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('prints the initial password once, and no file holds it', async () => {
    expect(first.code, first.err).toBe(0);
    const password = shown(first.out);
    expect(password).toMatch(/^[a-z2-9-]{24}$/);
    expect(first.out.split(password)).toHaveLength(2);
    for (const path of await filesBelow(folder)) expect((await readFile(path)).includes(password), path).toBe(false);
  });

  it('refuses the same municipality a second time, and tells no password', async () => {
    const second = await init('asagiri');
    expect([second.code, second.out]).toEqual([1, expect.stringContaining('asagiri')]);
    expect(shown(second.out)).toBe('');
  });

  it('adds a further municipality with the same keys', async () => {
    const key = await readFile(join(folder, 'keys/ledger.key'));
    expect((await init('minami')).code).toBe(0);
    expect((await readFile(join(folder, 'keys/ledger.key'))).equals(key)).toBe(true);
  });

  it('refuses wrong options with 2, an unknown setting with 1', async () => {
    expect((await init('あさぎり')).code).toBe(2);
    expect((await runBuilt('client/cli/main.js', ['admin', 'init'], environment)).code).toBe(2);
    const mistyped = await runBuilt('client/cli/main.js', options('kita'), { ...environment, KAGIBAKO_DATAS: 'x' });
    expect([mistyped.code, mistyped.out]).toEqual([1, expect.stringContaining('KAGIBAKO_DATAS')]);
  });

  it('is the only way to a first administrator: every route that touches people asks for one [ASVS 6.3.4]', () => {
    const table: readonly (readonly [string, Route])[] = Object.entries(routes);
    expect(table.filter(([, route]) => route.roles === 'anyone').map(([name]) => name)).toEqual(['gateway', 'gatewayCertificate', 'gatewayCertificates', 'signIn', 'secondStep', 'askPasskey', 'passkeySignIn']);
    const people = table.filter(([name, route]) => route.path.startsWith('/admin/') || name.includes('ccount'));
    expect(people.length).toBeGreaterThan(5);
    for (const [name, route] of people) expect([name, route.roles, route.sides]).toEqual([name, ['administrator'], ['ward']]);
  });

  it('while the gateway runs: a stranger makes no administrator, and neither a second gateway nor admin init gets at its data', async () => {
    const gateway = spawn(process.execPath, [join(await builtFolder(), 'server/main.js')], { env: cleanEnvironment(environment), stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(gateway, 'exit');
    try {
      const origin = await new Promise<string>((resolve, reject) => {
        let told = '';
        gateway.stdout.on('data', (chunk: Buffer) => {
          told += chunk.toString();
          const ward = /"ward":"([^"]+)"/.exec(told)?.[1];
          if (ward !== undefined) resolve(ward);
        });
        gateway.once('exit', () => reject(new Error('the gateway ended')));
      });
      const api = createApi({ base: origin, fetch: createSignedFetch(origin).fetch });
      await expect(api.call('askAdministrator', { body: { login: 'mallory', name: '外 部', reason: 'x' } })).rejects.toMatchObject({ problem: { status: 401 } });
      await expect(api.call('signIn', { body: { login: 'admin@asagiri', password: shown(first.out) } })).resolves.toMatchObject({ mustChangePassword: true });
      const second = await runBuilt('server/main.js', [], environment);
      expect([second.code, second.err]).toEqual([1, expect.stringContaining('another Kagibako process')]);
      const meanwhile = await init('kita');
      expect([meanwhile.code, meanwhile.out]).toEqual([1, expect.stringContaining('another Kagibako process')]);
    } finally {
      gateway.kill('SIGTERM');
      await ended;
    }
  });

  it('a start on a folder without data is refused and names the remedy, and makes no database there', async () => {
    const empty = { ...environment, KAGIBAKO_DATA: join(folder, 'mistyped') };
    const { code, err } = await runBuilt('server/main.js', [], empty);
    expect([code, err]).toEqual([1, expect.stringContaining('kagibako admin init')]);
    const keyless = await runBuilt('server/main.js', [], { ...environment, KAGIBAKO_KEYS: join(folder, 'nokeys') });
    expect([keyless.code, keyless.err]).toEqual([1, expect.stringContaining('kagibako admin init')]);
    expect((await filesBelow(folder)).filter((path) => path.includes('mistyped') || path.includes('nokeys'))).toEqual([]);
  });
});

describe('kagibako admin reset and administrator', () => {
  it('resets one person on a stopped gateway, adds an administrator or enables one again, tells the ledger who, and refuses who is not there', async () => {
    // The command goes by the machine's own clock.
    const town = await foundTown({ from: Date.now(), surroundings: { time: systemTime } });
    const environment = { KAGIBAKO_DATA: join(town.folder, 'data'), KAGIBAKO_KEYS: join(town.folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0' };
    const admin = (command: string, ...more: string[]): Promise<Ended> => runBuilt('client/cli/main.js', ['admin', command, '--code', 'asagiri', '--by', '保守 一郎', ...more], environment);
    const reset = (...more: string[]): Promise<Ended> => admin('reset', ...more);
    const made: string[] = [];
    try {
      expect((await reset('--login', 'sato', '--what', 'password')).code).toBe(1);
      await town.restart(async () => {
        expect((await reset('--login', 'nobody', '--what', 'password')).code).toBe(1);
        expect((await reset('--login', 'sato', '--what', 'everything')).code).toBe(2);
        const done = await reset('--login', 'sato', '--what', 'password');
        expect([done.code, done.err]).toEqual([0, '']);
        town.faults.push(shown(done.out));
        expect((await reset('--login', 'tanaka', '--page', town.firm.page, '--what', 'second-factor')).code).toBe(0);
        const added = await admin('administrator', '--login', 'kanri2', '--name', '管理 次郎');
        expect([added.code, added.err]).toEqual([0, '']);
        made.push(shown(added.out));
        expect(await admin('administrator', '--login', 'sato', '--again')).toMatchObject({ code: 1, out: expect.stringContaining('not a disabled administrator') as unknown });
        expect((await admin('administrator', '--login', 'kanri3')).code).toBe(2);
      });
      const [password = ''] = town.faults.splice(0);
      expect(password).toMatch(/^[a-z2-9-]{24}$/);
      await expect(town.sato.signInAgain()).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED' } });
      expect(await town.sato.api.call('signIn', { body: { login: 'sato', password } })).toMatchObject({ mustChangePassword: true });
      const told = await town.running.gateway.store.read.selectFrom('texts').select('text').where('id', 'like', '%:by').execute();
      expect(told.map(({ text }) => text)).toEqual(['保守 一郎', '保守 一郎', '保守 一郎']);
      expect((await arrive(town, 'ward', { id: '', login: 'kanri2', password: made[0] ?? '' })).login).toBe('kanri2');
    } finally {
      await town.close();
    }
  });
});
