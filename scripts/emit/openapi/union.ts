import type { Json, JsonObject } from '../../model/json.ts';
import { fromPointer } from '../../model/json.ts';
import { discriminators, disjoint } from '../disjoint.ts';
import type { Marks } from '../disjoint.ts';

/** A schema in components, and what is known of the values that fit it. */
export interface Branch {
  readonly name: string;
  readonly marks: Marks;
}

/**
 * The property that tells the branches apart, where OpenAPI can say so (3.1, section 4.8.25): at the top of the object, a
 * required string, another one in every branch. Not for a value like `constructor`, at which ajv's mapping of values to branches stumbles.
 */
function discriminator(branches: readonly Branch[], ref: (name: string) => { $ref: string }): JsonObject | undefined {
  for (const { place, values } of discriminators(branches.map(({ marks }) => marks))) {
    const [propertyName, ...deeper] = fromPointer(place);
    if (
      propertyName === undefined ||
      deeper.length > 0 ||
      new Set(values).size !== values.length ||
      values.some((value) => value in Object.prototype)
    )
      continue;
    const mapping = Object.fromEntries(branches.map(({ name }, at): [string, Json] => [values[at] ?? '', ref(name).$ref]));
    return { propertyName, mapping };
  }
  return undefined;
}

/** The union of some schemas in components: a reference for one, else `oneOf` where they are proved disjoint and `anyOf` where not. */
export function unionSchema(branches: readonly Branch[], ref: (name: string) => { $ref: string }): JsonObject {
  const distinct = [...new Map(branches.map((branch) => [branch.name, branch])).values()];
  const [only] = distinct;
  if (only !== undefined && distinct.length === 1) return ref(only.name);
  const told = discriminator(distinct, ref);
  return {
    [disjoint(distinct.map(({ marks }) => marks)) ? 'oneOf' : 'anyOf']: distinct.map(({ name }) => ref(name)),
    ...(told && { discriminator: told }),
  };
}
