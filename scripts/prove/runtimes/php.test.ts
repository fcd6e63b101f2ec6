import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Candidate } from '../../snippet/candidates.ts';
import { functionName, text } from '../../snippet/clients/php.ts';
import { hostile, nasty, worst } from '../../test/hostile/plans.ts';
import { writtenSnippets } from '../../test/written-snippets.ts';
import { installed } from '../debian.ts';
import { php } from './php.ts';

// Oracles: PHP's own parser, and PHP_CodeSniffer with its rules for PSR-12.
const run = promisify(execFile);
/** Packages are fetched where they are missing. */
const patience = 600_000;
const { candidates, end, handlers, harmful, write: written } = await writtenSnippets(php, 'php');

beforeAll(async () => {
  await installed([{ package: 'php-codesniffer', there: ['phpcs', '--version'] }]);
}, patience);
afterAll(end);

/** One of each shape: what a client is, and what the facts demand of it. */
const shapes = (): Candidate[] => [
  ...new Map(candidates.map((one) => [[one.client.id, one.plan.policy.kind, one.plan.ask].join(), one])).values(),
];

/** `php -l` of a file; this PHP takes no more than one. */
async function lint(files: readonly string[]): Promise<void> {
  for (const file of files) expect((await run('php', ['-l', file])).stdout).toContain('No syntax errors');
}

test('PSR-12 is kept by every snippet', { timeout: patience }, async () => {
  expect(candidates.length).toBeGreaterThan(0);
  const files = await written(
    'formatted',
    candidates.map(({ snippet }) => snippet.code),
  );
  expect((await run('phpcs', ['--standard=PSR12', '--report=emacs', ...files])).stdout).toBe('');
  expect(handlers.length).toBeGreaterThan(0);
  // A whole handler is one file by design, its types included.
  const whole = await written('whole', handlers);
  const rules = ['--standard=PSR12', '--exclude=PSR1.Classes.ClassDeclaration', '--report=emacs'];
  expect((await run('phpcs', [...rules, ...whole])).stdout).toBe('');
});

test('snippets are short, and mark the lines with the facts', () => {
  for (const { name, snippet } of candidates) {
    const lines = snippet.code.split('\n').length - 1;
    expect(lines, name).toBeLessThanOrEqual(40);
    expect(snippet.facts.length, name).toBeGreaterThan(0);
    for (const line of snippet.facts) expect(line, name).toBeLessThanOrEqual(lines);
  }
});

test('a text is read as it was written', { timeout: patience }, async () => {
  const texts = [...nasty, worst, '\ud800', '$x {$x} ${x}', "it's \\"];
  const [file = ''] = await written('literals', [`<?php echo json_encode([${texts.map(text).join(', ')}]);\n`]);
  const { stdout } = await run('php', [file]);
  expect(JSON.parse(stdout)).toEqual(texts.map((one) => one.replaceAll(/\p{Surrogate}/gu, '\ufffd')));
});

test('no operation takes a word of the language or a function that snippets call', { timeout: patience }, async () => {
  const [plan] = candidates.map((one) => one.plan);
  if (!plan) throw new Error('no snippet');
  const names = 'echo endForeach List XOR print getenv random_int sleep usleep Isset true App abstract class readonly'.split(' ');
  const codes = names.map((name) => {
    const code = candidates[0]?.client.snippet({ ...plan, call: { ...plan.call, name } })?.code ?? '';
    expect(code).toContain(`function ${functionName({ ...plan, call: { ...plan.call, name } })}(`);
    return code.replace(/^<\?php\n\nnamespace App;\n/, `namespace N${name} {\n`).concat('}\n');
  });
  await lint(await written('names', [`<?php\n${codes.join('')}`]));
});

test('snippets for a catalog that means harm are programs, and run nothing of it', { timeout: patience }, async () => {
  const codes = shapes().flatMap(({ plan, client }) => client.snippet(hostile(plan))?.code ?? []);
  expect(codes.length).toBe(shapes().length);
  expect(harmful.length).toBeGreaterThan(0);
  const files = await written('hostile', [...codes, ...harmful]);
  await lint(files);
  // Names that stand by themselves, outside of texts: the benign ones have them, too, or they test a text.
  const list =
    'foreach (array_slice($argv, 1) as $file) foreach (token_get_all(file_get_contents($file), TOKEN_PARSE) as $one) if (is_array($one) && $one[0] === T_STRING) echo $one[1], "\\n";';
  const names = async (some: readonly string[]): Promise<Set<string>> =>
    new Set((await run('php', ['-r', list, '--', ...some])).stdout.trim().split('\n'));
  const benign = await names(await written('benign', [...shapes().map(({ snippet }) => snippet.code), ...handlers]));
  const found = await names(files);
  // Cases of an enum are named after the codes, in letters and digits.
  const cases = new Set(harmful.flatMap((code) => [...code.matchAll(/^ {4}case (\w+) = /gm)].map(([, name]) => name)));
  expect(
    [...found].filter((name) => !benign.has(name) && !cases.has(name) && !['str_starts_with', 'str_ends_with', 'is_string'].includes(name)),
  ).toEqual([]);
});
