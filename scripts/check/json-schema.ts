import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema, Path } from '../model/json.ts';
import { fromPointer } from '../model/json.ts';

/** A departure of a value from its schema, in words, by its place in the value. */
export interface Departure {
  path: Path;
  message: string;
}

/** A compiled schema: what is wrong with it, or a test of values. */
export type Compiled = { broken: string } | { test(value: unknown): Departure[] };

export interface SchemaCheck {
  compile(schema: JsonSchema): Compiled;
}

function words(error: ErrorObject): string {
  const detail: unknown = error.params['allowedValues'] ?? error.params['allowedValue'] ?? error.params['additionalProperty'];
  return `${error.message ?? error.keyword}${detail === undefined ? '' : `: ${JSON.stringify(detail)}`}`;
}

/** JSON Schema (draft 2020-12) with formats, each schema compiled once. One is made for each run of the check. */
export function createSchemaCheck(): SchemaCheck {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false });
  // The module is CommonJS: its default export is the function in one loader, the namespace in another.
  (typeof addFormats === 'function' ? addFormats : addFormats.default)(ajv);
  const known = new Map<string, Compiled>();

  function compile(schema: JsonSchema): Compiled {
    let validate: ValidateFunction;
    try {
      validate = ajv.compile(schema);
    } catch (error) {
      return { broken: error instanceof Error ? error.message : String(error) };
    }
    return {
      test(value) {
        validate(value);
        return (validate.errors ?? []).map((error) => ({ path: fromPointer(error.instancePath), message: words(error) }));
      },
    };
  }

  return {
    compile(schema) {
      const key = JSON.stringify(schema);
      const compiled = known.get(key) ?? compile(schema);
      known.set(key, compiled);
      return compiled;
    },
  };
}
