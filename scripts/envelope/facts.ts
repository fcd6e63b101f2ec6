import { isObject } from '../model/json.ts';
import type { Json, JsonObject, JsonSchema } from '../model/json.ts';
import type { Code } from '../model/code.ts';
import type { Service } from '../model/service.ts';
import type { Localized } from '../model/shared.ts';
import { bare } from './merge.ts';
import { standalone } from './standalone.ts';

/** A parameter as the engine sees it. */
export interface ParamFact {
  schema: JsonSchema;
  optional: boolean;
  /** Our own words beside the schema. */
  extra: { description?: Localized; example?: Json; sensitive?: boolean; unit?: string };
}

const OWN_WORDS = ['optional', 'example', 'sensitive', 'unit', 'description'];

/** The JSON Schema of a field as it is written, without our own words. */
export function writtenSchema(field: Record<string, unknown>): JsonSchema {
  const schema = bare<Json>();
  for (const [key, value] of Object.entries(field)) if (!OWN_WORDS.includes(key) && value !== undefined) schema[key] = value as Json;
  return schema;
}

/** Splits a field into its JSON Schema and our own words. A schema that cannot stand by itself allows anything; `invalid-schema` tells. */
export function readField(field: Record<string, unknown>): ParamFact {
  const alone = standalone(writtenSchema(field));
  const schema = 'schema' in alone ? alone.schema : {};
  const examples = Array.isArray(schema.examples) ? schema.examples : [];
  const example = (field.example ?? examples[0] ?? schema.default) as Json | undefined;
  const extra: ParamFact['extra'] = {};
  if (example !== undefined) extra.example = example;
  if (field.description !== undefined) extra.description = field.description as Localized;
  if (field.sensitive === true) extra.sensitive = true;
  if (typeof field.unit === 'string') extra.unit = field.unit;
  return { schema, optional: field.optional === true, extra };
}

/** The JSON Schema in `details: { $schema: ... }` as it is written, where details are given as a schema. */
export function writtenDetails(code: Code): JsonSchema | undefined {
  return isObject(code.details) && isObject(code.details.$schema) ? code.details.$schema : undefined;
}

/** The same with its references written out, since its properties become parameters, each by itself. */
function detailsSchema(code: Code): JsonSchema | undefined {
  const written = writtenDetails(code);
  const alone = written && standalone(written);
  return alone && ('schema' in alone ? alone.schema : {});
}

/** True when `details` is a schema of an object with named properties, which are then parameters of the code. */
function hasProperties(schema: JsonSchema | undefined): schema is JsonSchema & { properties: JsonObject } {
  return schema !== undefined && isObject(schema.properties);
}

/** Parameters by code: each is asked for a dozen times, by every message, rule and example, and lives as long as the catalog. */
const parameters = new WeakMap<Code, ReadonlyMap<string, ParamFact>>();

/** All parameters of a code: the declared ones, then the properties of a details schema that are not declared. */
export function paramsOf(code: Code): ReadonlyMap<string, ParamFact> {
  let known = parameters.get(code);
  if (!known) parameters.set(code, (known = readParams(code)));
  return known;
}

function readParams(code: Code): Map<string, ParamFact> {
  const params = new Map<string, ParamFact>();
  for (const [name, field] of Object.entries(code.params ?? {})) params.set(name, readField(field));
  const schema = detailsSchema(code);
  if (!schema) return params;
  if (!hasProperties(schema)) {
    if (!params.has('details')) params.set('details', readField(schema));
    return params;
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, property] of Object.entries(schema.properties)) {
    if (params.has(name)) continue;
    // `true` is a schema too: anything is allowed.
    params.set(name, readField({ ...(isObject(property) ? property : {}), ...(required.includes(name) ? {} : { optional: true }) }));
  }
  return params;
}

/** `details` as a template: `[field]` is `{ field: $params.field }`, a schema gives one field a property. */
export function detailsTemplate(code: Code, params: ReadonlyMap<string, ParamFact>): Json | undefined {
  if (code.details === undefined) return undefined;
  const schema = detailsSchema(code);
  if (schema && !hasProperties(schema)) return '$(params.details)';
  const names =
    Array.isArray(code.details) && code.details.every((item) => typeof item === 'string' && !item.startsWith('$') && item !== '...');
  const list = schema ? Object.keys(schema.properties) : names ? (code.details as string[]) : undefined;
  if (!list) return code.details;
  return bare(
    list.map((name): [string, Json] => [params.get(name)?.optional ? `${escapeKey(name)}?` : escapeKey(name), `$(params.${name})`]),
  );
}

function escapeKey(name: string): string {
  const escaped = name.startsWith('$') ? `$${name}` : name;
  return escaped.endsWith('?') ? `${escaped}?` : escaped;
}

/** Wire locales of a service, the default first. */
export function wireLocales(service: Service): string[] {
  const wire = service.locales?.wire ?? 'en';
  return typeof wire === 'string' ? [wire] : wire;
}

/** Documentation locales of a service, the default first. */
export function docsLocales(service: Service): string[] {
  return service.locales?.docs ?? ['en'];
}

/** A text in a locale: the text itself, or that of the locale. Undefined where it is missing. */
export function textIn(text: Localized | undefined, locale: string): string | undefined {
  if (typeof text === 'string' || text === undefined) return text;
  return Object.hasOwn(text, locale) ? text[locale] : undefined;
}

/** The wire messages of a code: one a locale and wording; a single `undefined` template where the wording is free. */
export function wordings(service: Service, code: Code): { locale?: string; variant?: number; template: string | undefined }[] {
  const locales = wireLocales(service);
  const { message } = code;
  const usesTexts = locales.length > 1;
  const result: { locale?: string; variant?: number; template: string | undefined }[] = [];
  for (const locale of usesTexts ? locales : [locales[0] ?? 'en']) {
    const own = isObject(message) ? (Object.hasOwn(message, locale) ? message[locale] : undefined) : message;
    if (isObject(message) && own === undefined) continue;
    const list: (string | undefined)[] = Array.isArray(own) ? own : [own];
    list.forEach((template, at) =>
      result.push({ ...(usesTexts ? { locale } : {}), ...(list.length > 1 ? { variant: at } : {}), template }),
    );
  }
  return result.length > 0 ? result : [{ template: undefined }];
}

/** Seconds of `retry.after`: a constant, or a template that carries them. */
export function retryAfterTemplate(code: Code): Json | undefined {
  return code.retry.after;
}

/** The retry flag: as declared, else what the verdict says. */
export function isRetryable(code: Code): boolean {
  return code.retry.retryable ?? (code.retry.when !== 'never' && code.retry.when !== 'after-change');
}
