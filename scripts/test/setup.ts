import type { TestProject } from 'vitest/node';
import { findBrowser, installBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the Chromium that browser tests start: `inject('chromium')`. */
    chromium: string;
  }
}

/** Before all tests: makes sure that there is a Chromium, and hands its path to the tests. */
export default function setup(project: TestProject): void {
  const installed = findBrowser();
  if (installed !== undefined) {
    project.provide('chromium', installed);
    return;
  }
  process.stderr.write('No Chromium found; installing the one of the system (once).\n');
  const { failure } = installBrowser();
  const file = findBrowser();
  if (file === undefined) {
    throw new Error(
      `The tests need Chromium and could not install it (${failure ?? 'unknown reason'}). Install it, or set CHROMIUM_PATH to one.`,
    );
  }
  project.provide('chromium', file);
}
