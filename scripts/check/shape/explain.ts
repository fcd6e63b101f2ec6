import type { z } from 'zod';
import type { Path } from '../../model/json.ts';
import { nearest } from '../../model/nearest.ts';
import { keysAt } from './walk.ts';
import { orList, pathWords, typeWords, valueAt, valueWords } from './words.ts';

/** A departure from the format, in plain words, located in the unit. */
export interface ShapeFinding {
  rule: 'unknown-key' | 'missing-key' | 'wrong-value';
  message: string;
  path: Path;
  key?: boolean;
  fix?: string;
  suggest?: string;
  /** The key that is missing. */
  lacks?: string;
}

interface Context {
  schema: z.core.$ZodType;
  value: unknown;
}

function steps(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function quoting(expected: readonly string[], came: unknown): string | undefined {
  if (expected.includes('string') && (typeof came === 'number' || typeof came === 'boolean')) return `put it in quotes: '${String(came)}'`;
  const numeric =
    expected.some((type) => type === 'number' || type === 'int') &&
    typeof came === 'string' &&
    came.trim() !== '' &&
    Number.isFinite(Number(came));
  if (numeric) return 'take the quotes away';
  return expected.includes('boolean') && (came === 'true' || came === 'false') ? 'take the quotes away' : undefined;
}

function wrongType(path: Path, expected: readonly string[], came: unknown): ShapeFinding {
  const fix = quoting(expected, came);
  return {
    rule: 'wrong-value',
    path,
    message: `${name(path)} must be ${orList(expected.map(typeWords))}, not ${valueWords(came)}`,
    ...(fix === undefined ? {} : { fix }),
  };
}

function name(path: Path): string {
  return path.length === 0
    ? 'the file'
    : `\`${pathWords(path.slice(-3).filter((step, at, all) => at > 0 || typeof step === 'string' || all.length === 1))}\``;
}

function missing(path: Path): ShapeFinding {
  const parent = path.slice(0, -1);
  return {
    rule: 'missing-key',
    path: parent,
    key: true,
    message: `${name(parent)} lacks \`${String(path.at(-1))}\``,
    fix: `add \`${String(path.at(-1))}\``,
    lacks: String(path.at(-1)),
  };
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, path: Path, context: Context): ShapeFinding[] {
  const known = keysAt(context.schema, path).filter((key) => !key.endsWith('?'));
  const written = valueAt(context.value, path);
  const free = known.filter((key) => valueAt(written, [key]) === undefined);
  return issue.keys.map((key) => {
    const suggest = nearest(key, free);
    const list =
      known.length > 0 && known.length <= 12
        ? `it may have ${known.map((one) => `\`${one}\``).join(', ')}`
        : 'take it away, or correct its name';
    return {
      rule: 'unknown-key',
      path: [...path, key],
      key: true,
      message: `${name(path)} has no key \`${key}\``,
      fix: list,
      ...(suggest === undefined ? {} : { suggest }),
    };
  });
}

function size(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: Path, came: unknown): ShapeFinding {
  const small = issue.code === 'too_small';
  const limit = small ? issue.minimum : issue.maximum;
  const bound = small ? (issue.inclusive ? 'at least' : 'more than') : issue.inclusive ? 'at most' : 'less than';
  const thing = { string: 'character', array: 'item', tuple: 'item', map: 'entry' }[issue.origin as string];
  const unit = thing === undefined ? '' : Number(limit) === 1 ? ` ${thing}` : ` ${thing}s`;
  const what = came === '' ? 'an empty text' : valueWords(came);
  return { rule: 'wrong-value', path, message: `${name(path)} must ${unit ? 'have' : 'be'} ${bound} ${String(limit)}${unit}, not ${what}` };
}

/** True when the branch of a union fails at its root: the value is of another kind altogether. */
function failsAtRoot(issues: readonly z.core.$ZodIssue[], came: unknown): boolean {
  return issues.some((issue) => {
    if (issue.path.length > 0) return false;
    if (issue.code === 'invalid_value') return !issue.values.some((value) => typeof value === typeof came);
    return issue.code === 'invalid_type' || (issue.code === 'invalid_union' && issue.errors.every((branch) => failsAtRoot(branch, came)));
  });
}

function rootTypes(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.path.length > 0) return [];
    if (issue.code === 'invalid_type') return [issue.expected];
    if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(String(value)));
    return issue.code === 'invalid_union' ? issue.errors.flatMap(rootTypes) : [];
  });
}

/** A union names the trouble of the branch that fits best; where none fits, what it may be. */
function union(issue: z.core.$ZodIssueInvalidUnion, path: Path, context: Context): ShapeFinding[] {
  const came = valueAt(context.value, path);
  const fitting = issue.errors.filter((branch) => !failsAtRoot(branch, came)).sort((one, two) => one.length - two.length)[0];
  if (!fitting) return [wrongType(path, issue.errors.flatMap(rootTypes), came)];
  return fitting.flatMap((inner) => explain({ ...inner, path: [...path, ...inner.path] }, context));
}

/** One issue of Zod in plain words: what came, what was expected, what was probably meant. */
export function explain(issue: z.core.$ZodIssue, context: Context): ShapeFinding[] {
  const path = steps(issue.path);
  const came = valueAt(context.value, path);
  if (came === undefined && path.length > 0) return [missing(path)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue, path, context);
    case 'invalid_type':
      return [wrongType(path, [issue.expected], came)];
    case 'invalid_value': {
      const known = issue.values.map(String);
      const suggest = typeof came === 'string' ? nearest(came, known) : undefined;
      return [
        {
          rule: 'wrong-value',
          path,
          message: `${name(path)} must be ${orList(known)}, not ${valueWords(came)}`,
          ...(suggest === undefined ? {} : { suggest }),
        },
      ];
    }
    case 'too_small':
    case 'too_big':
      return [size(issue, path, came)];
    case 'invalid_union':
      return union(issue, path, context);
    case 'invalid_format': {
      const own = issue.message.startsWith('Invalid ') ? undefined : issue.message;
      const wanted =
        issue.format === 'regex'
          ? `match ${issue.pattern ?? 'its pattern'}`
          : issue.format === 'starts_with'
            ? 'start with `/`'
            : `be a ${issue.format.toUpperCase()}`;
      return [
        {
          rule: 'wrong-value',
          path,
          message: `${name(path)} must ${wanted}, not be ${valueWords(came)}`,
          ...(own === undefined ? {} : { fix: own }),
        },
      ];
    }
    default:
      return [{ rule: 'wrong-value', path, message: `${name(path)} is not what the format asks for: ${issue.message}` }];
  }
}
