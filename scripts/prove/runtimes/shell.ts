import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime.ts';
import { installed } from '../debian.ts';
import { harness } from '../files.ts';

const run = promisify(execFile);

/** What scripts call, each named as the package of Debian that brings it. */
const programs = ['bash', 'curl', 'jq'] as const;

/** bash, with curl and jq as the system has them. */
export const shell: Runtime = {
  id: 'bash',
  clients: ['curl'],
  async versions() {
    await ready();
    return Object.fromEntries(await Promise.all(programs.map(async (name) => [name, await versionOf(name)] as const)));
  },
  async prepare() {
    await ready();
    return {
      command: process.execPath,
      args: [harness('shell')],
      // The mock is on this machine: no proxy stands between.
      env: { no_proxy: '*' },
    };
  },
};

const ready = (): Promise<void> => installed(programs.map((name) => ({ package: name, there: [name, '--version'] })));

/** The version that a program says, in its first line. */
async function versionOf(name: string): Promise<string> {
  const { stdout } = await run(name, ['--version']);
  return /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? '';
}
