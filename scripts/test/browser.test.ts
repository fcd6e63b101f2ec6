import { existsSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { findBrowser } from './browser.ts';

test('the set-up found a Chromium, or installed one', () => {
  expect(existsSync(inject('chromium'))).toBe(true);
  expect(inject('chromium')).toBe(findBrowser());
});
