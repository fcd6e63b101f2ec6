import { isObject } from '../model/json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import { badOption } from './problem.ts';

/** A value as the client gave it: `text` where it came as one and its type is still to be found by the schema. */
export interface Given {
  readonly value: Json;
  readonly text: boolean;
}

/** When an error comes over a connection: as the answer to the handshake, right after it, or as the answer to each message. */
export const moments = ['handshake', 'open', 'message'] as const;
export type Moment = (typeof moments)[number];

/** What a client may ask for, by any transport. Everything has a default: the first example of the catalog. */
export interface Options {
  /** The code: id, code as shown or slug, `service/code` where several services have it, `~unknown` for one that is not in the catalog. */
  code?: string;
  service?: string;
  envelope?: string;
  /** Name of an example of the catalog, to begin with. */
  example?: string;
  status?: number;
  /** Which of several wordings, from 0. */
  variant?: number;
  locale?: string;
  /** The text, where the wording is free. */
  message?: string;
  params: Map<string, Given>;
  context: Map<string, Given>;
  /** Sub-errors: `[{ "code": ..., "params": ..., "at": [...] }]`. */
  errors?: Json[];
  /** References to leave out, which must be optional: `params.x`, `context.y`. */
  omit: string[];
  when?: Moment;
}

const TEXTS = ['code', 'service', 'envelope', 'example', 'locale', 'message'] as const;
const NUMBERS = ['status', 'variant'] as const;
const NAMES = [...TEXTS, ...NUMBERS, 'params', 'context', 'errors', 'omit', 'when'];

/** Options that nobody has set. */
export function noOptions(): Options {
  return { params: new Map(), context: new Map(), omit: [] };
}

function unknownName(name: string): Error {
  const near = nearest(name, NAMES);
  return badOption(
    name,
    `there is no option \`${name}\`${near === undefined ? '' : ` (did you mean \`${near}\`?)`}; options are ${NAMES.join(', ')}`,
  );
}

function isOneOf<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name);
}

function set(options: Options, name: string, value: Json): void {
  if (isOneOf(TEXTS, name)) {
    if (typeof value !== 'string' || value === '') throw badOption(name, `\`${name}\` must be a text that is not empty`);
    options[name] = value;
  } else if (isOneOf(NUMBERS, name)) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw badOption(name, `\`${name}\` must be a whole number`);
    options[name] = value;
  } else if (name === 'params' || name === 'context') {
    if (!isObject(value)) throw badOption(name, `\`${name}\` must be a JSON object`);
    for (const [key, inner] of Object.entries(value)) options[name].set(key, { value: inner, text: false });
  } else if (name === 'errors') {
    if (!Array.isArray(value)) throw badOption(name, '`errors` must be a JSON list of objects, each with a `code`');
    options.errors = value;
  } else if (name === 'omit') {
    const list = Array.isArray(value) ? value : [value];
    if (!list.every((item) => typeof item === 'string')) throw badOption(name, '`omit` must be a list of names such as `params.x`');
    options.omit = list;
  } else if (name === 'when') {
    if (typeof value !== 'string' || !isOneOf(moments, value)) throw badOption(name, `\`when\` must be one of ${moments.join(', ')}`);
    options.when = value;
  } else throw unknownName(name);
}

/**
 * Options from a JSON value.
 * @throws Refusal that names the option that is unknown or has the wrong type
 */
export function optionsFromJson(value: unknown, into: Options = noOptions()): Options {
  if (!isObject(value)) throw badOption('mock', 'what the mock is asked for must be a JSON object such as {"code": "..."}');
  for (const [name, inner] of Object.entries(value as JsonObject)) set(into, name, inner);
  return into;
}

/** A JSON value out of a text, where it is one. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * Options from names and texts, as a query string or a form has them: `params.field=email&status=404&omit=params.a,context.b`.
 * @throws Refusal that names the option that is unknown or has the wrong type
 */
export function optionsFromPairs(pairs: Iterable<readonly [string, string]>, into: Options = noOptions()): Options {
  for (const [name, text] of pairs) {
    const dot = name.indexOf('.');
    const group = dot < 0 ? undefined : name.slice(0, dot);
    if (group === 'params' || group === 'context') into[group].set(name.slice(dot + 1), { value: text, text: true });
    else if (isOneOf(NUMBERS, name)) set(into, name, /^\d{1,9}$/.test(text) ? Number(text) : text);
    else if (name === 'omit') set(into, name, text.split(','));
    else if (name === 'params' || name === 'context' || name === 'errors') set(into, name, parsed(text) ?? null);
    else set(into, name, text);
  }
  return into;
}

/** Options from the header `Mock-Options`: a JSON object, or pairs as in a query string. */
export function optionsFromHeader(text: string, into: Options = noOptions()): Options {
  if (!text.trimStart().startsWith('{')) return optionsFromPairs(new URLSearchParams(text), into);
  const value = parsed(text);
  if (value === undefined) throw badOption('Mock-Options', '`Mock-Options` is no JSON');
  return optionsFromJson(value, into);
}

/** The value of `code=` in a `Prefer` header (RFC 7240, section 2): a token or a quoted string; undefined where there is none. */
export function preferredCode(header: string): string | undefined {
  const found = /(?:^|[,;])\s*code\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]+))/i.exec(header);
  return found ? (found[2] ?? found[1]?.replaceAll(/\\(.)/g, '$1')) : undefined;
}
