// `npm run slim`, after the build: leaves of dist/ and node_modules what the gateway and its commands run with, and takes out the demo, the programs of the
// tests and the packages that only build. The next `npm run build` brings all of it back.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Below dist/: nothing that is left imports them, except the command that says where they are missing. */
export const notForOperation = ['client/cli/demo', 'client/cli/demo-data', 'client/cli/papers', 'test'];

/** @param root the project's folder. @throws Error with what npm said, if it fails */
export function slim(root) {
  const dist = join(root, 'dist');
  // Without stamps and the compiler's memory the next build makes everything anew.
  const made = readdirSync(dist).filter((name) => name.startsWith('.'));
  for (const path of [...notForOperation, ...made]) rmSync(join(dist, path), { recursive: true, force: true });
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'prune', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const done = existsSync(join(root, 'node_modules')) ? spawnSync(npm[0], args, { cwd: root, stdio: ['ignore', 2, 2] }) : { status: 0 };
  if (done.status !== 0) throw new Error('開発だけに使う部品を外せませんでした。上の npm の説明をお読みください。 Taking out what only builds failed: see what npm says above.');
}

if (process.argv[1] === import.meta.filename) slim(process.cwd());
