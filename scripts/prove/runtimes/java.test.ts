import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { text } from '../../snippet/clients/java.ts';
import { candidatesOf } from '../../snippet/candidates.ts';
import { acknowledging, signingIn } from '../../test/acknowledging.ts';
import { hostile, nasty, worst } from '../../test/hostile/plans.ts';
import { writtenSnippets } from '../../test/written-snippets.ts';
import { jars, java } from './java.ts';

const run = promisify(execFile);
/** Compilers take their time where nothing is cached yet. */
const patience = 600_000;
const { candidates, end, folder, handlers, harmful, write: written } = await writtenSnippets(java, 'java');
afterAll(end);

/** What the compiler said of snippets, by file. */
async function complaints(name: string): Promise<string[]> {
  const classes = join(folder, name, 'classes');
  const found = await Promise.all(
    (await readdir(classes)).map((one) => readFile(join(classes, one, 'complaints'), 'utf8').catch(() => '')),
  );
  return found.filter((one) => one !== '');
}

test(
  'google-java-format changes nothing in any snippet',
  async () => {
    expect(candidates.length).toBeGreaterThan(0);
    const answers = [await acknowledging(), await signingIn()]
      .flatMap(candidatesOf)
      .filter(({ client }) => java.clients.includes(client.id));
    expect(answers.length).toBeGreaterThan(0);
    const codes = [...[...candidates, ...answers].map(({ snippet }) => snippet.code), ...handlers];
    const files = await written('formatted', codes);
    const exported = ['api', 'code', 'file', 'parser', 'tree', 'util'].flatMap((one) => [
      '--add-exports',
      `jdk.compiler/com.sun.tools.javac.${one}=ALL-UNNAMED`,
    ]);
    const formatter = ['-cp', join(await jars(), '*'), 'com.google.googlejavaformat.java.Main', '--skip-reflowing-long-strings', '-i'];
    await run('java', [...exported, ...formatter, ...files]);
    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(codes);
  },
  patience,
);

test(
  'a text comes out of the compiler as it went in',
  async () => {
    const texts = [...nasty, worst, '\ud800'];
    const program = `class Literals {\n  public static void main(String[] args) throws Exception {\n    System.out.write(new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsBytes(new String[] {${texts.map(text).join(', ')}}));\n    System.out.flush();\n  }\n}\n`;
    const [file = ''] = await written('literals', [program]);
    const { stdout } = await run('java', ['-Dfile.encoding=UTF-8', '-cp', join(await jars(), '*'), file]);
    expect(JSON.parse(stdout)).toEqual(texts.map((one) => one.replaceAll(/\p{Surrogate}/gu, '\ufffd')));
  },
  patience,
);

test(
  'snippets for a catalog that means harm compile',
  async () => {
    // One of each shape: what a client is, and what the facts demand of it.
    const shapes = new Map(candidates.map((one) => [[one.client.id, one.plan.policy.kind, one.plan.ask, one.plan.reconnect].join(), one]));
    const codes = [...shapes.values()].flatMap(({ plan, client }) => client.snippet(hostile(plan))?.code ?? []);
    expect(codes.length).toBe(shapes.size);
    expect(harmful.length).toBeGreaterThan(0);
    await java.prepare(join(folder, 'hostile'), await written('hostile', [...codes, ...harmful]));
    expect(await complaints('hostile')).toEqual([]);
  },
  patience,
);

test(
  'a snippet that does not compile is named',
  async () => {
    await java.prepare(join(folder, 'broken'), await written('broken', ['class Broken {\n  int broken() {\n    return "text";\n  }\n}\n']));
    expect(await complaints('broken')).toEqual([expect.stringContaining('incompatible types')]);
  },
  patience,
);
