import type { CompiledExample, CompiledMessage, Parameter } from '../compile/types.ts';
import { conforms } from '../envelope/conforms.ts';
import { typesOf } from '../envelope/quick-schema.ts';
import type { Occurrence, SubOccurrence } from '../envelope/node.ts';
import { asText, isObject } from '../model/json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import type { Found } from './catalog.ts';
import { parsed } from './options.ts';
import type { Given, Options } from './options.ts';
import { badOption } from './problem.ts';

/** A given value in the type of its parameter: a text is taken as it is where the schema allows a text, else as JSON. */
function valueFor(parameter: Parameter, { value, text }: Given, name: string): Json {
  const isText = typesOf(parameter.schema)?.includes('string') ?? false;
  const read = text ? parsed(asText(value)) : undefined;
  const readings = read === undefined ? [value] : isText ? [value, read] : [read, value];
  const found = readings.find((reading) => conforms(parameter.schema, reading));
  if (found !== undefined) return found;
  const schema = JSON.stringify(parameter.schema);
  throw badOption(
    name,
    `${JSON.stringify(value)} is no value of \`${name}\`, which is ${parameter.type} (schema ${schema}), such as ${JSON.stringify(parameter.example)}`,
  );
}

function fill(group: 'params' | 'context', options: Options, known: readonly Parameter[], base: JsonObject | undefined): JsonObject {
  const result = Object.assign(Object.create(null) as JsonObject, base);
  for (const [key, given] of options[group]) {
    const name = `${group}.${key}`;
    const parameter = known.find((one) => one.name === key);
    if (!parameter) {
      const names = known.map((one) => `${group}.${one.name}`);
      const near = nearest(name, names);
      const list = names.length > 0 ? `there are ${names.join(', ')}` : 'there is none';
      throw badOption(name, `there is no \`${name}\` here${near === undefined ? '' : ` (did you mean \`${near}\`?)`}; ${list}`);
    }
    result[key] = valueFor(parameter, given, name);
  }
  for (const reference of options.omit) {
    if (!reference.startsWith(`${group}.`)) continue;
    const parameter = known.find((one) => `${group}.${one.name}` === reference);
    if (!parameter?.optional) throw badOption('omit', `\`${reference}\` is no optional value here, so it cannot be left out`);
    delete result[parameter.name];
  }
  return result;
}

function errorsOf(list: readonly Json[]): SubOccurrence[] {
  return list.map((error, at) => {
    if (isObject(error) && typeof error.code === 'string') return error as unknown as SubOccurrence;
    throw badOption('errors', `item ${at} of \`errors\` must be an object with a \`code\``);
  });
}

/** The example to begin with: the named one, else the first that has what is asked for. */
export function exampleFor(message: CompiledMessage, { example: name, locale, variant, status }: Options): CompiledExample | undefined {
  if (name !== undefined) {
    const found = message.examples.find((example) => example.name === name);
    if (found) return found;
    const names = message.examples.map((example) => example.name).join(', ');
    throw badOption('example', `there is no example \`${name}\` of \`${message.envelope}\`; there are ${names}`);
  }
  const fits = ({ occurrence }: CompiledExample): boolean =>
    (locale === undefined || occurrence.locale === locale) &&
    (variant === undefined || occurrence.variant === variant) &&
    (status === undefined || occurrence.status === status);
  return message.examples.find(fits) ?? message.examples[0];
}

/**
 * The occurrence that a client asks for: an example of the catalog with what the options change.
 * @throws Refusal that names the option which does not fit the code
 */
export function occurrenceFor({ service, code }: Found, message: CompiledMessage, options: Options): Occurrence {
  const base = exampleFor(message, options)?.occurrence ?? {};
  const params = fill('params', options, code.params, base.params);
  const context = fill('context', options, service.context, base.context);
  const occurrence: Occurrence = { ...base };
  if (Object.keys(params).length > 0) occurrence.params = params;
  else delete occurrence.params;
  if (Object.keys(context).length > 0) occurrence.context = context;
  else delete occurrence.context;
  if (options.status !== undefined) {
    // An envelope may have a status of its own, whatever that of the code is.
    const fixed =
      (code.status.length < 2 && options.status === code.status[0]) ||
      message.examples.some((one) => one.message['status'] === options.status && one.occurrence.status === undefined);
    if (!fixed && !code.status.includes(options.status))
      throw badOption('status', `\`${code.id}\` is not sent with ${options.status}; its statuses are ${code.status.join(', ') || 'none'}`);
    if (!fixed) occurrence.status = options.status;
  }
  if (options.message !== undefined) {
    if (code.wording === 'exact') throw badOption('message', `the wording of \`${code.id}\` is fixed; set its parameters instead`);
    occurrence.message = options.message;
  }
  if (options.errors !== undefined) occurrence.errors = errorsOf(options.errors);
  return occurrence;
}
