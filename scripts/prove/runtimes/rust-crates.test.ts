import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ownFile } from '../files.ts';
import { oddities, withPins } from './rust-crates.ts';

const sums = `${'a'.repeat(64)}  one 1.2.3\n${'b'.repeat(64)}  two 0.1.0+build\n`;
const locked = (name: string, version: string, sum: string): string =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = "registry"\nchecksum = "${sum}"\ndependencies = [\n "other",\n]\n\n`;
const own = '[[package]]\nname = "snippets"\nversion = "0.0.0"\n\n';

test('a lock file with other crates, versions or sums than those that are pinned is noticed', () => {
  const right = own + locked('one', '1.2.3', 'a'.repeat(64)) + locked('two', '0.1.0+build', 'b'.repeat(64));
  expect(oddities(right, sums)).toEqual([]);
  expect(oddities(right.replace('aaaa', 'abaa'), sums)).toEqual(['without one 1.2.3', 'with one 1.2.3']);
  expect(oddities(right.replace('1.2.3', '1.2.4'), sums)).toEqual(['without one 1.2.3', 'with one 1.2.4']);
  expect(oddities(right + locked('three', '3.0.0', 'c'.repeat(64)), sums)).toEqual(['with three 3.0.0']);
  expect(oddities(own + locked('one', '1.2.3', 'a'.repeat(64)), sums)).toEqual(['without two 0.1.0+build']);
});

test('the manifest asks for one version of every crate', async () => {
  const [manifest, all] = await Promise.all(['rust/Cargo.toml', 'rust/sums.txt'].map((name) => readFile(ownFile(name), 'utf8')));
  const lines = withPins(manifest ?? '', all ?? '').split('\n');
  for (const line of (all ?? '').trim().split('\n')) {
    const [, name = '', version = ''] = line.split(/\s+/);
    const asked = lines.filter((one) => one.startsWith(`${name} = `));
    expect(asked, line).toHaveLength(1);
    expect(asked[0], line).toContain(`"=${version.replace(/\+.*$/, '')}"`);
  }
  // No address of a registry.
  expect(lines.join('\n')).not.toMatch(/:\/\//);
});
