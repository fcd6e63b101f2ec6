import { asText } from '../model/json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { bare } from './merge.ts';
import type { Entry, Occurrence, SubOccurrence } from './node.ts';

/** The value of a reference in an occurrence; undefined where it lacks it. */
export function valueOf(occurrence: Occurrence, ref: string): Json | undefined {
  if (ref === 'message') return occurrence.message;
  if (ref === 'status') return occurrence.status;
  const group = ref.startsWith('context.') ? occurrence.context : occurrence.params;
  const name = ref.slice(ref.indexOf('.') + 1);
  return group && Object.hasOwn(group, name) ? group[name] : undefined;
}

/** An occurrence from values by reference: the inverse of {@link valueOf} for all references at once. */
export function occurrenceOf(
  values: ReadonlyMap<string, Json>,
  entry: Pick<Entry, 'variant' | 'locale'>,
  errors?: SubOccurrence[],
): Occurrence {
  const occurrence: Occurrence = {};
  const params: JsonObject = bare();
  const context: JsonObject = bare();
  for (const [ref, value] of values) {
    if (ref === 'message') occurrence.message = asText(value);
    else if (ref === 'status') occurrence.status = Number(value);
    else if (ref.startsWith('context.')) context[ref.slice('context.'.length)] = value;
    else params[ref.slice('params.'.length)] = value;
  }
  if (Object.keys(params).length > 0) occurrence.params = params;
  if (Object.keys(context).length > 0) occurrence.context = context;
  if (entry.variant !== undefined) occurrence.variant = entry.variant;
  if (entry.locale !== undefined) occurrence.locale = entry.locale;
  if (errors && errors.length > 0) occurrence.errors = errors;
  return occurrence;
}
