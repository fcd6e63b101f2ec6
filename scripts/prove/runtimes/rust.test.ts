import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiled } from '../../emit/fixtures/catalogs.ts';
import { formatted, text } from '../../snippet/clients/rust-words.ts';
import { handlersOf } from '../../snippet/handlers/index.ts';
import { hostile, nasty, worst } from '../../test/hostile/plans.ts';
import { writtenSnippets } from '../../test/written-snippets.ts';
import { installed } from '../debian.ts';
import { proveClient } from '../handlers.ts';
import { crates } from './rust-crates.ts';
import { rust, toolchain } from './rust.ts';

// Oracles: rustfmt, and the compiler with every warning an error.
const run = promisify(execFile);
/** The crates are fetched and compiled where they are missing. */
const patience = 900_000;
const { candidates, end, folder, handlers, harmful, write: written } = await writtenSnippets(rust, 'rs');

beforeAll(async () => {
  await toolchain();
  await installed([{ package: 'rustfmt-web', there: ['rustfmt', '--version'] }]);
}, patience);
afterAll(end);

test('rustfmt changes nothing in any snippet, and none is longer than 40 lines', { timeout: patience }, async () => {
  expect(candidates.length).toBeGreaterThan(0);
  const files = await written('formatted', [...candidates.map(({ snippet }) => snippet.code), ...handlers]);
  expect((await run('rustfmt', ['--check', '--edition', '2021', ...files]).catch((error: unknown) => error)) as object).toMatchObject({
    stdout: '',
    stderr: '',
  });
  for (const { name, snippet } of candidates) {
    const lines = snippet.code.split('\n').length - 1;
    expect(lines, name).toBeLessThanOrEqual(40);
    expect(snippet.facts.length, name).toBeGreaterThan(0);
  }
});

test('a text comes out of the compiler as it went in', { timeout: patience }, async () => {
  const texts = [...nasty, worst, '\ud800'];
  const [file = ''] = await written('literals', [
    [
      'fn main() {',
      `    let all = [${texts.map((one) => `${text(one)}.to_string(), format!("${formatted(one)}")`).join(', ')}];`,
      '    for one in all {',
      '        let points: Vec<_> = one.chars().map(|char| (char as u32).to_string()).collect();',
      '        println!("{}", points.join(" "));',
      '    }',
      '}',
      '',
    ].join('\n'),
  ]);
  const program = join(folder, 'literals', 'program');
  await run('rustc', ['--edition', '2021', '-o', program, file]);
  const { stdout } = await run(program);
  const points = (one: string): string =>
    [...one.replaceAll(/\p{Surrogate}/gu, '\ufffd')].map((char) => String(char.codePointAt(0))).join(' ');
  expect(stdout.trimEnd().split('\n')).toEqual(texts.flatMap((one) => [points(one), points(one)]));
});

test('the compiler has nothing to say of any snippet, nor of those for a catalog that means harm', { timeout: patience }, async () => {
  // One of each shape: what a client is, and what the facts demand of it.
  const shapes = new Map(candidates.map((one) => [[one.client.id, one.plan.policy.kind, one.plan.ask, one.plan.reconnect].join(), one]));
  const codes = [...shapes.values()].flatMap(({ plan, client }) => client.snippet(hostile(plan))?.code ?? []);
  expect(codes.length).toBe(shapes.size);
  const files = await written('checked', [...candidates.map(({ snippet }) => snippet.code), ...handlers, ...codes, ...harmful]);
  const all = join(folder, 'checked', 'all.rs');
  await writeFile(all, files.map((file, at) => `#[path = ${JSON.stringify(file)}]\npub mod s${String(at)};\n`).join(''));
  const { folder: libraries, externs } = await crates(await toolchain());
  const given = externs.flatMap(([name, library]) => ['--extern', `${name}=${library}`]);
  const args = ['--edition', '2021', '--crate-type', 'lib', '--emit', 'metadata', '--out-dir', join(folder, 'checked'), '-D', 'warnings'];
  const { stderr } = await run('rustc', [...args, '-L', `dependency=${libraries}`, ...given, all], { maxBuffer: 2 ** 26 });
  expect(stderr).toBe('');
});

test('whole handlers of a catalog with every shape of message do what the facts demand', { timeout: patience }, async () => {
  const catalog = await compiled('fixture');
  const own = handlersOf(catalog).filter(({ client }) => rust.clients.includes(client.id));
  const proven = await proveClient(catalog, [], own, rust, folder);
  expect(proven.handlers.flatMap(({ handler, wrong }) => wrong.map((what) => `${handler.name}: ${what}`))).toEqual([]);
  // Some code is a number, known or not.
  expect(own.some(({ code }) => code.includes('fn word('))).toBe(true);
  expect(proven.handlers.reduce((sum, { trials }) => sum + trials, 0)).toBeGreaterThan(20);
});

test(
  'what does not compile is named, in whatever round the compiler notices, and the others still run',
  { timeout: patience },
  async () => {
    const [good] = candidates;
    const files = await written('broken', [
      good?.snippet.code ?? '',
      'pub async fn broken() -> Result<serde_json::Value, crate::BoxError> {\n    Ok(\n}\n',
      'pub async fn broken() -> Result<serde_json::Value, crate::BoxError> {\n    Ok("text")\n}\n',
      'pub async fn broken() -> Result<serde_json::Value, crate::BoxError> {\n    let all = serde_json::Value::Null;\n    drop(all);\n    Ok(all)\n}\n',
      'pub async fn broken(strange: u64) -> Result<serde_json::Value, crate::BoxError> {\n    Ok(strange.into())\n}\n',
    ]);
    await rust.prepare(join(folder, 'broken'), files);
    const known = await readFile(join(folder, 'broken/rust/known.rs'), 'utf8');
    expect(known.match(/"s\d" => \w+/g)).toEqual(['"s0" => call_s0', '"s1" => Err', '"s2" => Err', '"s3" => Err', '"s4" => Err']);
  },
);
