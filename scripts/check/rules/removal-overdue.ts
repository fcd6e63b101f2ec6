import { isObject } from '../../model/json.ts';
import type { Path } from '../../model/json.ts';
import { hasCome } from '../moments.ts';
import type { Report, Rule, ServiceContext } from '../rule.ts';

/** Every `$deprecated: { removeIn }` below a value. */
function* planned(value: unknown, path: Path): Generator<{ moment: string; path: Path }> {
  if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* planned(item, [...path, at]);
  if (!isObject(value)) return;
  const { $deprecated: deprecated } = value;
  if (isObject(deprecated) && typeof deprecated.removeIn === 'string')
    yield { moment: deprecated.removeIn, path: [...path, '$deprecated', 'removeIn'] };
  for (const [key, inner] of Object.entries(value)) if (key !== '$deprecated') yield* planned(inner, [...path, key]);
}

function hold(moment: string, what: string, path: Path, { service, catalog }: ServiceContext, report: Report): void {
  if (hasCome(moment, { version: service.version, today: catalog.today }) !== true) return;
  const now = /^\d{4}-/.test(moment) ? `today is ${catalog.today}` : `the service is at ${service.version ?? ''}`;
  report({ message: `${what} was to be removed in ${moment}, and ${now}`, path });
}

/** Removals whose date or version has come. */
export const removalOverdue: Rule = {
  id: 'removal-overdue',
  title: 'What was to be removed is removed in time',
  severity: 'warning',
  why: 'Readers plan with the announced date; a page that promises a past removal is wrong either way.',
  fix: 'Remove the field, turn `deprecated` into `removed: { in: ... }`, or announce a new date.',
  examples: {
    good: ["codes:\n  OUT_OF_STOCK:\n    deprecated: { in: '2.0', removeIn: '3.0', use: TOO_MANY_ORDERS }"],
    bad: [
      "codes:\n  OUT_OF_STOCK:\n    deprecated:\n      in: '1.0'\n      use: TOO_MANY_ORDERS\n      removeIn: '2.4' # <--",
      "envelopes:\n  http:\n    body:\n      error:\n        $value: $code\n        $deprecated:\n          use: code\n          removeIn: '2020-01-31' # <--",
    ],
  },
  isLocal: true,
  service(context, report) {
    const { service, codes } = context;
    const templates = { parts: service.parts ?? {}, envelopes: service.envelopes };
    for (const [group, map] of Object.entries(templates)) {
      for (const { moment, path } of planned(map, [group])) hold(moment, `\`${String(path.at(-3))}\``, path, context, report);
    }
    for (const { id, code } of codes) {
      for (const { moment, path } of planned(code.on, ['codes', id, 'on']))
        hold(moment, `\`${String(path.at(-3))}\``, path, context, report);
      if (code.deprecated?.removeIn !== undefined)
        hold(code.deprecated.removeIn, `\`${id}\``, ['codes', id, 'deprecated', 'removeIn'], context, report);
    }
  },
};
