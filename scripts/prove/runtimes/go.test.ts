import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { text } from '../../snippet/clients/go.ts';
import { hostile, nasty, worst } from '../../test/hostile/plans.ts';
import { writtenSnippets } from '../../test/written-snippets.ts';
import { goSettings, goToolchain } from '../go-toolchain.ts';
import { go } from './go.ts';

const run = promisify(execFile);
/** Compilers take their time where nothing is cached yet. */
const patience = 600_000;
const { candidates, end, folder, handlers, harmful, write: written } = await writtenSnippets(go, 'go');
const { bin } = await goToolchain();
afterAll(end);

test(
  'gofmt changes nothing in any snippet, and none is longer than 40 lines',
  async () => {
    expect(candidates.length).toBeGreaterThan(0);
    await written('formatted', [...candidates.map(({ snippet }) => snippet.code), ...handlers]);
    expect((await run(join(bin, 'gofmt'), ['-l', join(folder, 'formatted')])).stdout).toBe('');
    expect(candidates.filter(({ snippet }) => snippet.code.split('\n').length > 41).map(({ name }) => name)).toEqual([]);
  },
  patience,
);

test(
  'a text comes out of the compiler as it went in',
  async () => {
    const texts = [...nasty, worst, '\ud800'];
    const program = `package main\n\nimport (\n"encoding/json"\n"os"\n)\n\nfunc main() {\njson.NewEncoder(os.Stdout).Encode([]string{${texts.map(text).join(', ')}})\n}\n`;
    const [file = ''] = await written('literals', [program]);
    const { stdout } = await run(join(bin, 'go'), ['run', file], { env: { ...process.env, ...goSettings } });
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
    const files = await written('hostile', [...codes, ...harmful]);
    const { command } = await go.prepare(join(folder, 'hostile'), files);
    // A snippet that does not compile is left out with a complaint, which the program would hold.
    expect((await run('grep', ['-c', 'broken = map.string.string{}', join(folder, 'hostile/go/known.go')])).stdout.trim()).toBe('1');
    expect(command).toContain('snippets');
  },
  patience,
);

test(
  'a snippet that does not compile is named, and the others still run',
  async () => {
    const [good] = candidates;
    const files = await written('broken', [good?.snippet.code ?? '', 'package client\n\nfunc broken() int {\n\treturn "text"\n}\n']);
    await go.prepare(join(folder, 'broken'), files);
    const { stdout } = await run('cat', [join(folder, 'broken/go/known.go')]);
    expect(stdout).toContain('"s0": s0.Known');
    expect(stdout).not.toContain('"s1": s1.Known');
  },
  patience,
);
