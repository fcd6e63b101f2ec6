import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apart } from './apart.ts';
import { inHaste } from './haste.ts';

let scratch = '';
beforeEach(() => void (scratch = mkdtempSync(join(tmpdir(), 'errdex-apart-'))));
afterEach(() => rmSync(scratch, { recursive: true }));

/** A module that serves a function of this text. */
function serving(make: string): URL {
  const path = join(scratch, 'process.mjs');
  const serve = new URL('apart.ts', import.meta.url).href;
  writeFileSync(path, `import { getPriority } from 'node:os';\nimport { serve } from '${serve}';\nserve(import.meta.url, ${make});\n`);
  return pathToFileURL(path);
}

describe('a process of its own', () => {
  it('is given a task and gives what comes of it, plain data of any kind', async () => {
    expect(await apart(serving('async ({ one }) => new Map([[one, new Set([2n])]])'), { one: 'key' })).toEqual(
      new Map([['key', new Set([2n])]]),
    );
  });

  it('is heard before it is done, and ended where that throws', async () => {
    const noting = serving('async ({ count }, note) => { for (let at = 1; at <= count; at += 1) note(at); return count; }');
    const heard: number[] = [];
    expect(await apart<number, number>(noting, { count: 3 }, { onNote: (at) => void heard.push(at) })).toBe(3);
    expect(heard).toEqual([1, 2, 3]);
    const refuse = (): void => {
      throw new Error('no more');
    };
    await expect(apart(noting, { count: 3 }, { onNote: refuse })).rejects.toThrow('no more');
  });

  it('hands over what was thrown', async () => {
    const thrown = serving("async () => { throw Object.assign(new Error('no room'), { code: 'ENOSPC', syscall: 'write' }); }");
    await expect(apart(thrown, {})).rejects.toMatchObject({ message: 'no room', code: 'ENOSPC', syscall: 'write' });
    await expect(apart(serving('async () => process.exit(3)'), {})).rejects.toThrow(/ended before its time/);
  });

  it('works as others do, or lets them go first', async () => {
    const asked = serving('async () => getPriority()');
    expect(await apart(asked, {})).toBe(getPriority());
    expect(await apart(asked, {}, { yields: true })).toBe(Math.max(getPriority(), 4));
  });

  it('leaves out the compiler whose code would come too late', async () => {
    expect(await apart(serving('async () => process.execArgv'), {})).toEqual(expect.arrayContaining([...inHaste]));
  });

  it('does without options that its Node does not know', async () => {
    // More than a pipe takes before somebody reads it: it has no reader any more while the task is still being written.
    const task = 'x'.repeat(16 * 2 ** 20);
    expect(await apart(serving('async () => process.execArgv'), task, { node: ['--no-such-option'] })).toEqual([]);
    await expect(apart(serving('async () => process.exit(9)'), {})).rejects.toThrow(/ended before its time/);
  });

  it('says nothing of a caller that was killed just before the answer', async () => {
    const busy = serving(
      'async () => { process.stderr.write("begun"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500); return "answer"; }',
    );
    const caller = join(scratch, 'caller.mjs');
    writeFileSync(
      caller,
      `import { apart } from '${new URL('apart.ts', import.meta.url).href}';\nawait apart(new URL('${busy.href}'), {});\n`,
    );
    const started = spawn(process.execPath, [caller], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    for await (const text of started.stderr) {
      said += String(text);
      started.kill('SIGKILL');
    }
    expect(said).toBe('begun');
  });
});
