// What of the locked packages runs in the gateway or is handed out with its pages; the rest only builds and tests.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { libraryOf, readSources, root } from '../sources.ts';
import { packages, withNeeds } from './lock.ts';

/** Libraries of which the built pages hold something: imported by a page or its styles. What only builds them is none of it. */
function librariesOfPages(): string[] {
  const scripts = readSources().filter(({ path }) => path.startsWith('client/web/') && !path.endsWith('vite.config.ts')).flatMap(({ imports }) => imports.filter(({ typeOnly }) => !typeOnly).map(libraryOf));
  const styles = readdirSync(join(root, 'client/web'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css')).map((path) => readFileSync(join(root, 'client/web', path), 'utf8'));
  const named = styles.flatMap((text) => [...text.matchAll(/@(?:import|plugin)\s+['"]([^'"]+)['"]/g)].map(([, name = '']) => libraryOf({ name, file: null, typeOnly: false })));
  return [...new Set([...scripts, ...named])].filter((name) => name !== null);
}

/** Their places in the lock, `node_modules/a/node_modules/b`. Reads every source file. */
export function placesOfProduct(): ReadonlySet<string> {
  return new Set([...[...packages].filter(([, { dev }]) => dev !== true).map(([path]) => path), ...withNeeds(librariesOfPages())]);
}
