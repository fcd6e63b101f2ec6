import { namedFacts } from '../model/vocabulary.ts';
import type { Json } from '../model/json.ts';

/** A `$name` in a template: `['context', 'traceId']` for `$context.traceId`, with its pipes. */
export interface Ref {
  path: string[];
  pipes: string[];
}

/** A string of a template, read. `fallback` comes from `?? json`, which only a whole-string reference can have. */
export type ReadString =
  | { kind: 'literal'; value: string }
  | { kind: 'ref'; ref: Ref; fallback?: { value: Json } }
  | { kind: 'text'; parts: (string | Ref)[] }
  | { kind: 'malformed'; reason: string; fix: string };

const NAME = '[A-Za-z][A-Za-z0-9_]*';
const MEMBER = '[A-Za-z_][A-Za-z0-9_]*';
const BARE = `(?:(?:${namedFacts.join('|')})\\.${MEMBER}|${NAME})`;
const WHOLE = new RegExp(`^\\$(?:(${BARE})((?:\\|${NAME})*)|\\(([^()]*)\\))(?:\\s*\\?\\?\\s*([\\s\\S]*))?$`);
const PART = new RegExp(`\\$(?:\\$|(${BARE})|\\(([^()]*)\\))`, 'g');
const INNER = /^([A-Za-z][\w-]*(?:\.[A-Za-z_][\w-]*)?)((?:\|[A-Za-z][\w-]*)*)$/;

function refOf(name: string, pipes: string): Ref {
  const dot = name.indexOf('.');
  return { path: dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)], pipes: pipes.split('|').slice(1) };
}

function inner(text: string): Ref | undefined {
  const found = INNER.exec(text.trim());
  return found ? refOf(found[1] ?? '', found[2] ?? '') : undefined;
}

function malformedRef(text: string): ReadString {
  return { kind: 'malformed', reason: `\`$(${text})\` is no reference`, fix: 'write `$(name)`, `$(name.member)` or `$(name|pipe)`' };
}

/**
 * Reads one string of a template. `$` is special only before a letter, `(` or `$`: `$5` and `US$ 5` are literal, `$$x` is `$x`.
 */
export function readString(text: string): ReadString {
  const whole = text.startsWith('$') ? WHOLE.exec(text) : null;
  if (whole) {
    const ref = whole[1] === undefined ? inner(whole[3] ?? '') : refOf(whole[1], whole[2] ?? '');
    if (!ref) return malformedRef(whole[3] ?? '');
    if (whole[4] === undefined) return { kind: 'ref', ref };
    try {
      return { kind: 'ref', ref, fallback: { value: JSON.parse(whole[4]) as Json } };
    } catch {
      return {
        kind: 'malformed',
        reason: `\`${whole[4]}\` after \`??\` is not JSON`,
        fix: 'write a JSON literal: `?? null`, `?? {}`, `?? "none"`',
      };
    }
  }
  const parts: (string | Ref)[] = [];
  let from = 0;
  let literal = '';
  for (const found of text.matchAll(PART)) {
    literal += text.slice(from, found.index);
    from = found.index + found[0].length;
    if (found[0] === '$$') {
      literal += '$';
      continue;
    }
    const ref = found[1] === undefined ? inner(found[2] ?? '') : refOf(found[1], '');
    if (!ref) return malformedRef(found[2] ?? '');
    if (literal) parts.push(literal);
    literal = '';
    parts.push(ref);
  }
  literal += text.slice(from);
  if (parts.length === 0) return { kind: 'literal', value: literal };
  if (literal) parts.push(literal);
  return { kind: 'text', parts };
}

/** Reads a wire message: `{name}` is a parameter, `{{` and `}}` are literal braces; any other brace stands for itself. */
export function readMessage(template: string): (string | { param: string })[] {
  const parts: (string | { param: string })[] = [];
  let literal = '';
  let from = 0;
  for (const found of template.matchAll(/\{\{|\}\}|\{([A-Za-z_][\w-]*)\}/g)) {
    literal += template.slice(from, found.index);
    from = found.index + found[0].length;
    if (found[1] === undefined) {
      literal += found[0].charAt(0);
      continue;
    }
    if (literal) parts.push(literal);
    literal = '';
    parts.push({ param: found[1] });
  }
  literal += template.slice(from);
  if (literal || parts.length === 0) parts.push(literal);
  return parts;
}

/** A key of a template object: `name?` is optional, `name??` the literal `name?`, `$$name` the literal `$name`. */
export type ReadKey =
  { kind: 'plain'; name: string; optional: boolean } | { kind: 'ref'; ref: Ref } | { kind: 'tree'; deep: boolean } | { kind: 'spread' };

/** Reads one key of a template object. */
export function readKey(key: string): ReadKey {
  if (key === '...') return { kind: 'spread' };
  if (key === '$at' || key === '...$at') return { kind: 'tree', deep: key !== '$at' };
  if (/^\$[A-Za-z(]/.test(key)) {
    const read = readString(key);
    if (read.kind === 'ref' && !read.fallback) return { kind: 'ref', ref: read.ref };
  }
  const optional = key.endsWith('?') && !key.endsWith('??');
  const bare = key.endsWith('?') ? key.slice(0, -1) : key;
  return { kind: 'plain', name: bare.startsWith('$$') ? bare.slice(1) : bare, optional };
}

/** The name of a reference as an author writes it: `context.traceId`. */
export function refName(ref: Ref): string {
  return ref.path.join('.');
}
