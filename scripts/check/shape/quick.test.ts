import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { parseFully } from '../../load/yaml.ts';
import { code, codesFile } from '../../model/code.ts';
import { guideFront } from '../../model/guide.ts';
import { isObject } from '../../model/json.ts';
import { service, settings } from '../../model/service.ts';
import { quickReader } from './quick.ts';

const root = new URL('../../../', import.meta.url).pathname;
const read = (path: string): unknown => parseFully({ file: 'a.yaml', path, text: readFileSync(path, 'utf8') }, 'unit').value?.value;
const catalogs = ['catalog', 'scripts/check/fixtures', 'scripts/test/fixtures'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?:service|catalog|codes\/[^/]*)\.yaml$/.test(file))
    .map((file) => ({ file: `${folder}/${file}`, value: read(`${root}${folder}/${file}`) })),
);
const schemaOf = (file: string): z.ZodType =>
  file.endsWith('service.yaml') ? service : file.endsWith('catalog.yaml') ? settings : codesFile;

/** Holds the quick reader against Zod, order of keys included. Gives what it read; undefined where it left that to Zod. */
function same(schema: z.ZodType, value: unknown): unknown {
  const quick = quickReader()(schema, value);
  const { success, data, error } = schema.safeParse(value);
  if (quick === undefined) return undefined;
  expect({ value, issues: error?.issues, success }).toMatchObject({ success: true });
  expect(JSON.stringify(quick)).toBe(JSON.stringify(data));
  expect(quick).toEqual(data);
  return quick;
}

test('catalogs are read as Zod reads them, and none is left to it but for a code of the name `__proto__`', () => {
  expect(catalogs.length).toBeGreaterThan(10);
  const left = catalogs.filter(({ file, value }) => same(schemaOf(file), value) === undefined && schemaOf(file).safeParse(value).success);
  expect(left.filter(({ value }) => !JSON.stringify(value).includes('"__proto__"'))).toEqual([]);
});

test.each([
  { schema: guideFront, value: { order: 1, title: 'x' } },
  { schema: settings, value: { url: 'https://errors.example', title: 'x' } },
  { schema: service, value: { title: 'x', service: 'x', envelopes: { a: { args: [{ b: [1, null] }] } }, texts: { t: { words: [1, 2] } } } },
])('what is in another order is put in that of the schema: $value', ({ schema, value }) => {
  expect(same(schema, value)).toEqual(value);
});

test.each([
  ['an own `__proto__`', JSON.parse('{ "title": "x", "__proto__": {} }')],
  ['a value that is undefined', { title: 'x', summary: undefined }],
  ['a map without a prototype', Object.assign(Object.create(null), { title: 'x' })],
  ['an address that only Zod can judge', { title: 'x', url: 'https://' }],
] as const)('%s is left to Zod', (_, value) => {
  expect(quickReader()(settings, value)).toBeUndefined();
});

const codes = catalogs.flatMap(({ file, value }) =>
  isObject(value) && isObject(value['codes']) && !file.endsWith('catalog.yaml') ? Object.values(value['codes']) : [],
);
const services = catalogs.flatMap(({ file, value }) => (file.endsWith('service.yaml') && isObject(value) ? { ...value, codes: {} } : []));
const subjects: readonly (readonly [z.ZodType, unknown])[] = [
  ...codes.map((value) => [code, value] as const),
  ...services.map((value) => [service, value] as const),
];
const odd = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  Number.NaN,
  '',
  'x',
  'nothing',
  '404',
  [],
  {},
  ['x'],
  [1, 2],
  { en: 'x' },
  { en: '' },
  [[]],
  undefined,
];

/** A copy with something else at one place, which the numbers choose. */
function damaged(value: unknown, choice: readonly number[]): unknown {
  const [first = 0, ...rest] = choice;
  const other = odd[first % odd.length];
  const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  const at = entries[(rest[0] ?? 0) % entries.length];
  if (rest.length === 0 || !at) return other;
  const put = (all: (readonly [string | number, unknown])[]): unknown =>
    Array.isArray(value) ? all.map(([, one]) => one) : Object.fromEntries(all);
  const kind = first % 5;
  if (kind === 0) return put(entries.filter((one) => one !== at));
  if (kind === 1) return put([...entries, [['x', 'title', 'type', '__proto__', 'constructor'][first % 3] ?? '', other]]);
  if (kind === 2) return put(entries.toReversed());
  return put(entries.map(([key, inner]) => (key === at[0] ? [key, damaged(inner, rest.slice(1))] : [key, inner])));
}

test('whatever is damaged, nothing is read that Zod refuses, and nothing in another way', () => {
  let fitting = 0;
  fc.assert(
    fc.property(fc.nat(subjects.length - 1), fc.array(fc.nat(10_000), { minLength: 1, maxLength: 9 }), (which, choice) => {
      const [schema, value] = subjects[which] ?? [code, undefined];
      if (same(schema, damaged(value, choice)) !== undefined) fitting += 1;
    }),
    { numRuns: 3000, seed: 21 },
  );
  expect(fitting).toBeGreaterThan(300);
  expect(fitting).toBeLessThan(2700);
});
