import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../server/ledger/', import.meta.url);
const imports = async (name: string): Promise<string[]> => Array.from((await readFile(new URL(name, folder), 'utf8')).matchAll(/^(?:import|export) .*? from '([^']+)';$/gm), (found) => found[1]!);

/** What the auditor's page and the command line load when they load the verifier. */
async function reachedFrom(start: string): Promise<Set<string>> {
  const reached = new Set([start]);
  for (const name of reached) for (const found of await imports(name)) reached.add(found.replace(/^\.\//, ''));
  return reached;
}

describe('the pure files', () => {
  it('run in server, browser and command line: verifying imports only files of this folder, none of Node, the store or a package', async () => {
    const own = await readdir(folder);
    for (const start of ['verify.ts', 'tlog-proof.ts', 'compare.ts', 'document-verdict.ts']) {
      const reached = await reachedFrom(start);
      expect(reached.size).toBeGreaterThan(5);
      expect([...reached].filter((name) => !own.includes(name))).toEqual([]);
      expect([...reached]).not.toContain('node-primitives.ts');
    }
  });
});
