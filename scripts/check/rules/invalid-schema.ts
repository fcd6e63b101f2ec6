import { writtenDetails, writtenSchema } from '../../envelope/facts.ts';
import { standalone } from '../../envelope/standalone.ts';
import type { JsonSchema, Path } from '../../model/json.ts';
import type { Report, Rule, ServiceContext } from '../rule.ts';

function hold(schema: JsonSchema | undefined, path: Path, { catalog }: ServiceContext, report: Report): void {
  if (!schema) return;
  const name = String(path.at(-1));
  const alone = standalone(schema);
  const compiled = catalog.schemas.compile(schema);
  if ('broken' in compiled) report({ message: `\`${name}\` is no JSON Schema: ${compiled.broken}`, path });
  else if ('problem' in alone)
    report({
      message: `\`${name}\` cannot stand in the schemas of messages: ${alone.problem}`,
      path,
      fix: 'Refer to definitions inside the schema only, and end the recursion: `{ type: object }` for what lies deeper.',
    });
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
    bad: [
      "codes:\n  TOO_MANY_ORDERS:\n    params:\n      item: # <--\n        type: string\n        pattern: '['\n    details: [item]",
      "codes:\n  TOO_MANY_ORDERS:\n    details:\n      $schema: # <--\n        properties: { tree: { $ref: '#/$defs/tree' } }\n        $defs: { tree: { properties: { below: { $ref: '#/$defs/tree' } } } }",
    ],
  },
  isLocal: true,
  service(context, report) {
    const { service, codes } = context;
    for (const group of ['context', 'facts'] as const) {
      for (const [name, field] of Object.entries(service[group] ?? {})) hold(writtenSchema(field), [group, name], context, report);
    }
    for (const { id, code } of codes) {
      for (const [name, field] of Object.entries(code.params ?? {}))
        hold(writtenSchema(field), ['codes', id, 'params', name], context, report);
      hold(writtenDetails(code), ['codes', id, 'details', '$schema'], context, report);
    }
  },
};
