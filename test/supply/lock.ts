// What package.json and package-lock.json say of every package, and what its own package.json says where it is installed. For the tests of the supply.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../sources.ts';

const names = z.record(z.string(), z.string());
const entry = z.object({
  version: z.string(), license: z.string().optional(), integrity: z.string().optional(), resolved: z.string().optional(), link: z.boolean().optional(), inBundle: z.boolean().optional(),
  dev: z.boolean().optional(), optional: z.boolean().optional(), hasInstallScript: z.boolean().optional(), dependencies: names.optional(), optionalDependencies: names.optional(),
});
export type Locked = z.infer<typeof entry>;

const manifestShape = z.object({ dependencies: names, devDependencies: names, overrides: names, allowScripts: z.record(z.string(), z.boolean()), engines: z.object({ node: z.string() }) });
const installedShape = z.object({ version: z.string(), license: z.unknown().optional(), licenses: z.unknown().optional(), scripts: z.record(z.string(), z.unknown()).optional() });

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

export const manifest = manifestShape.parse(read('package.json'));
const { packages: all } = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), z.unknown()) }).parse(read('package-lock.json'));

/** What the lock says of the project itself: it must be what package.json says. */
export const lockedRoot = z.object({ dependencies: names, devDependencies: names }).parse(all['']);

/** Every package of the lock by its place, `node_modules/a/node_modules/b`. */
export const packages: ReadonlyMap<string, Locked> = new Map(Object.entries(all).filter(([path]) => path !== '').map(([path, one]) => [path, entry.parse(one)]));

const folder = 'node_modules/';

/** The name of the package at a place. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf(folder) + folder.length);

/** What the package at this place says of itself; null where it is not installed, as what is for other platforms. */
export function installed(path: string): z.infer<typeof installedShape> | null {
  const file = `${path}/package.json`;
  return existsSync(join(root, file)) ? installedShape.parse(read(file)) : null;
}

/** Where Node finds `name` for the package at `from` ('' for the project): beside it, then further up. */
function placeOf(from: string, name: string): string | null {
  const path = from === '' ? `${folder}${name}` : `${from}/${folder}${name}`;
  if (packages.has(path)) return path;
  return from === '' ? null : placeOf(from.slice(0, Math.max(0, from.lastIndexOf(`/${folder}`))), name);
}

/** The places of these packages and of all that they need. Throws for one that the lock does not have and that is not optional. */
export function withNeeds(wanted: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const take = (from: string, name: string, mayMiss: boolean): void => {
    const path = placeOf(from, name);
    if (path === null && !mayMiss) throw new Error(`expected ${name}, which ${from === '' ? 'the project' : from} needs, in the lock`);
    if (path === null || found.has(path)) return;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = packages.get(path) ?? {};
    for (const need of Object.keys(dependencies)) take(path, need, Object.hasOwn(optionalDependencies, need));
    for (const need of Object.keys(optionalDependencies)) take(path, need, true);
  };
  for (const name of wanted) take('', name, false);
  return found;
}
