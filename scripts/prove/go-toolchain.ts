import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from './alone.ts';
import { installed } from './debian.ts';
import { cacheFolder } from './files.ts';

const run = promisify(execFile);

/** A Go that is new enough. */
export interface GoToolchain {
  /** Folder of its programs: `go`, `gofmt`. */
  readonly bin: string;
  /** `1.26.8`. */
  readonly version: string;
  /** Its GOROOT. */
  readonly root: string;
}

/** The Go that is fetched where there is none that will do, by its sums as `go.sum` has them. */
export interface PinnedGo {
  readonly version: string;
  /** By operating system and processor, as Node.js calls them. */
  readonly sums: Readonly<Record<string, string>>;
}

/** The oldest that the snippets are written for. */
const oldest: readonly [major: number, minor: number] = [1, 24];

const pinned: PinnedGo = {
  version: '1.26.8',
  sums: {
    'linux-x64': 'h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=',
    'linux-arm64': 'h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc=',
  },
};

/** What Go calls the processors. */
const processors: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** No compiler of another version is fetched on the way, and C is not needed. */
export const goSettings = { GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off' } as const;

/**
 * The Go to compile with: that of the machine where it is new enough, otherwise one that an older Go fetches as a module, once, into the cache
 * of the project. Debian's package brings the older one where there is none at all.
 *
 * @param wanted the one that is fetched
 * @param cache the folder that keeps it
 * @throws Error that says what is missing and how to get it
 */
export async function goToolchain(wanted = pinned, cache = cacheFolder): Promise<GoToolchain> {
  const here = await asked('go');
  if (here) return here;
  const folder = join(cache, `go-${wanted.version}`);
  const kept = (): Promise<GoToolchain | undefined> => asked(join(folder, 'bin/go'));
  const own = await kept();
  if (own) return own;
  return await alone(`go${wanted.version}`, async () => {
    const since = await kept();
    if (since) return since;
    try {
      await fetchInto(folder, wanted);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const need = `it needs Go ${oldest.join('.')} or newer on the PATH, and Go ${wanted.version} could not be fetched`;
      throw new Error(`${need}: ${why}`, { cause: error });
    }
    const fetched = await kept();
    if (!fetched) throw new Error(`Go ${wanted.version} was fetched to ${folder}, and does not run`);
    return fetched;
  });
}

/** What a Go says of itself; undefined where there is none, or one that is too old. */
async function asked(command: string): Promise<GoToolchain | undefined> {
  try {
    const { stdout } = await run(command, ['env', 'GOVERSION', 'GOROOT'], { env: { ...process.env, ...goSettings } });
    const [said = '', root = ''] = stdout.trim().split('\n');
    const [, major, minor] = /^go(\d+)\.(\d+)/.exec(said) ?? [];
    const isNew = Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
    return isNew ? { bin: join(root, 'bin'), version: said.replace(/^go/, ''), root } : undefined;
  } catch {
    return undefined;
  }
}

/** What `go mod download -json` tells. */
interface Downloaded {
  readonly Dir?: string;
  readonly Sum?: string;
  readonly Error?: string;
}

/** Go publishes its releases as versions of a module, whose files lack the right to be run. */
async function fetchInto(folder: string, { version, sums }: PinnedGo): Promise<void> {
  const { platform, arch } = process;
  const sum = sums[`${platform}-${arch}`];
  if (sum === undefined) throw new Error(`it is not pinned for ${platform} on ${arch}`);
  await installed([
    { package: 'golang-go', there: ['go', 'version'] },
    { package: 'ca-certificates', there: ['test', '-e', '/etc/ssl/certs/ca-certificates.crt'] },
  ]);
  await mkdir(join(folder, '..'), { recursive: true });
  const scratch = await mkdtemp(`${folder}.`);
  try {
    const env = { ...process.env, ...goSettings, GOPATH: scratch, GOMODCACHE: join(scratch, 'mod'), GOFLAGS: '-modcacherw' };
    const module = `golang.org/toolchain@v0.0.1-go${version}.${platform}-${processors[arch] ?? arch}`;
    const { stdout } = await run('go', ['mod', 'download', '-json', module], { cwd: scratch, env }).catch(toldOnOutput);
    const said = JSON.parse(stdout) as Downloaded;
    if (said.Dir === undefined || said.Error !== undefined) throw new Error(said.Error ?? 'nothing was fetched');
    if (said.Sum !== sum) throw new Error(`what was fetched has the sum ${said.Sum ?? ''} instead of ${sum}`);
    for (const place of [join(said.Dir, 'bin'), join(said.Dir, 'pkg/tool')]) await letRun(place);
    // One that was damaged makes room.
    await rm(folder, { recursive: true, force: true });
    await rename(said.Dir, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A download that failed tells why where its answer would stand. */
function toldOnOutput(error: unknown): { stdout: string } {
  if (typeof error === 'object' && error !== null && 'stdout' in error && String(error.stdout).startsWith('{'))
    return { stdout: String(error.stdout) };
  throw error;
}

async function letRun(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o755);
}
