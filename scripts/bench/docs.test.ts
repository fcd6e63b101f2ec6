import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withTables } from './table.ts';
import type { Row } from './table.ts';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

/** `npm run bench -- --keep` writes the results; `npm run docs` puts them into the text. */
test('the tables of BENCH.md are those of the run that is kept', async () => {
  const rows = JSON.parse(read('results.json')) as Row[];
  await expect(withTables(read('BENCH.md'), rows)).toMatchFileSnapshot('./BENCH.md');
});

test('a table has a line for each row, and stands below its mark', () => {
  const rows = JSON.parse(read('results.json')) as Row[];
  const text = withTables('<!-- rows: 1000 -->\n\n| old |\n\nAfter.\n', rows);
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  expect(lines).toHaveLength(2 + rows.filter(({ codes }) => codes === 1000).length);
  expect(text.endsWith('|\n\nAfter.\n')).toBe(true);
  expect(withTables(text, rows)).toBe(text);
});
