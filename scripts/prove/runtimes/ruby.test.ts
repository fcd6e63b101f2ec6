import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { text } from '../../snippet/clients/ruby.ts';
import { hostile, nasty, worst } from '../../test/hostile/plans.ts';
import { writtenSnippets } from '../../test/written-snippets.ts';
import { installed } from '../debian.ts';
import { ruby } from './ruby.ts';

// Oracles: Ruby's own parser, and RuboCop.
const run = promisify(execFile);
/** Packages are fetched where they are missing. */
const patience = 600_000;
const { candidates, end, folder, handlers, harmful, write: written } = await writtenSnippets(ruby, 'rb');

beforeAll(async () => {
  await installed([{ package: 'rubocop', there: ['rubocop', '--version'] }]);
}, patience);
afterAll(end);

/** What Ruby says of files, as `ruby -wc` does of one: errors of syntax, and what it warns of. */
async function complaints(files: readonly string[]): Promise<string> {
  const check = '$VERBOSE = true; ARGV.each { |file| RubyVM::InstructionSequence.compile_file(file) }';
  return (await run('ruby', ['--disable-gems', '-e', check, ...files])).stderr;
}

/**
 * What RuboCop is told not to look at: how long a method may be is another rule of ours, a snippet is no file of its own, and what goes on
 * to the caller is written in each branch, where a reader looks for it.
 */
const settings = [
  'AllCops: { NewCops: enable, SuggestExtensions: false, TargetRubyVersion: 3.0 }',
  'Metrics: { Enabled: false }',
  'Style/FrozenStringLiteralComment: { Enabled: false }',
  'Style/IdenticalConditionalBranches: { Enabled: false }',
  '',
].join('\n');

test('RuboCop has nothing to say of any snippet, nor has Ruby', { timeout: patience }, async () => {
  expect(candidates.length).toBeGreaterThan(0);
  expect(handlers.length).toBeGreaterThan(0);
  const files = await written('formatted', [...candidates.map(({ snippet }) => snippet.code), ...handlers]);
  await writeFile(join(folder, 'formatted', '.rubocop.yml'), settings);
  const { stdout } = await run('rubocop', ['--format', 'emacs', '--cache', 'false', ...files], { cwd: join(folder, 'formatted') });
  expect(stdout).toBe('');
  expect(await complaints(files)).toBe('');
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
  const texts = [...nasty, worst, '\ud800', '#$0 #@x #{x}', "it's \\"];
  const [file = ''] = await written('literals', [
    `# encoding: utf-8\nrequire 'json'\nputs JSON.generate([${texts.map(text).join(', ')}])\n`,
  ]);
  const { stdout } = await run('ruby', [file], { env: { ...process.env, LC_ALL: 'C' } });
  expect(JSON.parse(stdout)).toEqual(texts.map((one) => one.replaceAll(/\p{Surrogate}/gu, '\ufffd')));
});

test('snippets for a catalog that means harm are programs, and run nothing of it', { timeout: patience }, async () => {
  // One of each shape: what a client is, and what the facts demand of it.
  const shapes = new Map(candidates.map((one) => [[one.client.id, one.plan.policy.kind, one.plan.ask].join(), one]));
  const codes = [...shapes.values()].flatMap(({ plan, client }) => client.snippet(hostile(plan))?.code ?? []);
  expect(codes.length).toBe(shapes.size);
  expect(harmful.length).toBeGreaterThan(0);
  expect(await complaints(await written('hostile', [...codes, ...harmful]))).toBe('');
  // Whatever is called is called by the benign ones, too, or tests a text.
  const list =
    'require "ripper"; ARGV.each { |file| Ripper.lex(File.read(file)).each_cons(2) { |one, two| puts two[2] if one[2] == "." && two[1] == :on_ident } }';
  const calls = async (files: readonly string[]): Promise<Set<string>> =>
    new Set((await run('ruby', ['-e', list, ...files])).stdout.trim().split('\n'));
  const benign = await calls(await written('benign', [...[...shapes.values()].map(({ snippet }) => snippet.code), ...handlers]));
  const found = await calls([...codes, ...harmful].map((_, at) => join(folder, 'hostile', `s${String(at)}.rb`)));
  expect([...found].filter((name) => !benign.has(name) && !['start_with?', 'end_with?'].includes(name))).toEqual([]);
});
