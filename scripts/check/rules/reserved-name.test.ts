import { expect, test } from 'vitest';
import { routes } from '../../astro/routes.ts';
import { compileCatalog } from '../../pipeline.ts';
import { emit } from '../../emit/index.ts';
import { root } from '../../test/sources.ts';
import { reserved } from './reserved-name.ts';

/** First segment of a path, without its file ending: none of a file that only the host reads, whose name no service can have. */
function first(path: string): string {
  const segment = path.split('/').find((each) => each !== '') ?? '';
  return ['_headers', '_redirects', '.nojekyll'].includes(path) ? '' : segment.replace(/\.[\w.]+$/, '');
}

test('every path of an artifact begins with a service or with a reserved name', async () => {
  const { catalog } = await compileCatalog(`${root}scripts/check/fixtures/base`, { today: '2026-06-01', toolVersion: '0.0.0' });
  expect(catalog?.services.map(({ service }) => service)).toEqual(['bank', 'shop']);
  const starts = new Set(Array.from(catalog ? emit(catalog) : [], ({ path }) => first(path)));
  expect(starts.size).toBeGreaterThan(5);
  expect([...starts].filter((name) => !['', 'bank', 'shop', ...reserved].includes(name))).toEqual([]);
});

test('every page of the site begins with a parameter or with a reserved name', () => {
  const starts = new Set(routes.map(({ pattern }) => first(pattern)));
  expect([...starts].filter((name) => name !== '' && !name.startsWith('[') && !reserved.includes(name))).toEqual([]);
});
