import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Lays the package as it is published into a folder, as if it were installed there, with the packages of this repository.
 * @returns the file of the command
 * @throws Error when it cannot be packed: it needs `npm` and `tar`
 */
export function published(folder: string): string {
  const modules = join(folder, 'node_modules');
  const own = join(modules, 'errdex');
  mkdirSync(modules, { recursive: true });
  const said = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
    encoding: 'utf8',
  });
  const packed = said.trim().split('\n').at(-1) ?? '';
  execFileSync('tar', ['-xzf', join(folder, packed), '-C', modules]);
  renameSync(join(modules, 'package'), own);
  symlinkSync(join(root, 'node_modules'), join(own, 'node_modules'), 'junction');
  return join(own, 'scripts/cli/errdex.mjs');
}
