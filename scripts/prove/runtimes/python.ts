import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime.ts';
import { cacheFolder, ownFile } from '../files.ts';

const run = promisify(execFile);
const lockFile = ownFile('python/requirements.txt');
const cache = cacheFolder;

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
  const folder = join(cache, `python-${key}`);
  const command = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  try {
    await readFile(complete);
    return command;
  } catch {
    // Not there yet, or an attempt that was interrupted.
  }
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    await run('python3', ['-m', 'venv', folder]);
    await run(command, ['-m', 'pip', 'install', '--quiet', '--require-hashes', '--no-deps', '--only-binary', ':all:', '-r', lockFile]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`its virtual environment could not be made (Debian: apt-get install python3-venv): ${why}`, { cause: error });
  }
  await writeFile(complete, '');
  return command;
}

/** The version of the Python that is installed. */
async function found(): Promise<string> {
  try {
    const { stdout } = await run('python3', [
      '-c',
      'import sys; print(*sys.version_info[:3], sys.prefix); sys.exit(sys.version_info < (3, 11))',
    ]);
    return stdout.trim();
  } catch (error) {
    throw new Error('it needs Python 3.11 or newer as `python3` (Debian: apt-get install python3 python3-venv)', { cause: error });
  }
}
