import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from '../alone.ts';
import { cacheFolder, ownFile as own } from '../files.ts';

const run = promisify(execFile);

/** A compiled crate for `rustc --extern`: the name by which code calls it, and its file. */
export type Extern = readonly [name: string, file: string];

/** Crates that snippets and harness name; `tokio` is replaced by one with another clock. */
const named = ['futures_util', 'rand', 'reqwest', 'serde_json', 'tokio', 'tokio_tungstenite', 'urlencoding'];

/**
 * The crates of the snippets, fetched and compiled once: exactly those that `scripts/prove/rust/sums.txt` pins.
 *
 * @param compiler version of rustc: what another one compiled is of no use
 * @returns the folder in which those lie that the named ones need in turn, and the named ones
 * @throws Error where they cannot be fetched, or what comes is not what was pinned
 */
export async function crates(compiler: string): Promise<{ readonly folder: string; readonly externs: readonly Extern[] }> {
  const [manifest, sums, clock] = await Promise.all(
    ['rust/Cargo.toml', 'rust/sums.txt', 'harness/rust/clock.rs'].map((name) => readFile(own(name), 'utf8')),
  );
  const key = createHash('sha256').update([compiler, manifest, sums, clock].join('\n')).digest('hex').slice(0, 12);
  const folder = join(cacheFolder, `rust-${key}`);
  if (!(await isThere(folder)))
    await alone('rust', async () => {
      if (!(await isThere(folder))) await compile(folder, manifest ?? '', sums ?? '');
    });
  const libraries = join(folder, 'target/debug/deps');
  return { folder: libraries, externs: externsIn(libraries, await readdir(libraries), join(folder, 'libclock.rlib')) };
}

const isThere = (folder: string): Promise<boolean> =>
  readFile(join(folder, 'libclock.rlib')).then(
    () => true,
    () => false,
  );

function externsIn(folder: string, files: readonly string[], clock: string): Extern[] {
  return named.map((name) => {
    if (name === 'tokio') return [name, clock];
    return [name, join(folder, libraryOf(name, files))];
  });
}

function libraryOf(name: string, files: readonly string[]): string {
  const file = files.find((one) => new RegExp(`^lib${name}-[0-9a-f]+\\.rlib$`).test(one));
  if (file === undefined) throw new Error(`cargo has not compiled the crate \`${name}\``);
  return file;
}

async function compile(folder: string, manifest: string, sums: string): Promise<void> {
  const fresh = `${folder}.${String(process.pid)}`;
  await mkdir(fresh, { recursive: true });
  const env = { ...process.env, CARGO_TARGET_DIR: join(fresh, 'target'), RUSTFLAGS: '', CARGO_TERM_COLOR: 'never' };
  const step = (command: string, ...args: string[]): Promise<unknown> => run(command, args, { cwd: fresh, env, maxBuffer: 2 ** 24 });
  try {
    await writeFile(join(fresh, 'Cargo.toml'), withPins(manifest, sums));
    await writeFile(join(fresh, 'lib.rs'), '');
    await step('cargo', 'generate-lockfile');
    const odd = oddities(await readFile(join(fresh, 'Cargo.lock'), 'utf8'), sums);
    if (odd.length > 0) throw new Error(`what cargo found is not what \`scripts/prove/rust/sums.txt\` pins: ${odd.join(', ')}`);
    // From here on cargo compares every crate with its sum.
    await step('cargo', 'fetch', '--locked');
    await step('cargo', 'build', '--locked', '--offline');
    const deps = join(fresh, 'target/debug/deps');
    const system = `system=${join(deps, libraryOf('tokio', await readdir(deps)))}`;
    const clock = ['--edition', '2021', '--crate-type', 'rlib', '--crate-name', 'clock', own('harness/rust/clock.rs')];
    await step('rustc', ...clock, '-L', `dependency=${deps}`, '--extern', system, '-o', 'libclock.rlib');
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw new Error(`the crates of Rust could not be made ready: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Name, version and sum of every crate. */
const pinned = (sums: string): { name: string; version: string; sum: string }[] =>
  sums
    .trim()
    .split('\n')
    .map((line) => {
      const [sum = '', name = '', version = ''] = line.split(/\s+/);
      return { sum, name, version };
    });

/** A manifest in which every crate has one version; those that it does not name itself are asked for on no system, and so are only pinned. */
export function withPins(manifest: string, sums: string): string {
  const own = new Set([...manifest.matchAll(/^([\w-]+) = .*"=/gm)].map(([, name = '']) => name));
  const pins = pinned(sums)
    .filter(({ name }) => !own.has(name))
    .map(({ name, version }) => `${name} = { version = "=${version.replace(/\+.*$/, '')}", default-features = false }`);
  return [manifest.trimEnd(), '', "[target.'cfg(any())'.dependencies]", ...pins, ''].join('\n');
}

/** How a lock file of cargo differs from the pins: crates that are missing, come beside them, or have another version or sum. */
export function oddities(lock: string, sums: string): string[] {
  const locked = [...lock.matchAll(/^name = "(.*)"\nversion = "(.*)"\nsource = .*\nchecksum = "(.*)"$/gm)].map(
    ([, name = '', version = '', sum = '']) => `${sum}  ${name} ${version}`,
  );
  const wanted = sums.trim().split('\n');
  const bare = (line: string): string => line.replace(/^\S+\s+/, '');
  return [
    ...wanted.filter((line) => !locked.includes(line)).map((line) => `without ${bare(line)}`),
    ...locked.filter((line) => !wanted.includes(line)).map((line) => `with ${bare(line)}`),
  ];
}
