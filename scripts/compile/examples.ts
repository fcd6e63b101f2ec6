import { asText } from '../model/json.ts';
import type { ParamFact } from '../envelope/facts.ts';
import { paramsOf, readField, textIn, wordings } from '../envelope/facts.ts';
import { nestedIn } from '../envelope/needs.ts';
import type { Entry, Occurrence, SubOccurrence } from '../envelope/node.ts';
import { project } from '../envelope/project.ts';
import { isSendable } from '../envelope/sendable.ts';
import { pipesOf } from '../envelope/scope.ts';
import { lexiconOf } from '../envelope/catalog.ts';
import type { Lexicon } from '../envelope/catalog.ts';
import { readMessage } from '../envelope/template.ts';
import type { Code, ExampleInput } from '../model/code.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Service } from '../model/service.ts';
import { exampleOf } from './parameter.ts';
import { maybeTexts } from './texts.ts';
import type { CompiledExample } from './types.ts';

/** What the examples of a service are made from. */
export interface ExampleContext {
  service: Service;
  lexicon: Lexicon;
  /**
   * By name of a nested envelope, the messages that can hold its errors. Found once a service, for who asks: to look for them at each code is
   * quadratic.
   */
  holders: (this: void) => ReadonlyMap<string, readonly Entry[]>;
  /** The context fields of the service, read. */
  fields: ReadonlyMap<string, ParamFact>;
  /** Their values in all examples that name none: one object for all, which nobody changes. */
  shown: JsonObject;
}

/** What depends on the service alone, found once for all of its codes. */
export function exampleContextOf(service: Service, entries: readonly Entry[]): ExampleContext {
  let holders: ReadonlyMap<string, readonly Entry[]> | undefined;
  const fields = new Map(Object.entries(service.context ?? {}).map(([name, field]) => [name, readField(field)]));
  return {
    service,
    fields,
    shown: values(fields, undefined, [], 'context'),
    lexicon: lexiconOf(entries, new Map([[service.service, pipesOf(service)]])),
    holders: () => (holders ??= holdersOf(entries)),
  };
}

/** The messages that can hold the errors of each nested envelope, in order. */
function holdersOf(entries: readonly Entry[]): Map<string, Entry[]> {
  const holders = new Map<string, Entry[]>();
  if (!entries.some(({ transport }) => transport === 'nested')) return holders;
  for (const entry of entries) {
    if (entry.transport === 'nested') continue;
    for (const name of nestedIn(entry.node)) {
      const list = holders.get(name);
      if (list) list.push(entry);
      else holders.set(name, [entry]);
    }
  }
  return holders;
}

/** An example that cannot be sent, by its place in the code. */
export interface ExampleProblem {
  at: number | undefined;
  envelope: string;
  reasons: string[];
}

/** Values for all fields that an example shows: an optional one without an example of its own is left out. */
function values(
  fields: Iterable<[string, ParamFact]>,
  given: Record<string, Json> | undefined,
  omitted: readonly string[],
  group: string,
): JsonObject {
  const result: JsonObject = {};
  for (const [name, fact] of fields) {
    if (given && Object.hasOwn(given, name)) result[name] = given[name] ?? null;
    else if (!omitted.includes(`${group}.${name}`) && !(fact.optional && fact.extra.example === undefined))
      result[name] = exampleOf(name, fact);
  }
  return result;
}

/** The text that stands for a free wording in examples: the message with its parameters, or the title. */
function wordingOf(service: Service, code: Code, template: string | undefined, params: JsonObject): string {
  if (template === undefined) return textIn(code.title, service.locales?.docs?.[0] ?? 'en') ?? 'Error';
  return readMessage(template)
    .map((part) => (typeof part === 'string' ? part : asText(params[part.param] ?? '')))
    .join('');
}

function complete(context: ExampleContext, code: Code, entry: Entry, given: Partial<ExampleInput>): Occurrence {
  const { service } = context;
  const omitted = given.omit ?? [];
  const params = values(paramsOf(code), given.params, omitted, 'params');
  const shown = given.context || given.omit ? values(context.fields, given.context, omitted, 'context') : context.shown;
  const occurrence: Occurrence = {};
  if (Object.keys(params).length > 0) occurrence.params = params;
  if (Object.keys(shown).length > 0) occurrence.context = shown;
  Object.assign(occurrence, statusIn(code, given.status));
  if (code.message === undefined || code.wording === 'example') {
    const template = wordings(service, code).find((one) => one.variant === entry.variant && one.locale === entry.locale)?.template;
    occurrence.message = given.message ?? wordingOf(service, code, template, params);
  }
  if (entry.variant !== undefined) occurrence.variant = entry.variant;
  if (entry.locale !== undefined) occurrence.locale = entry.locale;
  if (given.errors) occurrence.errors = (given.errors as SubOccurrence[]).map((error) => completeSub(context, error));
  return occurrence;
}

/** Which of several statuses an occurrence has: the given one, else the first. */
function statusIn(code: Code, given: number | undefined): { status?: number } {
  const [first, ...others] = Array.isArray(code.status) ? code.status : [];
  return first === undefined || others.length === 0 ? {} : { status: given ?? first };
}

