import { isObject } from '../model/json.ts';
import type { Json, Path } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import type { ResolveProblem } from './scope.ts';
import { readKey, readString } from './template.ts';
import type { Ref } from './template.ts';

/** Every reference of a template with its place, keys included. */
export function* referencesIn(template: Json, path: Path = []): Generator<{ ref: Ref; path: Path }> {
  if (typeof template === 'string') {
    const read = readString(template);
    if (read.kind === 'ref') yield { ref: read.ref, path };
    if (read.kind === 'text') for (const part of read.parts) if (typeof part !== 'string') yield { ref: part, path };
  } else if (Array.isArray(template)) {
    for (const [at, item] of template.entries()) yield* referencesIn(item, [...path, at]);
  } else if (isObject(template)) {
    for (const [key, value] of Object.entries(template)) {
      const read = readKey(key);
      if (read.kind === 'ref') yield { ref: read.ref, path: [...path, key] };
      if (key !== '$schema') yield* referencesIn(value, [...path, key]);
    }
  }
}

/**
 * A `$params.x` that no code of the envelope declares: its field would vanish without a word.
 *
 * @param declared parameters of all codes that the envelope carries
 */
export function undeclaredParams(template: Record<string, Json>, declared: ReadonlySet<string>): ResolveProblem[] {
  const problems: ResolveProblem[] = [];
  for (const { ref, path } of referencesIn(template)) {
    const name = ref.path[1];
    if (ref.path[0] !== 'params' || name === undefined || declared.has(name)) continue;
    const suggest = nearest(name, declared);
    problems.push({
      rule: 'undeclared-parameter',
      message: `\`$params.${name}\` is a parameter of no code that this envelope carries`,
      path,
      at: 'envelope',
      fix: 'declare it under `params` of a code, or remove the field',
      ...(suggest === undefined ? {} : { suggest: `$params.${suggest}` }),
    });
  }
  return problems;
}
