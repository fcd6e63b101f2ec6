import type { JsonSchema, Path } from '../model/json.ts';
import type { LoadRule } from './rules.ts';
import { asSchema, toJsonSchema } from './schemas.ts';

/** Says that the value at a path is no plain data. */
export type Complain = (rule: LoadRule, message: string, path: Path) => void;

const maxDepth = 100;

/**
 * Turns what a TypeScript author exports into plain JSON: references become their text, schemas become JSON Schema,
 * undefined properties are left out. Everything else that JSON cannot hold is complained about and becomes null.
 * `base` is the path of the value in its service: `['codes']` for a file of codes.
 */
export function toPlain(root: unknown, base: Path, complain: Complain): unknown {
  const open = new Set<object>();

  function walk(value: unknown, path: Path): unknown {
    const refuse = (what: string): null => {
      complain('not-plain-data', `${what} is no plain data`, path);
      return null;
    };
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? refuse('text with half a surrogate pair') : value;
    if (typeof value === 'number') return numberOf(value, refuse);
    if (typeof value === 'function' || typeof value === 'object') {
      const reference = referenceText(value);
      if (reference !== undefined) return reference;
      const schema = asSchema(value);
      if (schema) return schemaAt(schema, path);
    }
    if (typeof value !== 'object') return refuse(nameOf(value));
    if (open.has(value)) return refuse('an object that contains itself');
    if (path.length > maxDepth) return refuse(`a value more than ${maxDepth} levels deep`);
    open.add(value);
    const plain = Array.isArray(value)
      ? Array.from(value, (item: unknown, at) => walk(item, [...path, at]))
      : objectOf(value, path, refuse);
    open.delete(value);
    return plain;
  }

  function objectOf(value: object, path: Path, refuse: (what: string) => null): Record<string, unknown> | null {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return refuse(nameOf(value));
    const keys = Object.keys(value);
    if (keys.length === 0 && !('toJSON' in value) && typeof Reflect.get(value, 'toJSON') === 'function')
      return refuse('`$` without the name of a fact');
    if (Object.getOwnPropertySymbols(value).some((key) => key !== Symbol.toStringTag)) return refuse('an object with symbols as keys');
    const plain: Record<string, unknown> = {};
    for (const key of keys) {
      let item: unknown;
      try {
        item = Reflect.get(value, key);
      } catch {
        complain('not-plain-data', 'a getter that throws is no plain data', [...path, key]);
        continue;
      }
      if (item === undefined) continue;
      Object.defineProperty(plain, key, { value: walk(item, [...path, key]), enumerable: true, configurable: true, writable: true });
    }
    return plain;
  }

  function schemaAt(schema: Parameters<typeof toJsonSchema>[0], path: Path): unknown {
    const result = toJsonSchema(schema);
    if ('problem' in result) {
      complain('schema-not-json', result.problem, path);
      return null;
    }
    // Defaults and examples in it are the author's: they must be plain too.
    const plain = walk(result.schema, path) as JsonSchema;
    if (isDetails(path)) return { $schema: plain };
    return result.optional && isField(path) ? { ...plain, optional: true } : plain;
  }

  return walk(root, base);
}

/** A parameter, a context field or a declared fact. */
function isField([first, , third, ...rest]: Path): boolean {
  return (
    (first === 'codes' && third === 'params' && rest.length === 1) || ((first === 'context' || first === 'facts') && third === undefined)
  );
}

function isDetails(path: Path): boolean {
  return path.length === 3 && path[0] === 'codes' && path[2] === 'details';
}

function numberOf(value: number, refuse: (what: string) => null): number | null {
  if (!Number.isFinite(value)) return refuse(String(value));
  // From 1e21 up a number is written with an exponent: nobody takes that for an id.
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21)
    return refuse(`${value}, which is too large to be kept exactly,`);
  return value === 0 ? 0 : value;
}

/** The text of a reference made with `$`: a callable that knows its JSON, whichever copy of the package made it. */
function referenceText(value: object | ((...args: never[]) => unknown)): string | undefined {
  if (typeof value !== 'function') return undefined;
  const text: unknown = Reflect.get(value, 'toJSON');
  const made: unknown = typeof text === 'function' ? Reflect.apply(text, value, []) : undefined;
  return typeof made === 'string' ? made : undefined;
}

function nameOf(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function \`${value.name}\``;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : `a ${typeof value}`;
  const maker: unknown = Reflect.get(value, 'constructor');
  return typeof maker === 'function' && maker.name !== '' ? `an instance of \`${maker.name}\`` : 'an object of a class';
}
