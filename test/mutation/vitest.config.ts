// The tests of one group, as the mutants of its rules are tried against: KAGIBAKO_MUTATED names it as room/group (main.ts sets it).
import { defineConfig } from 'vitest/config';
import { rooms } from './rooms.ts';

const [room = '', name = ''] = (process.env['KAGIBAKO_MUTATED'] ?? '').split('/');
const group = rooms[room]?.[name];
if (group === undefined) throw new Error('expected KAGIBAKO_MUTATED to be room/group of test/mutation/rooms.ts');

// Not isolated: a mutant is switched on while its tests run, and what is computed when a file is read is left out (ignoreStatic), so files read once do for all of them.
export default defineConfig({
  test: { include: [...group.tests], env: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }, testTimeout: 20_000, hookTimeout: 20_000, pool: 'threads', isolate: false },
});
