import { readField } from '../../envelope/facts.ts';
import { detailsSchema } from '../../envelope/facts.ts';
import type { JsonSchema, Path } from '../../model/json.ts';
import type { Report, Rule, ServiceContext } from '../rule.ts';

function hold(schema: JsonSchema | undefined, path: Path, { catalog }: ServiceContext, report: Report): void {
  const compiled = schema && catalog.schemas.compile(schema);
  if (compiled && 'broken' in compiled) report({ message: `\`${String(path.at(-1))}\` is no JSON Schema: ${compiled.broken}`, path });
}

/** Parameters, context fields, facts and details whose schema cannot be used. */
export const invalidSchema: Rule = {
  id: 'invalid-schema',
  title: 'Every parameter, context field, fact and details schema is a valid JSON Schema',
  severity: 'error',
  why: 'It goes into every schema that clients load, and makes all of them unusable.',
  fix: 'Correct it (JSON Schema, draft 2020-12).',
  examples: {
    good: [
      'codes:\n  OUT_OF_STOCK:\n    params: { item: { type: string, format: uuid, pattern: null, example: 3e1c1f4e-9a3b-4a9c-8a55-0d7a3f3f5b11 } }',
    ],
    bad: ["codes:\n  TOO_MANY_ORDERS:\n    params:\n      item: # <--\n        type: string\n        pattern: '['\n    details: [item]"],
  },
  service(context, report) {
    const { service, codes } = context;
    for (const group of ['context', 'facts'] as const) {
      for (const [name, field] of Object.entries(service[group] ?? {})) hold(readField(field).schema, [group, name], context, report);
    }
    for (const { id, code } of codes) {
      for (const [name, field] of Object.entries(code.params ?? {}))
        hold(readField(field).schema, ['codes', id, 'params', name], context, report);
      hold(detailsSchema(code), ['codes', id, 'details', '$schema'], context, report);
    }
  },
};
