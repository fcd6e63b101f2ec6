import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installed } from './debian.ts';

// The system is left alone: `apt-get` and `sudo` are scripts of ours that note what they are asked for.
let folder = '';
const log = (): string[] => readFileSync(join(folder, 'log'), 'utf8').trim().split('\n').filter(Boolean);
const script = (name: string, body: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
};
const needs = [{ package: 'thing', there: ['thing-program', '--version'] }] as const;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'errdex-debian-'));
  writeFileSync(join(folder, 'log'), '');
  vi.stubEnv('PATH', folder);
  script('sudo', 'shift; exec "$@"');
  script('bring', 'printf "#!/bin/sh\\n" > "$(dirname "$0")/thing-program"; chmod +x "$(dirname "$0")/thing-program"');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('what is there is not installed', async () => {
  script('apt-get', 'echo "$@" >> "$(dirname "$0")/log"');
  script('thing-program', '');
  await installed(needs);
  expect(log()).toEqual([]);
});

test('what is missing is installed, after an update where the lists are old', async () => {
  script(
    'apt-get',
    'here=$(dirname "$0")\necho "$@" >> "$here/log"\ncase "$*" in\n*update*) touch "$here/fresh" ;;\n' +
      '*) [ -e "$here/fresh" ] || { echo "E: Unable to locate package thing" >&2; exit 100; }; "$here/bring" ;;\nesac',
  );
  await installed(needs);
  expect(log().map((line) => /\b(?:install|update)\b.*/.exec(line)?.[0])).toEqual([
    'install --no-install-recommends thing',
    'update',
    'install --no-install-recommends thing',
  ]);
});

test('where it cannot be installed, the command is told, and why', async () => {
  script('apt-get', 'echo "E: no network" >&2; exit 100');
  await expect(installed(needs)).rejects.toThrow('it needs thing, and could not install it (Debian: apt-get install thing): E: no network');
  rmSync(join(folder, 'apt-get'));
  rmSync(join(folder, 'sudo'));
  await expect(installed(needs)).rejects.toThrow('Debian: apt-get install thing');
});

test('what is installed and does not run is told, too', async () => {
  script('apt-get', 'true');
  await expect(installed(needs)).rejects.toThrow('it is installed, and yet does not run');
});
