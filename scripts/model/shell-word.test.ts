import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { shellWord } from './shell-word.ts';

const execute = promisify(execFile);

test.each([
  ['http://127.0.0.1:4010/shop/A_1', 'http://127.0.0.1:4010/shop/A_1'],
  ['/shop/~3A?x=1&y=2', "'/shop/~3A?x=1&y=2'"],
  ["it's", String.raw`'it'\''s'`],
])('%s is one word of a shell: %s', async (text, word) => {
  expect(shellWord(text)).toBe(word);
  expect((await execute('sh', ['-c', `printf %s ${word}`])).stdout).toBe(text);
});
