import { Validator } from '@cfworker/json-schema';
import type { Json, JsonSchema } from '../model/json.ts';

/** Validators by schema: schemas are shared by reference and live as long as the catalog. */
const validators = new WeakMap<JsonSchema, Validator>();

function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const made = new Validator(schema, '2020-12');
  validators.set(schema, made);
  return made;
}

/** True when a value is valid under a schema of any keywords (draft 2020-12). A browser loads this file only where it needs it. */
export function conformsWholly(schema: JsonSchema, value: Json): boolean {
  return validatorOf(schema).validate(value).valid;
}
