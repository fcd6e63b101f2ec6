import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime.ts';
import { alone } from '../alone.ts';
import { installed } from '../debian.ts';
import { cacheFolder, ownFile } from '../files.ts';

const run = promisify(execFile);
const lockFile = ownFile('python/requirements.txt');

/** Packages of each client, as they call themselves. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'python-httpx': ['httpx'],
  'python-websockets': ['websockets'],
  'python-socketio': ['python-socketio', 'aiohttp'],
  'python-task': [],
};

/** CPython, with packages in a virtual environment of its own. */
export const python: Runtime = {
  id: 'python',
  clients: Object.keys(packages),
  async versions(client) {
    const wanted = packages[client] ?? [];
    const code =
      'import sys, platform; from importlib.metadata import version; print(platform.python_version(), *map(version, sys.argv[1:]))';
    const { stdout } = await run(await pythonOf(), ['-c', code, ...wanted]);
    const [own = '', ...others] = stdout.trim().split(' ');
    return { Python: own, ...Object.fromEntries(wanted.map((name, at) => [name, others[at] ?? ''])) };
  },
  async prepare() {
    const command = await pythonOf();
    // The mock is on this machine: no proxy stands between.
    return {
      command,
      args: [ownFile('harness/python.py')],
      env: { no_proxy: '*', PYTHONDONTWRITEBYTECODE: '1' },
    };
  },
};

/**
 * The Python of an environment that holds the locked packages, made where there is none yet.
 *
 * @throws Error that says what is missing
 */
export async function pythonOf(): Promise<string> {
  const lock = await readFile(lockFile, 'utf8');
  const base = await found();
  const key = createHash('sha256').update(`${base}\n${lock}`).digest('hex').slice(0, 16);
  const folder = join(cacheFolder, `python-${key}`);
  const command = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  const isComplete = (): Promise<boolean> =>
    readFile(complete).then(
      () => true,
      () => false,
    );
  if (await isComplete()) return command;
  await alone(`python${key}`, async () => {
    if (await isComplete()) return;
    try {
      // An attempt may have been interrupted.
      await rm(folder, { recursive: true, force: true });
      await run('python3', ['-m', 'venv', folder]);
      await run(command, ['-m', 'pip', 'install', '--quiet', '--require-hashes', '--no-deps', '--only-binary', ':all:', '-r', lockFile]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`its virtual environment could not be made: ${why}`, { cause: error });
    }
    await writeFile(complete, '');
  });
  return command;
}

/**
 * The Python that is installed, its version and its place: 3.11 or newer.
 *
 * @throws Error where there is none and none can be installed
 */
async function found(): Promise<string> {
  const isNew = 'import sys; sys.exit(sys.version_info < (3, 11))';
  await installed([
    { package: 'python3', there: ['python3', '-c', isNew] },
    { package: 'python3-venv', there: ['python3', '-c', 'import ensurepip, venv'] },
  ]);
  const { stdout } = await run('python3', ['-c', 'import sys; print(*sys.version_info[:3], sys.prefix)']);
  return stdout.trim();
}
