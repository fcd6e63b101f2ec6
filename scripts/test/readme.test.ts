import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
const tour = text.slice(text.indexOf('## Your own catalog'), text.indexOf('## What comes out'));
const folder = mkdtempSync(join(tmpdir(), 'errdex-readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The tour as a reader follows it: a block under a `file:` comment is written, the commands run, the text after a failing one is what it prints. */
test('the tour of the README works from the first line to the last', () => {
  const blocks = tour.matchAll(/(?:<!-- (file|expect): (\S+) -->\n\n)?```(\w+)\n([\s\S]*?)```/g);
  let printed = '';
  let ran = 0;
  let written = '';
  for (const [, mark, value = '', language, content = ''] of blocks) {
    if (mark === 'file') {
      written = join(folder, value);
      mkdirSync(dirname(written), { recursive: true });
      writeFileSync(written, content);
    } else if (language === 'sh') {
      for (const line of content.trim().split('\n')) {
        const [, ...args] = line.replace(/\s+#.*$/, '').split(' ');
        expect(args[0]).toBe('errdex');
        // A server does not end; its own test starts and stops it.
        if (args[1] === 'preview' || args[1] === 'mock') continue;
        const run = spawnSync(process.execPath, [join(ROOT, 'scripts/cli/errdex.mjs'), ...args.slice(1)], {
          cwd: folder,
          encoding: 'utf8',
        });
        printed = run.stdout + run.stderr;
        expect(run.status, `${line}\n${printed}`).toBe(mark === 'expect' ? Number(value) : 0);
        ran += 1;
      }
      // A mistake is shown, then taken back.
      if (mark === 'expect') rmSync(written);
    } else if (language === 'text') for (const line of content.trim().split('\n')) expect(printed).toContain(line);
  }
  expect(ran).toBeGreaterThanOrEqual(4);
}, 120_000);

test('every relative link of the README leads to a file', () => {
  const prose = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
  const links = Array.from(prose.matchAll(/\]\((?!https?:)([^)#]+)\)/g), ([, link = '']) => link);
  expect(links.length).toBeGreaterThan(4);
  for (const link of links) expect(readFileSync(join(ROOT, link)).length, link).toBeGreaterThan(0);
});

test('the test command of the README is what CI runs', () => {
  const [, command] = /```sh\n(npm ci && npm test)\b/.exec(text) ?? [];
  expect(command).toBeDefined();
  expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toContain(`\n${command}`);
});
