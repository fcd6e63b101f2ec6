import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mock } from '../api/index.ts';
import { root } from '../test/sources.ts';
import { blocksOf } from '../test/tour.ts';
import type { Mock } from './index.ts';

const run = promisify(execFile);
const blocks = blocksOf(readFileSync(join(import.meta.dirname, 'MOCK.md'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'errdex-mock-docs-'));
let server: Mock;

beforeAll(async () => {
  for (const { mark, value, content } of blocks) {
    if (mark !== 'file') continue;
    mkdirSync(dirname(join(folder, value)), { recursive: true });
    writeFileSync(join(folder, value), content);
  }
  server = await mock(join(folder, 'catalog'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Runs a block as a reader does, against the mock of this test. */
async function outputOf(language: string, content: string): Promise<string> {
  const code = content.replaceAll('127.0.0.1:4010', new URL(server.url).host);
  const command: [string, string[]] = language === 'sh' ? ['bash', ['-ec', code]] : [process.execPath, ['--input-type=module', '-e', code]];
  const { stdout } = await run(...command, { cwd: root, timeout: 20_000 });
  return stdout;
}

const answers = blocks.flatMap((block, at) => (block.mark === 'answer' ? [{ asked: blocks[at - 1], told: block.content }] : []));

test('every answer of MOCK.md is what the mock says to the commands above it', async () => {
  expect(answers.length).toBeGreaterThan(8);
  for (const { asked, told } of answers) {
    const output = await outputOf(asked?.language ?? '', asked?.content ?? '');
    for (const line of told.trim().split('\n')) expect(output, asked?.content).toContain(line);
  }
});

test('no command of MOCK.md is without its answer', () => {
  const commands = blocks.filter(({ language }) => language === 'sh' || language === 'js');
  expect(answers.map(({ asked }) => asked)).toEqual(commands);
});
