// The operator's guide, held against the program: its settings are taken, its commands and alarms are those that there are, and each heading has its English.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const guide = read('config/OPERATING.md');
const server = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => read(join('server', path)));

describe('the operator\'s guide', () => {
  it('shows settings that the program takes', () => {
    const shown = [...guide.matchAll(/^(KAGIBAKO_[A-Z_]+)=(\S+)$/gm)].map(([, name = '', value = '']) => [name, value] as const);
    expect(shown.length).toBeGreaterThan(10);
    expect(readSettings(Object.fromEntries(shown))).toMatchObject({ scanner: { kind: 'clamd' }, tls: { keyFile: '/etc/kagibako/tls/key.pem' }, operating: { port: 8702 } });
    const settings = read('config/README.md');
    expect([...guide.matchAll(/KAGIBAKO_[A-Z_]+[A-Z]/g)].map(([name]) => name).filter((name) => !settings.includes(`\`${name}`))).toEqual([]);
  });

  it('names commands that there are', () => {
    const program = `${read('client/cli/main.ts')}${read('client/cli/rotate.ts')}`;
    const named = [...guide.matchAll(/^kb admin ([a-z-]+)/gm)].map(([, name = '']) => name);
    expect(named).toEqual(['init', 'administrator', 'rotate-ledger-key', 'rotate-waiting-key', 'rotate-gateway-key']);
    expect(named.filter((name) => !program.includes(name))).toEqual([]);
    for (const name of ['backup', 'restore']) expect([guide.includes(`kb ${name} --`), program.includes(`program.command('${name}')`)]).toEqual([true, true]);
    const refusals = server.flatMap((text) => [...text.matchAll(/RecoveryRefused\('([A-Z_]+)'/g)].map(([, code = '']) => code));
    expect(refusals.length).toBeGreaterThan(10);
    expect(refusals.filter((code) => !guide.includes(code))).toEqual([]);
  });

  it('says of every alarm and every reason not to be ready that there is one', () => {
    const alarms = server.flatMap((text) => [...text.matchAll(/alarms\.set\('?([A-Z_]{4,})/g)].map(([, code = '']) => code));
    expect(alarms.length).toBeGreaterThan(4);
    expect([...alarms, 'STOPPING', 'DISK_FULL', 'CLOCK_LEAPT', 'NO_ANSWER'].filter((code) => !guide.includes(code))).toEqual([]);
  });

  it('has a line of English beneath each heading, and links that lead somewhere', () => {
    const lines = guide.split('\n');
    const bare = lines.flatMap((line, at) => (/^#{1,3} /.test(line) && !/^\*[A-Z].*\*$/.test(lines[at + 2] ?? '') ? [line] : []));
    expect(bare).toEqual([]);
    const linked = [...guide.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    expect(linked.length).toBeGreaterThan(5);
    expect(linked.filter((path) => !existsSync(join(root, 'config', path)))).toEqual([]);
  });
});
