import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withProgress } from './progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says what is done, then every five seconds that it still is, and how far', async () => {
  const said: string[] = [];
  const later = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);
  const made = await withProgress({ note: (text) => void said.push(text) }, 'compiling', async ({ begin, reached }) => {
    await later(6);
    begin('building the site of 2 codes');
    await later(5);
    reached('3 of 9 pages');
    reached('4 of 9 pages');
    await later(5);
    return 'made';
  });
  await later(60);
  expect(made).toBe('made');
  expect(said.join('').split('\n')).toEqual([
    'errdex: compiling',
    'errdex: still compiling, 5 s',
    'errdex: building the site of 2 codes',
    'errdex: still building the site of 2 codes, 10 s',
    'errdex: still building the site of 2 codes, 4 of 9 pages, 15 s',
    '',
  ]);
});

it('says nothing more when the work has failed', async () => {
  const said: string[] = [];
  const failed = withProgress({ note: (text) => void said.push(text) }, 'compiling', () => Promise.reject(new Error('no')));
  await expect(failed).rejects.toThrow('no');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual(['errdex: compiling\n']);
});
