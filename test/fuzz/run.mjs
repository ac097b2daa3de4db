// `npm run fuzz -- --runs N --seed S`: the properties of test/fuzz with that many cases, from that seed.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values, positionals } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } }, allowPositionals: true });
const env = { ...process.env, ...(values.runs === undefined ? {} : { KAGIBAKO_FUZZ_RUNS: values.runs }), ...(values.seed === undefined ? {} : { KAGIBAKO_FUZZ_SEED: values.seed }) };
const wanted = positionals.length === 0 ? ['test/fuzz'] : positionals;
const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'long', '--testTimeout=0', ...wanted], { cwd: root, env, stdio: 'inherit' });
child.on('exit', (code) => (process.exitCode = code ?? 1));
