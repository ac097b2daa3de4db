// For tests that start the built programs (to kill them, or to see them as a person does): builds dist/ if it is stale, once, whichever
// test asks first.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
type Part = 'server' | 'web';
const built = new Map<Part, Promise<string>>();

/** @returns the folder of the built programs, e.g. to start `server/main.js` in it with `process.execPath`; the pages are in `web/` of it */
export function builtFolder(part: Part = 'server'): Promise<string> {
  const begun = built.get(part) ?? build(part);
  built.set(part, begun);
  return begun;
}

/** As it is delivered: under NODE_ENV=test, which the tests run with, the pages would hold React's development build. */
async function build(part: Part): Promise<string> {
  await promisify(execFile)(process.execPath, [join(root, 'config', 'launch.mjs'), 'build', part], { env: { ...process.env, NODE_ENV: 'production' } });
  return join(root, 'dist');
}
