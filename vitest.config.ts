import { defineConfig } from 'vitest/config';

/** One runner for everything. The reporter of our own comes last: its line is the last of the run. */
export default defineConfig({
  test: {
    include: ['{scripts,site}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'lib/**'],
    globalSetup: ['scripts/test/setup.ts'],
    reporters: ['default', './scripts/test/summary-reporter.ts'],
    // One less by default, which on two cores is one after the other: many tests wait for a process or a browser of theirs.
    maxWorkers: '100%',
    // A test that hangs is to end; how fast the machine is at this hour decides of none.
    testTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 240_000,
    allowOnly: false,
    passWithNoTests: false,
  },
});
