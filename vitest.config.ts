import { defineConfig } from 'vitest/config';

/** `npm test` runs the short ones and stays under ten minutes on two cores; `npm run test:long` the others: each kill point, each page by axe, each trouble. */
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'short', include: ['test/**/*.test.ts'], exclude: ['test/**/*.long.test.ts'] } },
      { extends: true, test: { name: 'long', include: ['test/**/*.long.test.ts'] } },
    ],
    globalSetup: ['test/setup/foreign-programs.ts'],
    // Far beyond what any test takes on a quiet machine: how busy the machine is decides nothing.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
