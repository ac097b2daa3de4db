// What the product is made of: pinned, hashed, under licences that were read, with no script run by a package that is not named for it.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../sources.ts';
import { exceptions, isAllowed, licenceOf, ofProduct, ofTools, toldElsewhere } from './licences.ts';
import { installed, lockedRoot, manifest, nameOf, packages } from './lock.ts';
import { placesOfProduct } from './product.ts';

const product = placesOfProduct();
const wrong = (paths: Iterable<string>, allowed: readonly string[]): string[] => [...paths].filter((path) => !isAllowed(licenceOf(path) ?? 'none', allowed) && exceptions[nameOf(path)]?.licence !== licenceOf(path)).map((path) => `${path}: ${licenceOf(path) ?? 'none'}`);

describe('licences', () => {
  it('of all that runs or is handed out are on the list', () => {
    expect(product.size).toBeGreaterThan(Object.keys(manifest.dependencies).length);
    expect(['react', 'openpgp', 'express', 'robust-predicates'].filter((name) => !product.has(`node_modules/${name}`))).toEqual([]);
    expect(wrong(product, ofProduct)).toEqual([]);
  });

  it('of the tools are on theirs', () => {
    expect(wrong([...packages.keys()].filter((path) => !product.has(path)), ofTools)).toEqual([]);
  });

  it('have no exception that is not needed, and each has its reason', () => {
    const needed = (name: string, licence: string): boolean => [...product].some((path) => nameOf(path) === name && licenceOf(path) === licence);
    expect(Object.entries(exceptions).filter(([name, { licence, why }]) => !needed(name, licence) || why.length < 20).map(([name]) => name)).toEqual([]);
    expect(Object.entries(toldElsewhere).filter(([name, { licence }]) => !needed(name, licence) || typeof installed(`node_modules/${name}`)?.license === 'string').map(([name]) => name)).toEqual([]);
  });

  it('are read as expressions: every side of AND, one side of OR, and nothing that was not understood', () => {
    expect(['MIT', '(MIT OR WTFPL)', 'MIT AND OFL-1.1', '(GPL-3.0 OR ISC)'].filter((one) => !isAllowed(one, ofProduct))).toEqual([]);
    expect(['', 'none', 'GPL-3.0', 'MIT AND GPL-3.0', '(AGPL-3.0 OR GPL-3.0)', 'MIT OR (GPL-3.0 AND ISC)', 'SEE LICENSE IN x', 'mit'].filter((one) => isAllowed(one, ofProduct))).toEqual([]);
  });
});

const component = z.object({ name: z.string(), version: z.string(), licenses: z.array(z.union([z.object({ license: z.object({ id: z.string() }) }), z.object({ expression: z.string() })])).optional() });

/** The bill of materials as npm makes it of node_modules. It asks no registry. With `--omit dev` npm would leave out what product and tools both need. */
function madeByNpm(): string {
  const own = process.env['npm_execpath'];
  const [program, ...first] = own?.endsWith('npm-cli.js') === true ? [process.execPath, own] as const : ['npm'] as const;
  const made = spawnSync(program, [...first, 'sbom', '--sbom-format', 'cyclonedx', '--offline', '--no-update-notifier', '--logs-max=0', '--loglevel=error'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  expect(made.status, made.stderr).toBe(0);
  return made.stdout;
}

describe('the list of parts', () => {
  it('that npm makes of what is installed names only packages of the lock, in their versions, all of the product, and no licence that is not on the list [ASVS 15.1.2]', () => {
    const { bomFormat, components } = z.object({ bomFormat: z.string(), components: z.array(component) }).parse(JSON.parse(madeByNpm()));
    expect(bomFormat).toBe('CycloneDX');
    const known = (path: string): string => `${nameOf(path)}@${packages.get(path)?.version ?? ''}`;
    const [locked, ours] = [new Set([...packages.keys()].map(known)), new Set([...product].filter((path) => installed(path) !== null).map(known))];
    const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
    expect([...listed].filter((one) => !locked.has(one))).toEqual([]);
    expect([...ours].filter((one) => !listed.has(one))).toEqual([]);
    // What npm cannot read as a licence it leaves out; the tests above read that from the package itself.
    const told = components.flatMap(({ name, version, licenses = [] }) => licenses.map((one) => ({ name, isOurs: ours.has(`${name}@${version}`), licence: 'license' in one ? one.license.id : one.expression })));
    expect(told.length).toBeGreaterThan(components.length / 2);
    expect(told.filter(({ name, isOurs, licence }) => !isAllowed(licence, isOurs ? ofProduct : ofTools) && !Object.hasOwn(exceptions, name))).toEqual([]);
  });
});

describe('what is installed', () => {
  it('is what was hashed when it was locked, from whichever registry: no address, no link, no repository stands in the lock', () => {
    // A package inside another's archive is covered by the hash of that archive.
    expect([...packages].filter(([, { integrity, inBundle }]) => inBundle !== true && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
    expect([...packages].filter(([path, { inBundle, dev }]) => inBundle === true && (dev !== true || product.has(path))).map(([path]) => path)).toEqual([]);
    expect([...packages].filter(([, { resolved, link }]) => resolved !== undefined || link === true).map(([path]) => path)).toEqual([]);
  });

  it('was chosen to the last digit: package.json pins each direct dependency, and the lock says the same', () => {
    const direct = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries({ ...direct, ...manifest.overrides }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(lockedRoot).toEqual({ dependencies: manifest.dependencies, devDependencies: manifest.devDependencies });
    expect(Object.entries(direct).filter(([name, version]) => packages.get(`node_modules/${name}`)?.version !== version)).toEqual([]);
    expect([...packages].filter(([path, { version }]) => (installed(path)?.version ?? version) !== version).map(([path]) => path)).toEqual([]);
  });

  it('runs scripts for the packages that package.json names and for no other', () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, may]) => may).map(([name]) => name).sort();
    const byLock = [...packages].filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => nameOf(path)).sort();
    const byThemselves = [...packages.keys()].filter((path) => Object.keys(installed(path)?.scripts ?? {}).some((name) => ['preinstall', 'install', 'postinstall'].includes(name))).map(nameOf).sort();
    expect(byLock).toEqual(allowed);
    expect(byThemselves).toEqual(allowed);
  });
});
