import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serverPolicy } from '../scripts/model/policy.ts';

const text = readFileSync(new URL('DEPLOY.md', import.meta.url), 'utf8');

test('the policy in the documentation is the policy of the pages', () => {
  expect(text).toContain(`add_header Content-Security-Policy "${serverPolicy}" always;`);
});
