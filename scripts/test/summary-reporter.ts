import type { Reporter, TestModule } from 'vitest/node';

interface Counts {
  passed: number;
  failed: number;
}

/** Counts of a run. A file that could not be loaded and an error outside any test count as one failure each. */
export function count(modules: readonly TestModule[], unhandled: readonly unknown[]): Counts {
  const counts: Counts = { passed: 0, failed: unhandled.length };
  for (const module of modules) {
    let failedInside = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed += 1;
      if (state === 'failed') failedInside += 1;
    }
    counts.failed += failedInside === 0 && module.state() === 'failed' ? 1 : failedInside;
  }
  return counts;
}

/** Prints `N passed, N failed` as the very last line, and never lets a run with a failure end well. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const { passed, failed } = count(modules, unhandled);
    // Other reporters, and vitest itself, print while the run winds down: only the exit event comes after all of them.
    process.once('exit', (code) => {
      if (failed > 0 && code === 0) process.exitCode = 1;
      process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
    });
  }
}
