import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { alone } from './alone.ts';

const run = promisify(execFile);

/** Something that a package of Debian brings. */
export interface Needed {
  /** The package. */
  readonly package: string;
  /** What succeeds where it is there: a command with its arguments. */
  readonly there: readonly [command: string, ...args: string[]];
}

/** Seconds for which apt waits for somebody else who installs. */
const patience = 300;

/**
 * Installs what is missing from Debian's packages, as root or through a `sudo` that asks nobody.
 *
 * @throws Error that says what is missing and which command brings it
 */
export async function installed(needs: readonly Needed[]): Promise<void> {
  if ((await missing(needs)).length > 0) await alone('debian', () => install(needs));
}

async function install(needs: readonly Needed[]): Promise<void> {
  const wanted = await missing(needs);
  if (wanted.length === 0) return;
  const [command, before] = process.getuid?.() === 0 ? ['apt-get', []] : ['sudo', ['-n', 'apt-get']];
  const apt = (...args: string[]): Promise<unknown> =>
    run(command, [...before, '-q', '-y', '-o', `DPkg::Lock::Timeout=${String(patience)}`, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 2 ** 24,
    });
  const packages = (): Promise<unknown> => apt('install', '--no-install-recommends', ...wanted);
  try {
    // The lists may be older than what they lead to, or not there at all; a list that cannot be fetched is told by the installation.
    await packages().catch(() =>
      apt('update')
        .catch(() => undefined)
        .then(packages),
    );
  } catch (error) {
    throw new Error(`${needFor(wanted)}: ${why(error)}`, { cause: error });
  }
  const left = await missing(needs);
  if (left.length > 0) throw new Error(`${needFor(left)}: it is installed, and yet does not run`);
}

const needFor = (packages: readonly string[]): string =>
  `it needs ${packages.join(' and ')}, and could not install it (Debian: apt-get install ${packages.join(' ')})`;

/** The last that a command complained of. */
function why(error: unknown): string {
  const said =
    typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : undefined;
  return said || (error instanceof Error ? error.message : String(error));
}

async function missing(needs: readonly Needed[]): Promise<string[]> {
  const found = await Promise.all(
    needs.map(({ there: [command, ...args] }) =>
      run(command, args).then(
        () => true,
        () => false,
      ),
    ),
  );
  return needs.flatMap((one, at) => (found[at] ? [] : [one.package]));
}
