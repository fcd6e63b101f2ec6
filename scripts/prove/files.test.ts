import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFile } from './files.ts';
import { filesIn, isTest, root } from '../test/sources.ts';

/** What the modules of this room ask `ownFile` for, where they say it in so many words. */
const asked = filesIn('scripts/prove')
  .filter((file) => file.endsWith('.ts') && !isTest(file))
  .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/\bown(?:File)?\('([^']+)'\)/g)].map(([, path = '']) => path));

test('the package ships every file that is no module of ours', () => {
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] };
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((path) => !existsSync(ownFile(path)))).toEqual([]);
  const isShipped = (path: string): boolean =>
    files.some((one) => `scripts/prove/${path}` === one || `scripts/prove/${path}`.startsWith(`${one}/`));
  expect(asked.filter((path) => !isShipped(path))).toEqual([]);
});
