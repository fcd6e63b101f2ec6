import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime.ts';
import { installed } from '../debian.ts';
import { ownFile } from '../files.ts';

const run = promisify(execFile);

/** PHP on the command line, with the extension for cURL. */
export const php: Runtime = {
  id: 'php',
  clients: ['php-http', 'php-task'],
  async versions(client) {
    await ready();
    const { stdout } = await run('php', ['-r', 'echo phpversion(), " ", curl_version()["version"];']);
    const [own = '', curl = ''] = stdout.split(' ');
    return { PHP: own, ...(client === 'php-http' && { curl }) };
  },
  async prepare() {
    await ready();
    // The mock is on this machine: no proxy stands between.
    return { command: 'php', args: ['-d', 'display_errors=stderr', ownFile('harness/php.php')], env: { no_proxy: '*' } };
  },
};

/** `str_starts_with` is of PHP 8.0. */
const ready = (): Promise<void> =>
  installed([
    { package: 'php-cli', there: ['php', '-r', 'exit(PHP_VERSION_ID >= 80000 ? 0 : 1);'] },
    { package: 'php-curl', there: ['php', '-r', 'exit(extension_loaded("curl") ? 0 : 1);'] },
  ]);
