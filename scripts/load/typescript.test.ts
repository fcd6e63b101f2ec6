import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isObject } from '../model/json.ts';
import { loadCatalog } from './index.ts';

const load = (name: string) => loadCatalog(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)), { timeout: 60_000 });
const lines = (stage: Awaited<ReturnType<typeof load>>): string[] =>
  stage.diagnostics.map(({ rule, message, at: { span } }) => `${span?.file}:${span?.line}:${span?.column} ${rule}: ${message}`);
const service = (stage: Awaited<ReturnType<typeof load>>) => {
  const unit = stage.value?.services[0];
  if (!unit || !isObject(unit.value)) throw new Error('the fixture has no service');
  return { unit, value: unit.value };
};

describe('modules that fail', async () => {
  const stage = await load('broken');

  it('are findings where they fail, all in one run', () => {
    expect(lines(stage)).toEqual([
      "imported/title.ts:3:36 module-failed: `imported/service.ts` throws: TypeError: Cannot read properties of undefined (reading 'trim')",
      'missing-file/service.ts:1:23 module-failed: `./nowhere.ts` cannot be imported',
      'missing-package/service.ts:1:23 module-failed: `a-package-that-nobody-has-installed` cannot be imported',
      'no-default/service.ts:1:1 module-no-default: `no-default/service.ts` has no default export',
      'syntax/service.ts:2:44 module-failed: `syntax/service.ts` does not compile: Unexpected token',
      'throws/service.ts:2:9 module-failed: `throws/service.ts` throws: no title for today',
    ]);
  });

  it('leave their units out, and their texts are there for code frames', () => {
    expect(stage.value?.services).toEqual([]);
    expect(stage.value?.incomplete).toContain('throws');
    expect(stage.value?.source('imported/title.ts')).toContain('trim()');
  });

  it('are given up when they never finish', async () => {
    const never = await loadCatalog(fileURLToPath(new URL('fixtures/never', import.meta.url)), { timeout: 200 });
    expect(lines(never)).toEqual([
      'service.ts:1:1 module-failed: `service.ts` throws: still not loaded after 0.2 s: a loop or a top-level `await` does not end',
    ]);
  });
});

describe('values that are no plain data', async () => {
  const stage = await load('values');

  it('are findings at the expression that gives them', () => {
    expect(lines(stage).map((line) => line.replace('shop/service.ts:', '').replace('not-plain-data: ', ''))).toEqual([
      '12:9 an instance of `Date` is no plain data',
      '13:12 the function `handler` is no plain data',
      '14:9 a symbol is no plain data',
      '15:10 NaN is no plain data',
      '16:10 an instance of `Money` is no plain data',
      '17:3 an object that contains itself is no plain data',
      '18:11 `$` without the name of a fact is no plain data',
      '19:10 a bigint is no plain data',
      '20:13 undefined is no plain data',
      '21:9 text with half a surrogate pair is no plain data',
      '23:14 a getter that throws is no plain data',
    ]);
  });

  it('leave plain JSON behind', () => {
    const { value } = service(stage);
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    expect(value).not.toHaveProperty('left');
  });
});

