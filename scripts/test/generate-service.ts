import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import type { Json, JsonObject } from '../model/json.ts';
import type { Code } from '../model/code.ts';
import type { Service } from '../model/service.ts';

/** Names and fragments that have broken somebody's template language before. */
const IDS = ['001', '-32602', '0x1F', 'err:x:y', 'AUTH_1', 'a.b', '__proto__', 'constructor', '7', 'é'];
const PARAMS = ['a', 'b', 'constructor'];
const LITERALS = ["'", ': ', '[a-z]*', '\\d', '\n', 'x', ' ', '$5', '{{', '}}', 'for ', '.', 'a', '7'];
const SCHEMAS: readonly JsonObject[] = [
  { type: 'integer' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'string' },
  { type: 'string', pattern: '^[a-f0-9]{4}$' },
  { enum: ['a', 'b', "it's"] },
  { type: 'object' },
];

export type Draw = GeneratorValue;

/** One of a list. */
export function one<T>(draw: Draw, list: readonly [T, ...T[]] | readonly T[]): T {
  const found = list[draw(fc.integer, { min: 0, max: list.length - 1 })];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

const chance = (draw: Draw, percent: number): boolean => draw(fc.integer, { min: 0, max: 99 }) < percent;
const upTo = (draw: Draw, max: number): number => draw(fc.integer, { min: 0, max });
const object = (entries: [string, Json][]): JsonObject => {
  const result = Object.create(null) as JsonObject;
  for (const [key, value] of entries) result[key] = value;
  return result;
};

function message(draw: Draw, params: readonly string[]): string {
  const parts = Array.from({ length: 1 + upTo(draw, 3) }, () =>
    params.length > 0 && chance(draw, 50) ? `{${one(draw, params)}}` : one(draw, LITERALS),
  );
  return parts.join('') || 'x';
}

function code(draw: Draw, on: string[]): Code {
  const names = PARAMS.filter(() => chance(draw, 55));
  const params = object(names.map((name) => [name, { ...one(draw, SCHEMAS), ...(chance(draw, 30) ? { optional: true } : {}) }]));
  const made: Record<string, unknown> = {
    title: 'A generated error',
    category: 'server',
    retry: { when: 'never' },
    effect: 'nothing',
    actor: 'developer',
    on,
    params,
  };
  if (chance(draw, 80)) made.message = chance(draw, 15) ? [message(draw, names), message(draw, names)] : message(draw, names);
  if (chance(draw, 70)) made.status = chance(draw, 20) ? [400, 500] : one(draw, [400, 404, 500]);
  if (chance(draw, 40))
    made.retry = { when: 'after-delay', after: names.length > 0 && chance(draw, 50) ? `$params.${names[0]}` : 1 + upTo(draw, 60) };
  if (chance(draw, 40) && names.length > 0) made.details = names;
  if (chance(draw, 30)) made.fatal = chance(draw, 50);
  return made as Code;
}

const REFS = [
  '$code',
  '$code',
  '$message',
  '$message',
  '$status',
  '$retryable',
  '$retryAfter',
  '$fatal',
  '$details',
  '$params',
  '$params.a',
  '$params.b',
  '$params.constructor',
  '$context.id',
  '$context.count',
];
const TEXTS = [
  '$code: $message',
  'e/$code',
  '$(code)x$status',
  '[$params.a] $message',
  '$$code',
  '$context.id#$code',
  '$status|string',
  '$params.a ?? null',
  '$context.count ?? 0',
  '$details ?? {}',
  '$code|lower',
  'plain',
];

function template(draw: Draw, depth: number, nested: readonly string[]): Json {
  const kind = upTo(draw, 11);
  if (kind <= 5) return one(draw, REFS);
  if (kind <= 7) return one(draw, TEXTS);
  if (kind === 8) return one<Json>(draw, [null, true, 0, 1, 'x', '1', []]);
  if (kind === 9 && nested.length > 0) return ['$item', '...'];
  if (kind === 10) return Array.from({ length: upTo(draw, 2) }, () => template(draw, depth - 1, []));
  return depth > 0 ? fields(draw, depth - 1, nested) : '$code';
}

function fields(draw: Draw, depth: number, nested: readonly string[]): JsonObject {
  const entries = Array.from({ length: 1 + upTo(draw, 2) }, (_, at): [string, Json] => {
    const value = template(draw, depth, nested);
    const name: string = one(draw, [`k${at}`, `k${at}`, '__proto__', '$$x', 'y??']);
    if (chance(draw, 10)) return [name, { $value: value, $optional: true }];
    return [chance(draw, 45) && !name.endsWith('?') ? `${name}?` : name, value];
  });
  if (nested.length > 0 && chance(draw, 25))
    entries.push(
      one<[string, Json]>(draw, [
        ['$at', ['$item', '...']],
        ['...$at', { _errors: ['$item', '...'] }],
        ['list?', ['$item', '...']],
      ]),
    );
  return object(entries);
}

/** A service with one HTTP envelope, perhaps a nested one, and one to five codes: hostile names, texts and templates of every form. */
export function generateService(draw: Draw): Service {
  const nested = chance(draw, 45) ? ['item'] : [];
  const body = fields(draw, 3, nested);
  const headers = object(
    (['X-Code', 'Retry-After', 'x-id'] as const)
      .filter(() => chance(draw, 30))
      .map((name) => [`${name}?`, one(draw, ['$code', '$retryAfter', '$context.id', '$params.a', '$retryable', '$status'])]),
  );
  const envelopes: Record<string, unknown> = {
    http: { transport: 'http', ...(chance(draw, 70) ? { 'status?': '$status' } : {}), headers, body },
  };
  if (nested.length > 0)
    envelopes.item = {
      transport: 'nested',
      body: chance(draw, 30) ? one(draw, ['$message', '$code', '$code: $message']) : fields(draw, 1, []),
    };
  const ids = [...new Set(Array.from({ length: 1 + upTo(draw, 4) }, () => one(draw, IDS)))];
  const codes = Object.create(null) as Record<string, Code>;
  for (const id of ids) codes[id] = code(draw, nested.length > 0 ? one(draw, [['http'], ['item'], ['http', 'item']]) : ['http']);
  return {
    service: 'generated',
    title: 'Generated',
    context: { id: { type: 'string' }, count: { type: 'integer', optional: true } },
    envelopes,
    codes,
  } as unknown as Service;
}
