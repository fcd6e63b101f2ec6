import type { Path } from '../../model/json.ts';
import { nearest } from '../../model/nearest.ts';
import { isObject } from '../../model/json.ts';
import type { Code } from '../../model/code.ts';
import type { CodeContext, Rule, ServiceContext } from '../rule.ts';

interface Mention {
  name: string;
  path: Path;
}

function subErrors(errors: unknown, path: Path): Mention[] {
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown, at) => {
    if (!isObject(error)) return [];
    const own = typeof error.code === 'string' ? [{ name: error.code, path: [...path, at, 'code'] }] : [];
    return [...own, ...subErrors(error.errors, [...path, at, 'errors'])];
  });
}

/** Every mention of another code in a code, by its path in it. */
function mentions(code: Code): Mention[] {
  const one = (name: string | undefined, ...path: Path): Mention[] => (name === undefined ? [] : [{ name, path }]);
  return [
    ...(code.related ?? []).flatMap((name, at) => one(name, 'related', at)),
    ...(code.confusable ?? []).flatMap((item, at) => one(item.code, 'confusable', at, 'code')),
    ...one(code.deprecated?.use, 'deprecated', 'use'),
    ...one(code.removed?.use, 'removed', 'use'),
    ...(code.examples ?? []).flatMap((item, at) => subErrors(item.errors, ['examples', at, 'errors'])),
  ];
}

/** A code of the same service wins; else `service/CODE`. */
function exists(name: string, from: ServiceContext): boolean {
  if (has(from, name)) return true;
  const slash = name.indexOf('/');
  if (slash <= 0) return false;
  const other = from.catalog.outlines.find(({ service }) => service === name.slice(0, slash));
  if (!other) return from.catalog.isLeftOut(name.slice(0, slash));
  const id = name.slice(slash + 1);
  return other.codes.has(id) || from.catalog.isLeftOut(`${other.service}/${id}`) || from.catalog.isLeftOut(other.unit);
}

function has({ service, unit, catalog, ids }: ServiceContext, id: string): boolean {
  return ids.has(id) || catalog.isLeftOut(`${service.service}/${id}`) || catalog.isLeftOut(unit);
}

function known(context: CodeContext): string[] {
  const others = context.in.catalog.outlines.flatMap(({ service, codes }) => [...codes.keys()].map((id) => `${service}/${id}`));
  return [...context.in.ids, ...others].filter((id) => id !== context.id);
}

/** Links to codes that do not exist, and of a code to itself. */
export const unknownCode: Rule = {
  id: 'unknown-code',
  title: 'Every code that is mentioned exists',
  severity: 'error',
  why: 'A link that leads nowhere leaves its reader there.',
  fix: 'Name a code of this service, or one of another as `service/CODE`.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK:\n    related: [TOO_MANY_ORDERS, bank/CARD_BLOCKED]'],
    bad: [
      'codes:\n  OUT_OF_STOCK:\n    related:\n      - TOO_MANY_ORDER # <--\n      - bank/CARD_BLOCKT # <--',
      "codes:\n  TOO_MANY_ORDERS:\n    deprecated:\n      in: '2.0'\n      use: TOO_MANY_ORDERS # <--",
    ],
  },
  code(context, report) {
    for (const { name, path } of mentions(context.code)) {
      if (name === context.id && path[0] !== 'examples') report({ message: `\`${name}\` mentions itself`, path });
      else if (!exists(name, context.in)) report({ message: `there is no code \`${name}\``, path, suggest: nearest(name, known(context)) });
    }
  },
};
