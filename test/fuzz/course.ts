// How many cases a run takes and from which seed: ten thousand each in CI, any number on demand (`npm run fuzz -- --runs N --seed S`). The seed stands in the
// output, and in the message of what was found with the path to it.
const runs = Number(process.env['KAGIBAKO_FUZZ_RUNS'] ?? '10000');
const seed = Number(process.env['KAGIBAKO_FUZZ_SEED'] ?? String(Date.now() % 0x7fffffff));
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) throw new Error(`expected whole numbers in KAGIBAKO_FUZZ_RUNS and KAGIBAKO_FUZZ_SEED, found ${String(runs)} and ${String(seed)}`);
console.log(`fuzzing: ${String(runs)} cases each, seed ${String(seed)} (repeat with npm run fuzz -- --runs ${String(runs)} --seed ${String(seed)})`);

/** Parameters of one property. `share` of the cases where one of them is dear. */
export function course<Example>(examples: readonly Example[] = [], share = 1): { numRuns: number; seed: number; examples: Example[] } {
  return { numRuns: Math.max(1, Math.ceil(runs * share)), seed, examples: [...examples] };
}
