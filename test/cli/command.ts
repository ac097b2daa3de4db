// Runs the built `kagibako` command as a person does: a process of its own.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { builtFolder } from '../setup/build.ts';

export interface Ended { readonly code: number; readonly out: string; readonly err: string }

/** Settings that this test does not give are not taken from whoever runs it. */
export function cleanEnvironment(given: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KAGIBAKO_'))), ...given };
}

export async function runBuilt(program: 'client/cli/main.js' | 'server/main.js', args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const path = join(await builtFolder(), program);
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...args], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024, env: cleanEnvironment(environment) }, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err });
    });
  });
}