function completeSub(context: ExampleContext, error: SubOccurrence): SubOccurrence {
  const code = context.service.codes?.[error.code];
  if (!code) return error;
  const params = values(paramsOf(code), error.params, [], 'params');
  const free = code.message === undefined || code.wording === 'example';
  const [wording] = wordings(context.service, code);
  return {
    ...error,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(free ? { message: error.message ?? wordingOf(context.service, code, wording?.template, params) } : {}),
    ...statusIn(code, error.status),
    ...(wording?.variant === undefined ? {} : { variant: error.variant ?? wording.variant }),
    ...(error.errors ? { errors: error.errors.map((inner) => completeSub(context, inner)) } : {}),
  };
}

/**
 * The examples of a code that cannot be sent, and nothing else of them.
 *
 * @param own the entries of this code in one envelope
 */
export function problemsOf(context: ExampleContext, code: Code, own: readonly Entry[]): ExampleProblem[] {
  const problems: ExampleProblem[] = [];
  for (const { given, at, entry } of plans(code, own)) {
    const occurrence = complete(context, code, entry, given);
    if (isSendable(entry, occurrence, context.lexicon)) continue;
    const sent = project(entry, occurrence, context.lexicon);
    if (!sent.message) problems.push({ at, envelope: entry.envelope, reasons: sent.problems });
  }
  return problems;
}

/**
 * The examples of a code in one envelope: those that the author gives, else one for each wording, status and wire locale.
 *
 * @param own the entries of this code in this envelope
 */
export function examplesOf(
  context: ExampleContext,
  code: Code,
  own: readonly Entry[],
): { examples: CompiledExample[]; problems: ExampleProblem[] } {
  const problems: ExampleProblem[] = [];
  const examples: CompiledExample[] = [];
  for (const { given, at, entry } of plans(code, own)) {
    const occurrence = complete(context, code, entry, given);
    const sent = project(entry, occurrence, context.lexicon);
    if (!sent.message) {
      problems.push({ at, envelope: entry.envelope, reasons: sent.problems });
      continue;
    }
    const carried = entry.transport === 'nested' ? carriedBy(context, entry, occurrence) : undefined;
    const name = uniqueName(given.name ?? nameOf(occurrence), examples);
    examples.push({
      name,
      ...maybeTexts('title', given.title, context.service.locales?.docs ?? ['en']),
      occurrence,
      message: sent.message,
      ...(carried ? { carried } : {}),
    });
  }
  return { examples, problems };
}

interface Plan {
  given: Partial<ExampleInput>;
  at: number | undefined;
  entry: Entry;
}

function plans(code: Code, own: readonly Entry[]): Plan[] {
  const [first] = own;
  if (!first) return [];
  if (code.examples && code.examples.length > 0) {
    return code.examples.map((given, at) => {
      const wanted = (entry: Entry): boolean =>
        (given.variant === undefined || entry.variant === given.variant) && (given.locale === undefined || entry.locale === given.locale);
      return { given, at, entry: own.find(wanted) ?? first };
    });
  }
  const statuses = Array.isArray(code.status) && code.status.length > 1 ? code.status : [undefined];
  return own.flatMap((entry) => statuses.map((status) => ({ given: status === undefined ? {} : { status }, at: undefined, entry })));
}

function nameOf(occurrence: Occurrence): string {
  const parts = [
    occurrence.status === undefined ? '' : `status-${occurrence.status}`,
    occurrence.locale ?? '',
    occurrence.variant === undefined ? '' : `wording-${occurrence.variant + 1}`,
  ];
  return (
    parts
      .filter((part) => part !== '')
      .join('-')
      .toLowerCase() || 'example'
  );
}

function uniqueName(name: string, examples: readonly CompiledExample[]): string {
  let unique = name;
  for (let count = 2; examples.some((example) => example.name === unique); count += 1) unique = `${name}-${count}`;
  return unique;
}

/** A whole message with this error as its only sub-error: of a carrier, else of the first code that can hold it. */
function carriedBy(context: ExampleContext, entry: Entry, occurrence: Occurrence): CompiledExample['carried'] {
  const error: SubOccurrence = {
    code: entry.code ?? '',
    envelope: entry.envelope,
    at: ['field'],
    ...(occurrence.params ? { params: occurrence.params } : {}),
    ...pick(occurrence),
  };
  const holders = context.holders().get(entry.envelope) ?? [];
  // Carriers first; then messages in the language of the error. Without sorting, which each code would do again.
  const rank = (holder: Entry): number => (holder.code === undefined ? 0 : holder.locale === entry.locale ? 1 : 2);
  for (const wanted of [0, 1, 2]) {
    for (const holder of holders) {
      if (rank(holder) !== wanted) continue;
      const code = holder.code === undefined ? undefined : context.service.codes?.[holder.code];
      const outer = code ? complete(context, code, holder, {}) : occurrence.context ? { context: occurrence.context } : {};
      const sent = project(holder, { ...outer, errors: [error] }, context.lexicon);
      if (sent.message) return sent.message;
    }
  }
  return undefined;
}

function pick({ status, message, variant, locale, errors }: Occurrence): Partial<SubOccurrence> {
  return {
    ...(status === undefined ? {} : { status }),
    ...(message === undefined ? {} : { message }),
    ...(variant === undefined ? {} : { variant }),
    ...(locale === undefined ? {} : { locale }),
    ...(errors ? { errors } : {}),
  };
}
