import { isObject, jsonEqual, pointer } from '../model/json.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';

/** One thing wrong with a message, and where. */
export interface Damage {
  kind: 'drop' | 'change' | 'type' | 'swap' | 'cut' | 'repeat' | 'rename' | 'add';
  pointer: string;
  message: JsonObject;
}

function childrenOf(value: Json): [string | number, Json][] {
  if (Array.isArray(value)) return [...value.entries()];
  return isObject(value) ? Object.entries(value) : [];
}

function valueAt(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, step) => (inner === undefined ? undefined : childrenOf(inner).find(([key]) => key === step)?.[1]),
    value,
  );
}

/** A copy with another value at a path; `undefined` takes it away. */
function withValue(value: Json, path: Path, next: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return next ?? null;
  const result = childrenOf(value).flatMap(([key, inner]): [string | number, Json][] => {
    if (key !== step) return [[key, inner]];
    return rest.length === 0 && next === undefined ? [] : [[key, withValue(inner, rest, next)]];
  });
  return Array.isArray(value) ? result.map(([, inner]) => inner) : Object.fromEntries(result);
}

/** Other values of the same type. */
function changes(value: Json): Json[] {
  if (typeof value === 'string') return [`${value}x`, `x${value}`, '', value.toUpperCase()];
  if (typeof value === 'number') return [value + 1, -value, 0.5];
  return typeof value === 'boolean' ? [!value] : [];
}

const types: readonly Json[] = ['text', 7, true, null, [], {}, ['text'], { text: 'text' }];

/**
 * Every way in which a message is damaged at one place: fields dropped, renamed, added; values changed, of another type, or those of another
 * message; lists cut and repeated.
 *
 * @param others messages whose values are put in the same place
 * @param codes words that are put in place of each other
 */
export function damagesOf(message: JsonObject, others: readonly JsonObject[], codes: readonly Json[]): Damage[] {
  const damages: Damage[] = [];
  const add = (kind: Damage['kind'], path: Path, next: Json): void => {
    if (!jsonEqual(next, message)) damages.push({ kind, pointer: pointer(path), message: next as JsonObject });
  };
  const walk = (value: Json, path: Path): void => {
    const set = (kind: Damage['kind'], next: Json | undefined): void => add(kind, path, withValue(message, path, next));
    if (path.length > 0) {
      set('drop', undefined);
      for (const next of types) if (typeof next !== typeof value || Array.isArray(next) !== Array.isArray(value)) set('type', next);
      for (const next of changes(value)) set('change', next);
      for (const one of others) {
        const next = valueAt(one, path);
        if (next !== undefined) set('swap', next);
      }
      if (codes.some((code) => jsonEqual(code, value))) for (const code of codes) set('swap', code);
    }
    if (Array.isArray(value)) {
      if (value.length > 0) set('cut', []);
      if (value.length > 1) set('cut', value.slice(0, -1));
      if (value.length > 0) set('repeat', [...value, value[0] ?? null]);
    } else if (isObject(value)) {
      add('add', [...path, 'unknown'], withValue(message, path, { ...value, unknown: 'field' }));
      for (const [key] of childrenOf(value)) {
        const renamed = Object.fromEntries(
          childrenOf(value).map(([name, inner]): [string, Json] => [name === key ? `${name}_x` : String(name), inner]),
        );
        add('rename', [...path, key], withValue(message, path, renamed));
      }
    }
    for (const [key, inner] of childrenOf(value)) walk(inner, [...path, key]);
  };
  walk(message, []);
  return damages;
}
