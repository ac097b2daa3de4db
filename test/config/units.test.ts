// The systemd units: each is as closed as the project says, starts a program that there is, and the gateway's own has settings that the program takes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'config/systemd');
const files = readdirSync(folder).sort();

/** The lines of a unit by section and name, in their order; a name that is there again adds a value, as it does for lists. */
function read(file: string): (section: string, name: string) => readonly string[] {
  const values = new Map<string, string[]>();
  let section = '';
  for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const head = /^\[(\w+)\]$/.exec(line)?.[1];
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (head === undefined && (section === '' || name === '')) throw new Error(`expected a section, or a name and its value, in ${file}: ${line}`);
    section = head ?? section;
    if (head === undefined) values.set(`${section} ${name}`, [...values.get(`${section} ${name}`) ?? [], value]);
  }
  return (where, name) => values.get(`${where} ${name}`) ?? [];
}

/** What keeps a program that was taken over from the rest of the machine, and its memory from the disk. */
const closed: Readonly<Record<string, readonly string[]>> = {
  UMask: ['0077'], NoNewPrivileges: ['yes'], ProtectSystem: ['strict'], ProtectHome: ['yes'], PrivateTmp: ['yes'], PrivateDevices: ['yes'], PrivateMounts: ['yes'], RemoveIPC: ['yes'], ProtectProc: ['invisible'], ProtectClock: ['yes'], ProtectHostname: ['yes'],
  ProtectKernelTunables: ['yes'], ProtectKernelModules: ['yes'], ProtectKernelLogs: ['yes'], ProtectControlGroups: ['yes'], RestrictAddressFamilies: ['AF_INET AF_INET6 AF_UNIX'], RestrictNamespaces: ['yes'],
  RestrictRealtime: ['yes'], RestrictSUIDSGID: ['yes'], LockPersonality: ['yes'], CapabilityBoundingSet: [''], SystemCallArchitectures: ['native'], SystemCallFilter: ['@system-service', '~@privileged @resources'],
  SystemCallErrorNumber: ['EPERM'], LimitCORE: ['0'],
};

const services = files.filter((file) => file.endsWith('.service'));

describe('each unit', () => {
  it('is a service, or the timer of one', () => {
    expect(services.length).toBeGreaterThanOrEqual(3);
    const timers = files.filter((file) => file.endsWith('.timer'));
    expect([...services, ...timers].sort()).toEqual(files);
    expect(timers.filter((file) => !services.includes(file.replace('.timer', '.service')))).toEqual([]);
    for (const file of timers) expect(read(file)('Install', 'WantedBy')).toEqual(['timers.target']);
  });

  it.each(services)('%s is closed against the machine, under a user of its own', (file) => {
    const value = read(file);
    expect(Object.fromEntries(Object.keys(closed).map((name) => [name, value('Service', name)]))).toEqual(closed);
    const [user, group] = [value('Service', 'User'), value('Service', 'Group')];
    expect(user).toEqual([file.replace(/@?\.service$/, '')]);
    expect(group).toEqual(user);
    // V8 compiles while it runs; and nothing may widen again what stands above.
    for (const name of ['MemoryDenyWriteExecute', 'AmbientCapabilities', 'BindPaths', 'SupplementaryGroups']) expect(value('Service', name), name).toEqual([]);
  });

  it.each(services)('%s starts Node, without a shell, with a program that there is', (file) => {
    const starts = read(file)('Service', 'ExecStart');
    const programs = starts.map((line) => /^\/usr\/bin\/node \/opt\/kagibako\/dist\/(\S+)\.js(?: |$)/.exec(line)?.[1] ?? line);
    expect(programs).toHaveLength(1);
    expect(programs.filter((program) => !existsSync(join(root, `${program}.ts`)))).toEqual([]);
  });
});

describe('the gateway\'s own unit', () => {
  const value = read('kagibako.service');
  const environment = Object.fromEntries(value('Service', 'Environment').flatMap((line) => line.split(' ')).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]));

  it('lets it write to its data and its keys, which lie apart, and to nothing else', () => {
    const { dataFolder, keysFolder } = readSettings(environment);
    expect(value('Service', 'ReadWritePaths')).toEqual([`${dataFolder} ${keysFolder}`]);
    expect([`${dataFolder}/`.startsWith(`${keysFolder}/`), `${keysFolder}/`.startsWith(`${dataFolder}/`)]).toEqual([false, false]);
    expect(value('Service', 'InaccessiblePaths')).toEqual(['-/opt/kagibako/.git -/opt/kagibako/client -/opt/kagibako/server -/opt/kagibako/config -/opt/kagibako/test']);
    expect(environment).toMatchObject({ UV_THREADPOOL_SIZE: '8', MALLOC_ARENA_MAX: '2', NODE_OPTIONS: '--max-semi-space-size=4' });
    expect(value('Service', 'EnvironmentFile')).toEqual(['/etc/kagibako/gateway.env']);
  });

  it('keeps its memory from the swap too', () => {
    expect(value('Service', 'MemorySwapMax')).toEqual(['0']);
  });

  it('comes after network and scanner, again after a fault, and has time to stop', () => {
    expect(value('Unit', 'After')).toEqual(['network-online.target clamav-daemon.service']);
    expect([value('Service', 'Restart'), value('Unit', 'StartLimitIntervalSec'), value('Install', 'WantedBy')]).toEqual([['on-failure'], ['0'], ['multi-user.target']]);
    const patience = /STOP_PATIENCE = ([\d_]+)/.exec(readFileSync(join(root, 'server/closing.ts'), 'utf8'))?.[1]?.replaceAll('_', '');
    expect(Number(value('Service', 'TimeoutStopSec')[0]) * 1000).toBeGreaterThan(Number(patience));
  });

  it('reads its certificate again when it is reloaded, by the signal that the program takes', () => {
    expect(value('Service', 'ExecReload')).toEqual(['/bin/kill -HUP $MAINPID']);
    expect(readFileSync(join(root, 'server/main.ts'), 'utf8')).toContain('process.on(\'SIGHUP\'');
  });
});
