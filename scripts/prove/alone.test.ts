import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { alone } from './alone.ts';
import { cacheFolder } from './files.ts';

const lockOf = (name: string): string => join(cacheFolder, `${name}.lock`);

test('one after the other, also after a failure', async () => {
  const name = `test${String(process.pid)}`;
  const log: string[] = [];
  const act = (id: string) => async (): Promise<string> => {
    log.push(`${id} begins`);
    await pause(30);
    log.push(`${id} ends`);
    if (id === 'one') throw new Error('no luck');
    return id;
  };
  const all = await Promise.allSettled([alone(name, act('one')), alone(name, act('two')), alone(name, act('three'))]);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  // Whoever begins ends before the next one begins.
  expect(log.length).toBe(6);
  for (const at of [0, 2, 4]) expect(log[at + 1]).toBe(log[at]?.replace('begins', 'ends'));
  expect(existsSync(lockOf(name))).toBe(false);
});

test('what a process that is gone has left stops nobody', async () => {
  const name = `left${String(process.pid)}`;
  await alone(name, () => Promise.resolve());
  writeFileSync(lockOf(name), String(spawnSync('true').pid));
  try {
    expect(await alone(name, () => Promise.resolve('done'))).toBe('done');
  } finally {
    rmSync(lockOf(name), { force: true });
  }
});
