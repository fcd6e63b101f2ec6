import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { goToolchain } from './go-toolchain.ts';

// Nothing is fetched: `go` and `apt-get` are scripts of ours. A `go` of them "fetches" one that says its version, without the right to be run.
let folder = '';
const cache = (): string => join(folder, 'cache');
const pinned = { version: '1.90.1', sums: { [`${process.platform}-${process.arch}`]: 'h1:right=' } };

function script(name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** A Go of a version, which fetches what has a sum. */
const go = (version: string, sum = 'h1:right='): string =>
  [
    `case "$1" in env) printf '%s\\n%s\\n' go${version} ${folder}/root ;;`,
    'mod) echo "$@" >> "$(dirname "$0")/fetched"',
    'there="$GOMODCACHE/there"; mkdir -p "$there/bin" "$there/pkg/tool/any"; touch "$there/pkg/tool/any/compile"',
    // As the real one does, it tells where it stands.
    `printf '#!/bin/sh\\nprintf "go1.90.1\\\\n%%s\\\\n" "\${0%%/bin/go}"\\n' > "$there/bin/go"`,
    `printf '{ "Dir": "%s", "Sum": "${sum}" }' "$there" ;;`,
    'esac',
  ].join('\n');

const fetched = (): string => (existsSync(join(folder, 'fetched')) ? readFileSync(join(folder, 'fetched'), 'utf8') : '');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'errdex-go-'));
  vi.stubEnv('PATH', folder);
  for (const tool of ['test', 'true']) script(tool, `exec /usr/bin/${tool} "$@"`);
  script('sudo', 'shift; exec "$@"');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('the Go of the machine is taken where it is new enough', async () => {
  script('go', go('1.24'));
  expect(await goToolchain(pinned, cache())).toEqual({ bin: join(folder, 'root/bin'), version: '1.24', root: join(folder, 'root') });
  script('go', go('2.0.3'));
  expect(await goToolchain(pinned, cache())).toMatchObject({ version: '2.0.3' });
  expect(fetched()).toBe('');
});

test('one that is too old fetches the pinned one, once', async () => {
  script('go', go('1.19.8'));
  const root = join(cache(), 'go-1.90.1');
  const first = await goToolchain(pinned, cache());
  expect(first).toEqual({ bin: join(root, 'bin'), version: '1.90.1', root });
  expect(await goToolchain(pinned, cache())).toEqual(first);
  const system = process.arch === 'x64' ? 'amd64' : process.arch;
  expect(fetched()).toBe(`mod download -json golang.org/toolchain@v0.0.1-go1.90.1.${process.platform}-${system}\n`);
  expect(readdirSync(cache())).toEqual(['go-1.90.1']);
});

test('where there is none, the one of Debian fetches it', async () => {
  script('later', go('1.19.8'));
  script('apt-get', 'here=$(dirname "$0")\necho "$@" >> "$here/installed"\ncp "$here/later" "$here/go"');
  expect(await goToolchain(pinned, cache())).toMatchObject({ version: '1.90.1' });
  expect(readFileSync(join(folder, 'installed'), 'utf8')).toMatch(/install --no-install-recommends golang-go/);
});

test('what has another sum is not kept', async () => {
  script('go', go('1.23.9', 'h1:wrong='));
  await expect(goToolchain(pinned, cache())).rejects.toThrow(
    'it needs Go 1.24 or newer on the PATH, and Go 1.90.1 could not be fetched: what was fetched has the sum h1:wrong= instead of h1:right=',
  );
  expect(readdirSync(cache())).toEqual([]);
});

test.each([
  { says: 'no network', go: `[ "$1" = mod ] || exit 0; { printf '{ "Error": "no network" }'; exit 1; }` },
  { says: 'go: unknown command', go: '[ "$1" = mod ] || exit 0; { echo "go: unknown command" >&2; exit 2; }' },
])('why it cannot be fetched is told: $says', async ({ says, go: body }) => {
  script('go', body);
  await expect(goToolchain(pinned, cache())).rejects.toThrow(says);
});

test('a system that nothing is pinned for is named', async () => {
  script('go', go('1.19.8'));
  await expect(goToolchain({ ...pinned, sums: {} }, cache())).rejects.toThrow(
    `could not be fetched: it is not pinned for ${process.platform} on ${process.arch}`,
  );
});
