import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { start } from './processes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-huge-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

const head = 'service: huge\ntitle: Huge\nenvelopes: { http: { transport: http, body: { code: $code } } }\n';
const nested = (open: string, close: string): string => `${head}parts: ${open.repeat(100_000)}${close.repeat(100_000)}\n`;

/** Writes a service file of about so many megabytes, piece by piece. */
function write(name: string, piece: (at: number) => string, megabytes: number): void {
  mkdirSync(join(scratch, name));
  const file = openSync(join(scratch, name, 'service.yaml'), 'w');
  writeSync(file, head);
  for (let at = 0, written = 0; written < megabytes * 2 ** 20; at += 1) written += writeSync(file, piece(at));
  closeSync(file);
}

it.each([
  [
    '50 MB of keys',
    (at: number) => Array.from({ length: 10_000 }, (_, line) => `key${at}-${line}: value\n`).join(''),
    50,
    /error\[file-size\]: [^\n]*\n +--> [^\n]*service.yaml\n/,
  ],
  ['50 MB of one text', (at: number) => (at === 0 ? 'summary: ' : 'word '.repeat(20_000)), 50, /error\[file-size\]/],
  ['a text of 8 MB', (at: number) => (at === 0 ? 'version: ' : 'word'.repeat(20_000)), 8, /No findings|warning|note|error/],
  ['100,000 lists in one another', () => nested('[', ']').slice(head.length), 0.1, /error\[yaml-\w+\]: [^\n]*deep/],
  ['100,000 maps in one another', () => nested('{a: ', '}').slice(head.length), 0.1, /error\[yaml-\w+\]: [^\n]*deep/],
  ['100,000 opening brackets', () => `parts: ${'['.repeat(100_000)}`, 0.05, /error\[yaml-\w+\]: [^\n]*deep/],
  ['3,000 levels of indentation', (at: number) => (at === 0 ? 'parts:\n' : `${' '.repeat(at)}a:\n`), 4.5, /error\[yaml-\w+\]: [^\n]*deep/],
] as const)('%s: a finding in its place, and no stack', async (name, piece, megabytes, expected) => {
  const folder = name.replaceAll(/\W+/g, '-');
  write(folder, piece, megabytes);
  const { ended } = start(['check', '--catalog', join(scratch, folder)]);
  const { code, said } = await ended;
  expect(said.slice(0, 2000)).toMatch(expected);
  expect(said).not.toMatch(/\n\s+at |internal error|call stack/);
  expect([0, 1]).toContain(code);
});
