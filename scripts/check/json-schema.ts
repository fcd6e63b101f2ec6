import { createRequire } from 'node:module';
import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema, Path } from '../model/json.ts';
import { fromPointer } from '../model/json.ts';
import { plainTest } from './plain-schema.ts';

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

const require = createRequire(import.meta.url);

/** Its modules, some ninety, are loaded with the first schema that is not plain: most catalogs have none. */
function instance(): Ajv2020 {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const { default: addFormats } = require('ajv-formats') as typeof import('ajv-formats');
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false });
  addFormats(ajv);
  return ajv;
}

/** JSON Schema (draft 2020-12) with formats, each schema compiled once. One is made for each run of the check. */
export function createSchemaCheck(): SchemaCheck {
  let common: Ajv2020 | undefined;
  const known = new Map<string, Compiled>();

  function compile(schema: JsonSchema, key: string): Compiled {
    let validate: ValidateFunction;
    try {
      // Two schemas may bear the same name, of which an instance knows one: what is said of a schema depends on no other.
      const ajv = key.includes('"$id"') ? instance() : (common ??= instance());
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

  /** The validator is made where it has something to say. */
  function quick(schema: JsonSchema, key: string): Compiled | undefined {
    const test = plainTest(schema);
    if (!test) return undefined;
    let full: Compiled | undefined;
    return {
      test(value) {
        if (test(value)) return [];
        full ??= compile(schema, key);
        return 'broken' in full ? [] : full.test(value);
      },
    };
  }

  return {
    compile(schema) {
      const key = JSON.stringify(schema);
      const compiled = known.get(key) ?? quick(schema, key) ?? compile(schema, key);
      known.set(key, compiled);
      return compiled;
    },
  };
}
