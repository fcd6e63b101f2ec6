import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const module = JSON.stringify(new URL('memory.ts', import.meta.url).href);

/** Bytes that V8 takes for new objects in a process of its own that makes many, of which some stay for a while. */
function youngOf(prepare: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { saveMemory } from ${module};
    ${prepare}
    const kept = [];
    for (let turn = 0; turn < 300; turn += 1) {
      for (let at = 0; at < 20000; at += 1) kept[(turn * 20000 + at) % 400000] = { at, text: 'x' + at };
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size);
  `;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program];
  return Number(execFileSync(process.execPath, args, { cwd: fileURLToPath(new URL('.', import.meta.url)), encoding: 'utf8' }));
}

const most = 32 * 2 ** 20;

test('a build has 32 MB for new objects, where V8 would take more', () => {
  expect(youngOf('')).toBeGreaterThan(most);
  expect(youngOf('saveMemory();')).toBe(most);
});
