// Foreign programs for tests: where they are, and a way to say in words that a test was not run for want of one.

import { appendFileSync } from 'node:fs';
import { inject, it } from 'vitest';
import type { TestContext } from 'vitest';
import type { ProgramName } from './found-programs.ts';

/** The path of a program, or undefined where this machine has none. */
export function program(name: ProgramName): string | undefined {
  return inject('programs')[name];
}

/**
 * Registers a test that needs a foreign program. Where there is none, the test counts as not run and a line at the end says so in words;
 * with CI=true it fails.
 */
export function needs(name: ProgramName, title: string, test: (path: string) => void | Promise<void>, timeout?: number): void {
  it(title, async (context) => test(program(name) ?? without(name, title, context)), timeout);
}

function without(name: ProgramName, title: string, context: TestContext): never {
  if (process.env['CI'] === 'true') throw new Error(`${name} is missing, and with CI=true nothing may be left out.`);
  appendFileSync(inject('notRun'), `${title} (${name})\n`);
  context.skip(`needs ${name}`);
}
