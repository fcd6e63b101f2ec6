import { expect, test } from 'vitest';
import { ruleDocs } from './docs.ts';
import { rules } from './rules/index.ts';

test('RULES.md is what the rules say (`npm run docs` writes it)', async () => {
  await expect(ruleDocs()).toMatchFileSnapshot('./RULES.md');
});

test('every rule has its section, and every example is in it', () => {
  const docs = ruleDocs();
  for (const { id, examples } of rules) {
    expect(docs).toContain(`\n## ${id}\n`);
    for (const text of [...examples.good, ...examples.bad]) expect(docs).toContain(text);
  }
});
