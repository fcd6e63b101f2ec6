import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheFolder } from './files.ts';

/**
 * Does something that only one process may do at a time, such as installing: tests run side by side. Others wait.
 *
 * @param what name of what is done, in letters and digits
 */
export async function alone<T>(what: string, act: () => Promise<T>): Promise<T> {
  await mkdir(cacheFolder, { recursive: true });
  const lock = join(cacheFolder, `${what}.lock`);
  while (!(await isMine(lock))) await pause(200);
  try {
    return await act();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Takes the lock if nobody has it; one whose owner is gone is nobody's. */
async function isMine(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
  return false;
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
