import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime.ts';
import { harness } from '../files.ts';

const run = promisify(execFile);

/** What scripts call, with the package of Debian that brings it. */
const programs = ['bash', 'curl', 'jq'] as const;

/** bash, with curl and jq as the system has them. */
export const shell: Runtime = {
  id: 'bash',
  clients: ['curl'],
  async versions() {
    await installed();
    return Object.fromEntries(await Promise.all(programs.map(async (name) => [name, await versionOf(name)] as const)));
  },
  async prepare() {
    await installed();
    return {
      command: process.execPath,
      args: [harness('shell')],
      // The mock is on this machine: no proxy stands between.
      env: { no_proxy: '*' },
    };
  },
};

/** The version that a program says, in its first line. */
async function versionOf(name: string): Promise<string> {
  const { stdout } = await run(name, ['--version']);
  return /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? '';
}

async function missing(): Promise<string[]> {
  const found = await Promise.all(programs.map((name) => versionOf(name).catch(() => undefined)));
  return programs.filter((_, at) => found[at] === undefined);
}

/** Installs what is missing from Debian's packages. */
async function installed(): Promise<void> {
  const wanted = await missing();
  if (wanted.length === 0) return;
  try {
    await run('apt-get', ['install', '-y', ...wanted], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  } catch (error) {
    throw new Error(`it needs ${wanted.join(' and ')} (Debian: apt-get install ${wanted.join(' ')})`, { cause: error });
  }
}
