// nginx with `sendfile` on a loopback port, from this machine or, on Debian, unpacked from its package into the working folder: nothing is installed, no
// service is started, nothing of the machine's own set-up is read.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onPath } from '../../setup/found-programs.ts';
import { freePort } from './openssh.ts';
import { runProgram } from './programs.ts';

export interface Nginx { readonly origin: string; readonly version: string; close(): Promise<void> }

/** Serves `root`. Returns the reason in words where there is no nginx to be had. */
export async function openNginx(folder: string, root: string): Promise<Nginx | { readonly absent: string }> {
  const place = join(folder, 'nginx');
  await mkdir(place);
  const program = onPath('nginx') ?? unpacked(place);
  if (program === undefined) return { absent: 'nginx: not on this machine, and its Debian package could not be fetched' };
  try {
    const port = await freePort();
    await writeFile(join(place, 'nginx.conf'), configuration(place, root, port));
    const child = spawn(program, ['-p', place, '-c', join(place, 'nginx.conf'), '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'inherit'] });
    process.once('exit', () => child.kill());
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
    for (let tries = 0; !(await listens(port)); tries += 1) {
      if (tries > 100 || child.exitCode !== null) throw new Error('it did not start');
      await pause(50);
    }
    return { origin: `http://127.0.0.1:${port}`, version: (await runProgram(program, ['-v'])).trim(), close: async () => { child.kill(); await ended; } };
  } catch (error) {
    return { absent: `nginx: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** As its manual recommends for large files; one worker, as the gateway has one process. `user` so that a worker started by root may read the folder. */
function configuration(place: string, root: string, port: number): string {
  const own = (name: string): string => join(place, name);
  return [
    ...(process.getuid?.() === 0 ? ['user root;'] : []), 'daemon off;', 'worker_processes 1;', `pid ${own('nginx.pid')};`, 'events { worker_connections 64; }',
    `http { access_log off; sendfile on; sendfile_max_chunk 2m; tcp_nopush on; client_body_temp_path ${own('body')}; proxy_temp_path ${own('proxy')}; fastcgi_temp_path ${own('fastcgi')}; uwsgi_temp_path ${own('uwsgi')}; scgi_temp_path ${own('scgi')};`,
    `server { listen 127.0.0.1:${port}; root ${root}; } }`, '',
  ].join('\n');
}

function unpacked(place: string): string | undefined {
  if (!existsSync('/etc/debian_version') || onPath('apt-get') === undefined || onPath('dpkg-deb') === undefined) return undefined;
  const options = { cwd: place, stdio: 'ignore' } as const;
  // Debian's packages name each other; the program itself lies in `nginx`.
  if (spawnSync('apt-get', ['download', '-q', 'nginx'], options).status !== 0) {
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync('apt-get', ['download', '-q', 'nginx'], options);
  }
  for (const name of readdirSync(place).filter((one) => one.endsWith('.deb'))) spawnSync('dpkg-deb', ['-x', name, 'unpacked'], options);
  const program = join(place, 'unpacked', 'usr', 'sbin', 'nginx');
  return existsSync(program) ? program : undefined;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(port, '127.0.0.1', () => {
      line.destroy();
      resolve(true);
    }).once('error', () => { resolve(false); });
  });
}
