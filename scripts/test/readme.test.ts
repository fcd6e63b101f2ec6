import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commands } from '../cli/commands/index.ts';
import { filesIn, root, textOf } from './sources.ts';
import { follow } from './tour.ts';

const folder = mkdtempSync(join(tmpdir(), 'errdex-readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The part of the README that a reader follows by typing. */
const tour = /## Your own catalog[^]*?(?=\n## What else)/.exec(textOf('README.md'))?.[0] ?? '';

test('the tour of the README works from the first line to the last', () => {
  expect(follow(tour, folder)).toBeGreaterThanOrEqual(4);
});

test('so does that of the decoder, on the same catalog', () => {
  expect(follow(textOf('scripts/decode/DECODE.md'), folder)).toBeGreaterThanOrEqual(3);
});

test('every command of the README is one of the command line', () => {
  const named = Array.from(textOf('README.md').matchAll(/^npx errdex (\w+)/gm), ([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
});

/** Names by which headings are linked to: lower case, words joined by hyphens (as GitHub makes them). */
const anchorsOf = (text: string): string[] =>
  Array.from(text.matchAll(/^#+ (.+)$/gm), ([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('every relative link of a document leads to a file, and to a heading of it', () => {
  const documents = filesIn('').filter((file) => file.endsWith('.md') && !file.includes('/fixtures/'));
  expect(documents.length).toBeGreaterThan(10);
  const broken = documents.flatMap((file) => {
    const prose = textOf(file).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
    const links = Array.from(prose.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g));
    return links.flatMap(([link, path = '', anchor]) => {
      const target = path === '' ? file : join(dirname(file), path);
      try {
        const text = readFileSync(join(root, target), 'utf8');
        return anchor === undefined || anchorsOf(text).includes(anchor) ? [] : [`${file}: ${link}`];
      } catch {
        return [`${file}: ${link}`];
      }
    });
  });
  expect(broken).toEqual([]);
});

test('the test command of the README is what CI runs', () => {
  const [, command] = /```sh\n(npm ci && npm test)\b/.exec(textOf('README.md')) ?? [];
  expect(command).toBeDefined();
  expect(textOf('.ci/run')).toContain(`\n${command}`);
});
