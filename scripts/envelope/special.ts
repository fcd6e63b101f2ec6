import { isObject } from '../model/json.ts';
import type { Path } from '../model/json.ts';
import type { Field } from './node.ts';
import type { ResolveProblem } from './scope.ts';

/** What `{ $value: ... }` says about a field beside its value. */
export interface Special {
  readonly optional: boolean;
  readonly deprecated?: NonNullable<Field['deprecated']>;
}

const words = ['use', 'removeIn'] as const;

/** True for a template that says more than its value: `{ $value: ... }`. */
export function isSpecial(template: unknown): template is Record<string, unknown> {
  return isObject(template) && Object.hasOwn(template, '$value');
}

/**
 * Reads `$optional` and `$deprecated` beside `$value`. What is no text there is a finding and left out; so is a key that nobody reads.
 * Undefined for a template without `$value`.
 */
export function specialOf(template: unknown, path: Path, report: (problem: ResolveProblem) => void): Special | undefined {
  if (!isSpecial(template)) return undefined;
  const wrong = (message: string, step: Path, fix: string): void => {
    report({ rule: 'template-syntax', message, path: [...path, ...step], at: 'envelope', fix });
  };
  for (const key of Object.keys(template)) {
    if (!['$value', '$optional', '$deprecated'].includes(key))
      wrong(`\`${key}\` says nothing beside \`$value\``, [key], 'Leave it out; beside `$value` stand `$optional` and `$deprecated`.');
  }
  const { $optional: optional, $deprecated: given } = template;
  if (optional !== undefined && typeof optional !== 'boolean')
    wrong('`$optional` is true or false', ['$optional'], 'Write `$optional: true`.');
  if (given === undefined) return { optional: optional === true };
  const deprecated: { use?: string; removeIn?: string } = {};
  if (!isObject(given)) wrong('`$deprecated` is a map', ['$deprecated'], "Write `$deprecated: { use: other, removeIn: '3.0' }`.");
  else {
    for (const [key, value] of Object.entries(given)) {
      const word = words.find((one) => one === key);
      if (word !== undefined && typeof value === 'string') deprecated[word] = value;
      else if (word !== undefined) wrong(`\`${key}\` of a deprecated field is a text`, ['$deprecated', key], 'Quote it.');
      else wrong(`\`$deprecated\` has no \`${key}\``, ['$deprecated', key], 'It has `use` and `removeIn`.');
    }
  }
  return { optional: true, deprecated };
}
