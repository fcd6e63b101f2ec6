import { describe, expect, it } from 'vitest';
import { rateLimit } from '../../scripts/astro/fixtures/parcels-codes.ts';
import { retryWhens } from '../../scripts/model/vocabulary.ts';
import { view } from '../test/view.ts';
import { layOut, timeline } from './timeline.ts';

const labels = (when: (typeof retryWhens)[number]): string[] => timeline({ ...rateLimit, retry: { ...rateLimit.retry, when } }, view).map(({ label }) => label);

describe('the line of attempts', () => {
  it.each([
    { when: 'never', wanted: ['429', 'stop here'] },
    { when: 'after-change', wanted: ['429', 'change the request', 'again', 'at most 3 attempts'] },
    { when: 'at-once', wanted: ['429', '', 'again', 'at most 3 attempts'] },
    { when: 'after-delay', wanted: ['429', 'Retry-After: 3600 s', 'again', 'at most 3 attempts'] },
    { when: 'with-backoff', wanted: ['429', '3600 s', 'fails', '3600 s × 2', 'again', 'at most 3 attempts'] },
  ] as const)('$when', ({ when, wanted }) => {
    expect(labels(when)).toEqual(wanted);
  });

  it.each(retryWhens)('has no labels that touch (%s)', (when) => {
    const { placed, width } = layOut(timeline({ ...rateLimit, retry: { ...rateLimit.retry, when } }, view));
    let end = 0;
    for (const { step, x, width: own } of placed) {
      const half = Math.max(own, step.label.length * 6.5) / 2;
      expect(x + own / 2 - half).toBeGreaterThanOrEqual(end);
      end = x + own / 2 + half;
    }
    expect(width).toBeGreaterThanOrEqual(end);
  });
});
