// The container file: what it copies is there and holds neither keys nor data, what it starts is there, and its check of life works.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSettings } from '../../config/settings.ts';
import { listen, ListenRefused } from '../../server/http/listen.ts';
import { manifest } from '../supply/lock.ts';

const root = join(import.meta.dirname, '../..');
const textLines = (file: string): string[] => readFileSync(join(root, file), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));

interface Instruction { readonly stage: number; readonly word: string; readonly rest: string }
const instructions: Instruction[] = [];
for (const line of textLines('config/container/Containerfile')) {
  const [, word = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
  instructions.push({ stage: (instructions.at(-1)?.stage ?? -1) + (word === 'FROM' ? 1 : 0), word, rest });
}
const all = (word: string): string[] => instructions.filter((one) => one.word === word).map(({ rest }) => rest);
const lastStage = instructions.at(-1)?.stage ?? -1;
const last = (word: string): string[] => instructions.filter((one) => one.word === word && one.stage === lastStage).map(({ rest }) => rest);
const words = (json: string | undefined): string[] => z.array(z.string()).parse(JSON.parse(json ?? 'null'));
/** What comes from the project's folder, by name. */
const copied = all('COPY').filter((rest) => !rest.startsWith('--from=')).flatMap((rest) => rest.split(' ').slice(0, -1));
const environment = Object.fromEntries(last('ENV').flatMap((rest) => rest.split(' ')).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]));

describe('the container file', () => {
  it('has only instructions that are looked at here, from one version of Node that the project runs on', () => {
    expect([...new Set(instructions.map(({ word }) => word))].sort()).toEqual(['CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'RUN', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']);
    const versions = all('FROM').map((from) => /^node:(\d+\.\d+\.\d+)-bookworm(?:-slim)?(?: AS \w+)?$/.exec(from)?.[1]);
    expect(new Set(versions).size).toBe(1);
    // One that was tried, of the line that package.json takes whole and the guide recommends.
    const [version = ''] = versions;
    expect(/^Tried with (\S+),/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1]).toBe(version);
    expect(manifest.engines.node.split(' || ')).toContain(`>=${version.split('.')[0] ?? ''}.0.0`);
    expect(readFileSync(join(root, 'config/OPERATING.md'), 'utf8')).toContain(`Node.js ${version.split('.')[0] ?? ''}`);
    expect(last('FROM')).toEqual([expect.stringMatching(/-slim$/)]);
  });

  it('copies by name what there is; neither keys nor data nor tests nor the folder as a whole', () => {
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect([...new Set(copied)].sort()).toEqual(['LICENSE', 'client', 'config', 'package-lock.json', 'package.json', 'server', 'tsconfig.build.json', 'tsconfig.json', 'tsconfig.web.json']);
    expect(last('COPY')).toEqual(['package.json LICENSE ./', '--from=build /opt/kagibako/node_modules ./node_modules', '--from=build /opt/kagibako/dist ./dist']);
    expect(Object.keys(environment).filter((name) => /PASSWORD|SECRET|TOKEN|SMTP|KEY$/.test(name))).toEqual([]);
  });

  it('is built from a folder of which nothing else is seen', () => {
    const [first, ...rest] = textLines('.containerignore');
    expect(first).toBe('*');
    expect(rest.filter((line) => line.startsWith('!')).map((line) => line.slice(1)).sort()).toEqual([...new Set(copied)].sort());
    expect(rest.filter((line) => !line.startsWith('!'))).toEqual(['**/*.key', '**/*.pem', '**/*.asc', '**/*.env', '**/*.db']);
    expect(rest.findLastIndex((line) => line.startsWith('!'))).toBeLessThan(rest.indexOf('**/*.key'));
  });

  it('installs what the lock says, and runs the scripts of named packages alone', () => {
    const installs = all('RUN').filter((line) => line.replace(/^rm -rf [^&;|]*$/, '').includes('npm '));
    expect(installs.filter((line) => !/^npm ci --ignore-scripts --no-audit --no-fund && npm rebuild [a-z0-9 ]+$/.test(line))).toEqual([]);
    const rebuilt = installs.flatMap((line) => line.replace(/^.* npm rebuild /, '').split(' '));
    expect(rebuilt.sort()).toEqual(Object.keys(manifest.allowScripts).sort());
  });

  it('runs as no privileged user, without a shell, and is stopped as the program expects', () => {
    expect(last('USER')).toEqual(['1000:1000']);
    expect(last('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(words(last('ENTRYPOINT')[0])).toEqual(['/usr/local/bin/node']);
    const [program = '', ...more] = words(last('CMD')[0]);
    expect(more).toEqual([]);
    expect(existsSync(join(root, program.replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true);
    expect(readFileSync(join(root, 'server/main.ts'), 'utf8')).toContain('process.once(\'SIGTERM\'');
  });

  it('keeps data and keys in volumes, closed to others, and is refused a start before certificate and networks are set', async () => {
    const settings = readSettings(Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('KAGIBAKO_'))));
    expect(words(last('VOLUME')[0])).toEqual([settings.dataFolder, settings.keysFolder]);
    expect(last('RUN')).toEqual([`install -d -o 1000 -g 1000 -m 0700 ${settings.dataFolder} ${settings.keysFolder}`, expect.stringMatching(/^rm -rf \/usr\/local\/lib\/node_modules .*\/npm /)]);
    for (const side of [settings.ward, settings.contractor]) await expect(listen(() => undefined, { ...side, tls: null, stranger: () => undefined })).rejects.toThrow(ListenRefused);
    expect(settings.operating).toMatchObject({ host: '127.0.0.1', networks: null });
  });

  it('is seen to live while the listener for the machine\'s own watching answers, and not without', async () => {
    const [node, ...check] = words(last('HEALTHCHECK')[0]?.replace(/^.* CMD /, ''));
    expect(node).toBe('/usr/local/bin/node');
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(asked.length === 1 ? 200 : 503).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const looked = (): Promise<unknown> => {
      const child = spawn(process.execPath, check, { env: { ...process.env, KAGIBAKO_OPERATING_PORT: String(typeof address === 'object' ? address?.port : '') }, stdio: 'ignore' });
      return new Promise((resolve) => child.once('close', resolve));
    };
    expect([await looked(), await looked()]).toEqual([0, 1]);
    server.close();
    server.closeAllConnections();
    expect(await looked()).toBe(1);
    expect(asked).toEqual(['/healthz', '/healthz']);
  });
});
