import { paramsOf, readField } from '../../envelope/facts.ts';
import type { ParamFact } from '../../envelope/facts.ts';
import type { Json, JsonSchema, Path } from '../../model/json.ts';
import { statusesOf } from '../facts.ts';
import { orList, valueWords } from '../shape/words.ts';
import type { CodeContext, Report, Rule, ServiceContext } from '../rule.ts';

function hold(schema: JsonSchema, value: Json, path: Path, { catalog }: ServiceContext, report: Report): void {
  const compiled = catalog.schemas.compile(schema);
  if ('broken' in compiled) return; // `invalid-schema` tells
  for (const departure of compiled.test(value)) {
    const what = departure.path.length > 0 ? departure.path.join('.') : valueWords(value);
    report({
      message: `${what} breaks the schema of \`${String(path.findLast((step) => typeof step === 'string' && step !== 'example'))}\`: ${departure.message}`,
      path: [...path, ...departure.path],
    });
  }
}

type Fields = ReadonlyMap<string, ParamFact>;

function holdAll(values: Record<string, Json> | undefined, fields: Fields, path: Path, context: ServiceContext, report: Report): void {
  for (const [name, value] of Object.entries(values ?? {})) {
    const field = fields.get(name);
    if (field) hold(field.schema, value, [...path, name], context, report);
  }
}

function fieldsOf(map: ServiceContext['service']['context']): Fields {
  return new Map(Object.entries(map ?? {}).map(([name, field]) => [name, readField(field)]));
}

function examplesOf({ code, in: context }: CodeContext, report: Report): void {
  const params = paramsOf(code);
  const statuses = statusesOf(code);
  for (const [name, field] of params) {
    if (field.extra.example !== undefined && Object.hasOwn(code.params ?? {}, name))
      hold(field.schema, field.extra.example, ['params', name, 'example'], context, report);
  }
  // The fields of the service are read for the codes that need them: most do not.
  if (code.facts) holdAll(code.facts, fieldsOf(context.service.facts), ['facts'], context, report);
  if (!code.examples) return;
  const declared = fieldsOf(context.service.context);
  for (const [at, example] of code.examples.entries()) {
    holdAll(example.params, params, ['examples', at, 'params'], context, report);
    holdAll(example.context, declared, ['examples', at, 'context'], context, report);
    for (const [where, name] of (example.omit ?? []).entries()) {
      const [group, field = ''] = name.split('.', 2);
      const fact = group === 'context' ? declared.get(field) : params.get(field);
      if (fact && !fact.optional)
        report({
          message: `\`${name}\` is not optional, so no occurrence lacks it`,
          path: ['examples', at, 'omit', where],
          fix: 'add `optional: true` to its declaration',
        });
    }
    if (example.status !== undefined && !statuses.includes(example.status)) {
      report({
        message: `${example.status} is no status of the code${statuses.length > 0 ? `, which has ${orList(statuses.map(String))}` : ''}`,
        path: ['examples', at, 'status'],
      });
    }
  }
}

/** Examples that are not what they show. */
export const invalidExample: Rule = {
  id: 'invalid-example',
  title: 'Every example and every fact is valid under its own schema',
  severity: 'error',
  why: 'Examples are copied into tests and clients; one that the service could never send misleads all of them.',
  fix: 'Correct the example, or the schema.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK:\n    examples: [{ name: tea, params: { item: T-5 } }]'],
    bad: [
      'codes:\n  OUT_OF_STOCK:\n    params:\n      item:\n        example: tea # <--\n    examples:\n      - params:\n          item: T-x # <--\n        status: 410 # <--',
      'context:\n  requestId:\n    example: 5 # <--',
      'facts: { number: { type: integer } }\ncodes:\n  OUT_OF_STOCK:\n    facts:\n      number: seven # <--',
    ],
  },
  isLocal: true,
  service(context, report) {
    for (const [name, field] of fieldsOf(context.service.context)) {
      if (field.extra.example !== undefined) hold(field.schema, field.extra.example, ['context', name, 'example'], context, report);
    }
  },
  code: examplesOf,
};
