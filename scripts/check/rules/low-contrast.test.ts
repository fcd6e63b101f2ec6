import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast } from '../../model/contrast.ts';
import { papers } from './low-contrast.ts';

const tokens = readFileSync(new URL('../../../site/styles/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = tokens.split('@media screen and (prefers-color-scheme: dark)');

test('contrast is as in WCAG: black on white, equal colours, and the grey that just passes', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#1ab', '#11aabb')).toBe(1);
  expect(contrast('#767676', '#fff')).toBeCloseTo(4.54, 2);
});

test.each([
  ['light', light],
  ['dark', dark],
] as const)('the rule knows the papers of the %s pages', (side, css) => {
  const found = [...css.matchAll(/--(?:paper|panel|[\w-]+-wash|code-paper): (#\w{6})/g)].map(([, colour]) => colour ?? '');
  expect(found.length).toBeGreaterThan(5);
  expect(found).toContain(papers[side].paper);
  // The paper nearest to the ink: the darkest of the light ones, the lightest of the dark ones.
  const ink = side === 'light' ? '#000' : '#fff';
  const worst = found.toSorted((one, two) => contrast(ink, one) - contrast(ink, two))[0];
  expect(papers[side].worst).toBe(worst);
});
