import { defineConfig } from 'vitest/config';

/** `npm test` runs the short ones and stays under ten minutes on two cores; `npm run test:long` the others: each kill point, each page by axe, each trouble; `npm run soak` half an hour of load with kills. */
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'short', include: ['test/**/*.test.ts'], exclude: ['test/**/*.long.test.ts'] } },
      { extends: true, test: { name: 'long', include: ['test/**/*.long.test.ts'] } },
      { extends: true, test: { name: 'soak', include: ['test/soak/soak.ts'] } },
    ],
    // Foreign programs read names in Japanese by their locale: without one of UTF-8 gpg finds no key by such a name.
    env: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    globalSetup: ['test/setup/foreign-programs.ts'],
    // Far beyond what any test takes on a quiet machine: how busy the machine is decides nothing.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
