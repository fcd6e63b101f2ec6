import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime.ts';
import { installed } from '../debian.ts';
import { cacheFolder, ownFile as own } from '../files.ts';

const run = promisify(execFile);

/** Java, which compiles the snippets of a client at once; Maven fetches their libraries. */
export const java: Runtime = {
  id: 'java',
  clients: ['java-http', 'java-websocket', 'java-socketio', 'java-task'],
  compiles: true,
  async versions(client) {
    const pom = await readFile(own('java/pom.xml'), 'utf8');
    const version = (artifact: string): string =>
      new RegExp(`<artifactId>${artifact}</artifactId>\\s*<version>([^<]*)<`).exec(pom)?.[1] ?? '';
    const name = client === 'java-socketio' ? 'socket.io-client' : 'jackson-databind';
    return { Java: await jdk(), [name]: version(name) };
  },
  async prepare(folder, files) {
    await jdk();
    const libraries = join(await jars(), '*');
    const harness = join(folder, 'harness');
    await mkdir(harness);
    try {
      await run('javac', ['-encoding', 'UTF-8', '-cp', libraries, '-d', harness, own('harness/java/Harness.java')]);
    } catch (error) {
      throw new Error(`the harness of Java does not compile: ${String(error)}`, { cause: error });
    }
    const options = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx256m', '-cp', `${harness}:${libraries}`];
    await run('java', [...options, 'Harness', 'compile', join(folder, 'classes'), ...files], { maxBuffer: 2 ** 24 });
    return { command: 'java', args: [...options, 'Harness', 'run', join(folder, 'classes')] };
  },
};

/**
 * The version of the JDK, 17 or later.
 *
 * @throws Error where there is none and none can be installed
 */
export async function jdk(): Promise<string> {
  await installed([{ package: 'default-jdk-headless', there: ['javac', '--release', '17', '-version'] }]);
  const { stdout } = await run('javac', ['-version']);
  return stdout.trim().replace(/^javac /, '');
}

/**
 * The folder with the libraries, fetched once by Maven and checked against the sums beside `pom.xml`.
 *
 * @throws Error where there is no Maven, or what it fetched is not what was pinned
 */
export async function jars(): Promise<string> {
  const sums = await readFile(own('java/sums.txt'), 'utf8');
  const key = createHash('sha256').update(sums).digest('hex').slice(0, 12);
  const cache = cacheFolder;
  const folder = join(cache, `java-${key}`);
  if (await isWhole(folder, sums)) return folder;
  const fresh = `${folder}.${String(process.pid)}`;
  await mkdir(fresh, { recursive: true });
  await copyFile(own('java/pom.xml'), join(fresh, 'pom.xml'));
  const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  try {
    await installed([{ package: 'maven', there: ['mvn', '-version'] }]);
    await run('mvn', ['-q', '-B', '-f', join(fresh, 'pom.xml'), copy, '-DoutputDirectory=.'], { maxBuffer: 2 ** 24 });
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw new Error(`the libraries of Java could not be fetched: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  if (!(await isWhole(fresh, sums))) {
    await rm(fresh, { recursive: true, force: true });
    throw new Error('what Maven fetched is not what `scripts/prove/java/sums.txt` pins');
  }
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return folder;
}

/** True when a folder holds every pinned file, byte for byte. */
async function isWhole(folder: string, sums: string): Promise<boolean> {
  const files = sums
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  const right = await Promise.all(
    files.map(async ([sum, name = '']) => {
      try {
        return (
          createHash('sha256')
            .update(await readFile(join(folder, name)))
            .digest('hex') === sum
        );
      } catch {
        return false;
      }
    }),
  );
  return right.every(Boolean);
}
