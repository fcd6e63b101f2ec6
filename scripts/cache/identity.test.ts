import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { identity } from './identity.ts';

const root = mkdtempSync(join(tmpdir(), 'errdex-identity-'));
afterAll(() => rmSync(root, { recursive: true }));

function save(path: string, content: Json): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

function start(): void {
  rmSync(root, { recursive: true });
  save('package.json', {
    name: 'errdex',
    version: '1.0.0',
    dependencies: { page: '*' },
    peerDependencies: { absent: '*' },
    devDependencies: { other: '*' },
  });
  save('scripts/emit/index.ts', 'export {};');
  save('site/routes/index.astro', '<p>Page</p>');
  save('node_modules/page/package.json', { name: 'page', version: '7.0.0', dependencies: { colours: '*' } });
  save('node_modules/page/node_modules/colours/package.json', { name: 'colours', version: '4.0.0', dependencies: { page: '*' } });
  save('node_modules/colours/package.json', { name: 'colours', version: '3.0.0' });
  save('node_modules/other/package.json', { name: 'other', version: '1.0.0' });
}

describe('the identity of the tool', () => {
  it.each<[string, string, Json]>([
    ['its own source', 'scripts/emit/index.ts', 'export const changed = 1;'],
    ['a new file of it', 'scripts/emit/more.ts', ''],
    ['a page', 'site/routes/index.astro', '<p>Other</p>'],
    ['a style sheet', 'site/styles/new.css', 'p {}'],
    ['a dependency', 'node_modules/page/package.json', { name: 'page', version: '7.0.1', dependencies: { colours: '*' } }],
    ['what a dependency needs', 'node_modules/page/node_modules/colours/package.json', { name: 'colours', version: '4.0.1' }],
    ['a peer dependency that is installed', 'node_modules/absent/package.json', { name: 'absent', version: '1.0.0' }],
  ])('changes with %s', (_, path, content) => {
    start();
    const before = identity(root);
    save(path, content);
    expect(identity(root)).not.toBe(before);
  });

  it.each<[string, string, Json]>([
    ['a test', 'scripts/emit/index.test.ts', 'x'],
    ['a fixture', 'scripts/emit/fixtures/catalog.yaml', 'x'],
    ['a result of the benchmark', 'scripts/bench/results.json', '[]'],
    ['a package that only development needs', 'node_modules/other/package.json', { name: 'other', version: '2.0.0' }],
    ['a copy of a package that nobody reaches', 'node_modules/colours/package.json', { name: 'colours', version: '3.0.1' }],
  ])('does not change with %s', (_, path, content) => {
    start();
    const before = identity(root);
    save(path, content);
    expect(identity(root)).toBe(before);
  });
});