describe('schemas', async () => {
  const stage = await load('schemas');
  const codes = service(stage).value['codes'] as Record<string, { params: Record<string, unknown>; details: unknown }>;

  it.each([
    ['count', { type: 'integer' }],
    ['optional', { type: 'string', optional: true }],
    ['nullable', { type: ['string', 'null'] }],
    ['strict', { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false }],
  ])('of Zod 4 and Zod 3 say the same: %s', (name, want) => {
    expect(codes['FOUR']?.params[name]).toEqual(want);
    expect(JSON.stringify(codes['THREE']?.params[name])).toBe(JSON.stringify(want));
  });

  it('carry what the author noted on them, without references', () => {
    expect(codes['FOUR']?.params['email']).toEqual({
      type: 'string',
      format: 'email',
      description: 'Where it went',
      example: 'a@b.example',
    });
    expect(codes['THREE']?.params['email']).toEqual({ type: 'string', format: 'email', description: 'Where it went' });
  });

  it('of Zod 3 tuples are lifted to draft 2020-12', () => {
    expect(codes['THREE']?.params['pair']).toEqual({
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }],
      minItems: 2,
      maxItems: 2,
    });
    expect(codes['FOUR']?.params['pair']).toMatchObject({ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] });
  });

  it('as details are marked as schemas, and a context field knows that it is optional', () => {
    const want = { $schema: { type: 'object', properties: { field: { type: 'string' }, hint: { type: 'string' } }, required: ['field'] } };
    expect(codes['FOUR']?.details).toEqual(want);
    expect(codes['THREE']?.details).toEqual(want);
    expect(service(stage).value['context']).toEqual({ traceId: { type: 'string', format: 'uuid', optional: true } });
  });

  it('that JSON Schema cannot say are findings, recursion included', () => {
    expect(lines(stage)).toEqual([
      'shop/service.ts:18:15 schema-not-json: the schema has no JSON Schema: Date cannot be represented in JSON Schema',
      'shop/service.ts:30:18 schema-not-json: the schema has no JSON Schema: `ZodFunction` cannot be said in JSON',
      'shop/service.ts:31:9 schema-not-json: the schema has no JSON Schema: it contains itself',
    ]);
  });
});

describe('the same service in YAML and in TypeScript', async () => {
  const yaml = await load('twins/yaml');
  const typescript = await load('twins/typescript');

  it('is the same value to the byte', () => {
    expect([...yaml.diagnostics, ...typescript.diagnostics]).toEqual([]);
    expect(JSON.stringify(service(typescript).value, null, 1)).toBe(JSON.stringify(service(yaml).value, null, 1));
  });

  it.each([
    [['context', 'region'], false, 'shop/context.ts:3:11'],
    [['codes', '404', 'title'], false, 'shop/service.ts:20:14'],
    [['codes', '404'], true, 'shop/service.ts:19:5'],
    [['codes', '429', 'details', '$schema', 'type'], false, 'shop/service.ts:38:16'],
    [['envelopes', 'http', 'headers', 'Retry-After?'], true, 'shop/service.ts:14:54'],
    [['nowhere'], false, 'shop/service.ts:6:16'],
  ])('knows where %j (key: %s) is written: %s', (path, key, want) => {
    const span = service(typescript).unit.locate(path, key);
    expect(`${span.file}:${span.line}:${span.column}`).toBe(want);
  });

  it('names every file that takes part', () => {
    expect(typescript.value?.files.map((file) => file.split('/').slice(-2).join('/'))).toEqual(['shop/service.ts', 'shop/context.ts']);
  });
});

describe('positions', async () => {
  const { unit, value } = service(await load('positions'));

  it.each([
    [['summary'], 'pieces.ts:3:34', 'wins over what stands before'],
    [['title'], 'service.ts:10:10', 'Shop'],
    [['plain', 1, 'deep'], 'service.ts:12:27', true],
    [['list', 0], 'service.ts:11:10', 'zero'],
    // Behind a spread only running the code tells: the list as a whole is shown.
    [['list', 3], 'service.ts:11:9', 'last'],
    [['envelopes', 'http', 'transport'], 'further.ts:1:40', 'http'],
    [['late', 'value'], 'late.ts:1:30', 1],
    // What a call gives is shown at the call.
    [['codes', 'A', 'title'], 'service.ts:16:29', 'A'],
    // A computed key is not looked for: the definition as a whole is shown.
    [['computed'], 'service.ts:19:16', 1],
  ])('%j stands at %s', (path, want, is) => {
    const span = unit.locate(path);
    expect(`${span.file.replace('shop/', '')}:${span.line}:${span.column}`).toBe(want);
    expect(path.reduce<unknown>((part, step) => (part as Record<string | number, unknown>)[step], value)).toBe(is);
  });
});
