import { isObject } from '../../model/json.ts';
import type { Random } from './random.ts';

type Holder = Record<string | number, unknown>;
interface Place {
  readonly holder: Holder;
  readonly key: string | number;
}

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'toJSON',
  'then',
  'length',
  '001',
  '1',
  '-1',
  '1e3',
  '0x10',
  'null',
  'true',
  'no',
  '~',
  '',
  ' ',
  '.',
  '..',
  '../..',
  '/',
  'a/b',
  'a\\b',
  '%2e%2e',
  'CON',
  'index',
  'e',
  'x'.repeat(300),
  'é',
  'É',
  '😀',
  '\u2028',
  '\0',
  '<b>',
  'a b',
  '$code',
  '...',
  '...$at',
  '$at',
  '$value',
  '$optional',
  'body',
  'body?',
  'body??',
  '$schema',
  '$ref',
  'code',
  'CODE',
  'catalog',
  'schemas',
];
const texts = [
  '$nope',
  '$params.nope',
  '$params.__proto__',
  '$params',
  '$context.constructor',
  '$context',
  '$texts.toString',
  '$facts.x',
  '$parts.loop',
  '$parts.nope',
  '$status|nope',
  '$status|string|number|ms',
  '$code|kebab|upper',
  '$(code',
  '$()',
  '$(code|)',
  '$code ??',
  '$code ?? null',
  '$retryAfter ?? {"a":',
  '$$',
  '$',
  '$message$message',
  '$message $params',
  '{',
  '}',
  '{{',
  '{nope}',
  '{__proto__}',
  '{a}{b}',
  '...',
  '$issue',
  '$http',
  '^(a+)+$',
  '(',
  '[',
  '\\',
  '(?<x>a)\\k<y>',
  '2026-13-45',
  '2026-01-01',
  '0.0',
  '1.0.0-rc.1+x',
  'https://x.example/{file}',
  'javascript:alert(1)',
  'http://[',
  'en',
  'xx-invalid-locale-tag',
  'ru',
  'problem-details',
  'http',
  'websocket',
  'nested',
  'kafka',
  'after-delay',
  'nothing',
  'text/plain',
  'application/json',
  '/a/{b}/{b}',
  '/',
  'a/b',
  'constructor',
  '__proto__',
  '',
];
const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};
const schemas = [
  { type: 'string', pattern: '(' },
  { type: 'strng' },
  { $ref: '#' },
  { $ref: '#/nope' },
  { $ref: 'https://x.example/y.json' },
  { $ref: 'file:///etc/passwd' },
  { $id: 'x', $ref: 'x' },
  { allOf: [] },
  { enum: [] },
  { enum: [1, 1] },
  { const: null },
  { not: {} },
  { type: [] },
  { minimum: 5, maximum: 1, type: 'integer' },
  { type: 'string', format: 'nope' },
  { $schema: 'http://json-schema.org/draft-04/schema#' },
  { $defs: { a: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' },
  { type: 'object', properties: { __proto__: { type: 'string' } } },
  { type: 'object', required: ['a'], properties: { a: { type: 'integer', example: 'x' } } },
  { type: 'array', prefixItems: [{}], items: false },
  { if: {}, else: false },
  { type: 'string', optional: true },
  { $dynamicRef: '#x' },
];

/** A value of another type, or of the same type and no sense. */
function strange(random: Random): unknown {
  return random.one<() => unknown>([
    () => null,
    () => true,
    () => false,
    () => 0,
    () => -1,
    () => 1.5,
    () => 1e308,
    () => 2 ** 60,
    () => 99,
    () => 418,
    () => '',
    () => [],
    () => ({}),
    () => [null],
    () => [[]],
    () => [{}],
    () => ({ '': '' }),
    () => deep(random.one([5, 60, 99, 150])),
    () => random.one(texts),
    () => random.one(texts),
    () => random.one(texts),
    () => random.one(names),
    () => ({ [random.one(names)]: random.one(texts) }),
    () => [random.one(texts), random.one(texts)],
    () => random.one(schemas),
    () => ({ $schema: random.one(schemas) }),
    () => ({ $value: random.one(texts), $optional: true }),
    () => ({ '...': random.one(texts) }),
    () => ({ $at: ['$issue', '...'] }),
    () => Array.from({ length: 200 }, (_, at) => at),
    () => ({ en: 'a', ru: '', xx: 'b' }),
  ])();
}

/** Damage to the value that a file holds. Each changes it in place. */
export const valueDamage: Readonly<Record<string, (root: Holder, random: Random) => void>> = {
  'another value': (root, random) => {
    const { holder, key } = place(root, random);
    put(holder, key, strange(random));
  },
  'two other values': (root, random) => {
    for (const _ of [1, 2]) valueDamage['another value']?.(root, random);
  },
  'another text': (root, random) => {
    const { holder, key } = place(root, random, (value) => typeof value === 'string');
    put(holder, key, random.one(texts));
  },
  'a text with more': (root, random) => {
    const { holder, key } = place(root, random, (value) => typeof value === 'string');
    put(holder, key, random.one([`${String(holder[key])} ${random.one(texts)}`, `${random.one(texts)}${String(holder[key])}`]));
  },
  'a key missing': (root, random) => {
    const { holder, key } = place(root, random);
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  'a key renamed': (root, random) => {
    const { holder, key } = place(root, random, undefined, true);
    const entries = Object.entries(holder);
    for (const [name, value] of entries) {
      delete holder[name];
      put(holder, name === key ? random.one(names) : name, value);
    }
  },
  'a key misspelt': (root, random) => {
    const { holder, key } = place(root, random, undefined, true);
    const value = holder[key];
    delete holder[key];
    const at = random.below(String(key).length + 1);
    put(holder, String(key).slice(0, at) + random.one(['', 'x', '?', '_', '.']) + String(key).slice(at + 1), value);
  },
  'a key more': (root, random) => {
    const { holder } = place(root, random, undefined, true);
    put(holder, random.one(names), strange(random));
  },
  'a part copied elsewhere': (root, random) => {
    const from = place(root, random);
    const copy = structuredClone(from.holder[from.key]);
    const to = place(root, random);
    put(to.holder, to.key, copy);
  },
  'two parts swapped': (root, random) => {
    const [one, two] = [place(root, random), place(root, random)];
    const [left, right] = [structuredClone(one.holder[one.key]), structuredClone(two.holder[two.key])];
    put(one.holder, one.key, right);
    put(two.holder, two.key, left);
  },
  'another type': (root, random) => {
    const { holder, key } = place(root, random);
    const value = holder[key];
    put(
      holder,
      key,
      random.one<unknown>([
        [value],
        { value },
        String(value),
        Number(value),
        JSON.stringify(value),
        isObject(value) ? Object.values(value) : null,
      ]),
    );
  },
  'an envelope damaged': (root, random) => {
    const envelopes = isObject(root['envelopes']) ? root['envelopes'] : root;
    const { holder, key } = place(envelopes, random);
    put(holder, key, random.chance(70) ? random.one(texts) : strange(random));
  },
  'parts that need each other': (root, random) => {
    root['parts'] = random.one<unknown>([
      { loop: '$parts.loop' },
      { loop: { a: '$parts.pool' }, pool: ['$parts.loop'] },
      { loop: { '...': '$parts.loop' } },
      { loop: { 'a?': { 'b?': '$parts.loop' } } },
    ]);
    const { holder, key } = place(isObject(root['envelopes']) ? root['envelopes'] : root, random);
    put(holder, key, '$parts.loop');
  },
  'a circle of references': (root, random) => {
    const codes = isObject(root['codes']) ? root['codes'] : {};
    const ids = [...Object.keys(codes), 'NOPE', 'nope/NOPE', '__proto__'];
    for (const code of Object.values(codes)) {
      if (!isObject(code) || random.chance(30)) continue;
      put(code, random.one(['related', 'formerly', 'raisedBy', 'actions', 'on']), [random.one(ids), random.one(ids)]);
      put(
        code,
        random.one(['deprecated', 'removed', 'confusable', 'examples']),
        random.one<unknown>([
          { in: random.one(texts), use: random.one(ids) },
          [{ code: random.one(ids), tell: 'x' }],
          [{ errors: [{ code: random.one(ids), errors: [{ code: random.one(ids) }] }] }],
        ]),
      );
    }
  },
};

function put(holder: Holder, key: string | number, given: unknown): void {
  // A copy: what is damaged later must not be damaged in the next catalog too.
  const value = structuredClone(given);
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Some place in a value: of a wanted kind, or in an object, where there is one; else the first of all. */
function place(root: Holder, random: Random, wanted?: (value: unknown) => boolean, named = false): Place {
  const found: Place[] = [];
  const walk = (holder: Holder): void => {
    for (const key of Object.keys(holder)) {
      const value = holder[key];
      if ((!wanted || wanted(value)) && !(named && Array.isArray(holder))) found.push({ holder, key });
      if (typeof value === 'object' && value !== null && found.length < 5000) walk(value as Holder);
    }
  };
  walk(root);
  return found.length === 0 ? { holder: root, key: 'service' } : random.one(found);
}
