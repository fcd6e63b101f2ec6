import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime.ts';
import { installed } from '../debian.ts';
import { ownFile } from '../files.ts';

const run = promisify(execFile);

/** Ruby, with its standard library alone. */
export const ruby: Runtime = {
  id: 'ruby',
  clients: ['ruby-http', 'ruby-task'],
  async versions() {
    await ready();
    const { stdout } = await run('ruby', ['-e', 'print RUBY_VERSION']);
    return { Ruby: stdout };
  },
  async prepare() {
    await ready();
    // The mock is on this machine: no proxy stands between. Gems of the machine are none of ours, and take time to look through.
    return { command: 'ruby', args: ['--disable-gems', '-W0', ownFile('harness/ruby.rb')], env: { no_proxy: '*' } };
  },
};

/** Pattern matching of hashes is of Ruby 3.0, endless ranges of 2.6. */
const ready = (): Promise<void> => installed([{ package: 'ruby', there: ['ruby', '-e', 'exit(RUBY_VERSION.to_f >= 3.0)'] }]);
