import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { compileCatalog, remembering } from '../pipeline.ts';
import type { CompiledCode } from './types.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-memory-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A service of codes that nothing but their names makes alike, apart from what is given. */
const start = {
  settings: 'envelopes: { common: { transport: http, status: $status, body: { code: $code } } }',
  head: `
service: shop
title: Shop
operations: { pay: { title: Pay, method: POST, path: /pay }, see: { title: See, method: GET, path: /see } }
envelopes:
  http: { base: common, body: { 'errors?': [$item, '...'] } }
  mute: { base: common, body: { code: null } }
  item: { transport: nested, body: { code: $code } }
`,
  codes: {
    FIRST: 'title: First, status: 400, on: [http], raisedBy: [pay]',
    SECOND: 'title: Second, status: 400, on: [http], raisedBy: [pay]',
    THIRD: 'title: Third, status: 404, on: [http], raisedBy: [see], related: [FIRST]',
    FOURTH: 'title: Fourth, status: 500, on: [http]',
    SILENT: 'title: Silent, status: 502, on: [mute]',
    STILL: 'title: Still, status: 502, on: [mute]',
    QUIET: 'title: Quiet, status: 503, on: [mute]',
    INNER: 'title: Inner, status: 400, on: [item]',
  },
};

function write({ settings, head, codes }: { settings: string; head: string; codes: Readonly<Record<string, string>> }): void {
  const lines = Object.entries(codes).map(
    ([id, facts]) => `  ${id}: { category: server, retry: { when: never }, effect: nothing, actor: operator, ${facts} }`,
  );
  mkdirSync(join(scratch, 'shop'), { recursive: true });
  writeFileSync(join(scratch, 'catalog.yaml'), settings);
  writeFileSync(join(scratch, 'shop/service.yaml'), `${head}codes:\n${lines.join('\n')}\n`);
}

beforeEach(() => write(start));

/** Names of the codes that are other objects after an edit than before it. @param look is shown the codes of both times */
async function made(edit: () => void, look: (code: CompiledCode) => unknown = () => undefined): Promise<string[]> {
  const context = { today: '2026-11-20', toolVersion: '1.0.0', ...remembering() };
  const run = async (): Promise<readonly CompiledCode[]> => {
    const { catalog, diagnostics } = await compileCatalog(scratch, context);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
    const codes = catalog?.services[0]?.codes ?? [];
    codes.forEach(look);
    return codes;
  };
  const before = new Set(await run());
  edit();
  return (await run()).filter((code) => !before.has(code)).map(({ id }) => id);
}

/** An edit of one code. */
const edited = (id: keyof typeof start.codes, from: string, to: string) => (): void => {
  expect(start.codes[id]).toContain(from);
  write({ ...start, codes: { ...start.codes, [id]: start.codes[id].replace(from, to) } });
};

/** Its message may stand in that of any other, so it is compiled each time. */
const inner = ['INNER'];

test('an edited code is compiled, and no other', async () => {
  expect(await made(edited('FOURTH', 'Fourth', 'Another'))).toEqual(['FOURTH', ...inner]);
});

test('so are those that are compared with it, and those that show its title', async () => {
  expect(await made(edited('FIRST', 'First', 'Another'))).toEqual(['FIRST', 'SECOND', 'THIRD', ...inner]);
});

test('so are those that cannot be told from it any more', async () => {
  expect(await made(edited('QUIET', '503', '502'))).toEqual(['SILENT', 'STILL', 'QUIET', ...inner]);
});

test.each([
  ['its service says of all codes', { ...start, head: start.head.replace('title: Pay', 'title: To pay') }],
  ['the catalog says of all envelopes', { ...start, settings: start.settings.replace('body: {', 'body: { retry: false,') }],
])('every code is compiled after a change of what %s', async (_, changed) => {
  expect(await made(() => write(changed))).toEqual(Object.keys(start.codes));
});

test('a code that stands on another line now says so, and is compared as before', async () => {
  const lines: number[] = [];
  const move = () => write({ ...start, head: `# A comment above all codes.\n${start.head}` });
  expect(await made(move, ({ declaredAt }) => lines.push(declaredAt.line))).toEqual(Object.keys(start.codes));
  const [above, below] = [lines.slice(0, lines.length / 2), lines.slice(lines.length / 2)];
  expect(below).toEqual(above.map((line) => line + 1));
});
