import type { TestProject } from 'vitest/node';
import { installed } from '../prove/debian.ts';
import { findBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the Chromium that browser tests start: `inject('chromium')`. */
    chromium: string;
  }
}

/** Before all tests: makes sure that there is a Chromium, and hands its path to the tests. */
export default async function setup(project: TestProject): Promise<void> {
  const found = findBrowser();
  if (found !== undefined) {
    project.provide('chromium', found);
    return;
  }
  process.stderr.write('No Chromium found; installing the one of the system (once).\n');
  await installed([{ package: 'chromium', there: ['chromium', '--version'] }]).catch((error: unknown) => {
    throw new Error(`The tests need Chromium: install it, or set CHROMIUM_PATH to one. ${String(error)}`, { cause: error });
  });
  const file = findBrowser();
  if (file === undefined) throw new Error('Chromium is installed, and not on the PATH. Set CHROMIUM_PATH to it.');
  project.provide('chromium', file);
}
