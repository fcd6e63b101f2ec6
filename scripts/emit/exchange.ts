import { spawnSync } from 'node:child_process';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { leftovers, temporaryName } from './leftovers.ts';

/** Numbers of `renameat2` in the system call tables of Linux, by the name that Node gives the processor. */
const renameat2: Readonly<Record<string, number>> = { x64: 316, arm64: 276, riscv64: 276, loong64: 276, ppc64: 357, s390x: 347 };

/**
 * Programs that exchange two folders in one step (`renameat2(2)` with `RENAME_EXCHANGE`), which Node cannot; the first that is there does it.
 * Coreutils has it since 9.5; Perl is part of every Debian, Fedora and their descendants.
 */
function exchangers(one: string, two: string): [program: string, args: string[]][] {
  if (process.platform !== 'linux') return [];
  const call = renameat2[process.arch];
  const script = `exit(syscall(${String(call)}, -100, $ARGV[0], -100, $ARGV[1], 2) == 0 ? 0 : 1)`;
  return [
    ['mv', ['--exchange', '--no-target-directory', '--', one, two]],
    ...(call === undefined ? [] : [['perl', ['-e', script, one, two]] as [string, string[]]]),
  ];
}

/**
 * Puts a fresh folder in the place of a target. Where the system can exchange the two in one step, the target is there at every moment;
 * elsewhere it steps aside first, and `tidy` of the next run puts it back if this one is killed in between.
 * @returns where the old folder is now; undefined where there was none
 */
export async function swap(fresh: string, target: string): Promise<string | undefined> {
  if ((await stat(target).catch(() => undefined)) === undefined) {
    await rename(fresh, target);
    return undefined;
  }
  for (const [program, args] of exchangers(fresh, target)) {
    if (spawnSync(program, args, { stdio: 'ignore' }).status === 0) return fresh;
  }
  const aside = join(dirname(target), temporaryName(basename(target), 'old', process.pid));
  await rename(target, aside);
  try {
    await rename(fresh, target);
  } catch (error) {
    await rename(aside, target);
    throw error;
  }
  return aside;
}

/** Removes what runs that were killed have left beside the target, and puts back an old folder that had stepped aside. */
export async function tidy(target: string): Promise<void> {
  const parent = dirname(target);
  for (const left of leftovers(await readdir(parent), basename(target))) {
    // In a container every run may have the same id: one of our own is left over too.
    if (left.process !== process.pid && isAlive(left.process)) continue;
    const path = join(parent, left.name);
    const missing = (await stat(target).catch(() => undefined)) === undefined;
    if (left.kind === 'old' && missing) await rename(path, target);
    else await rm(path, { recursive: true, force: true });
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
