import { isRetryable, paramsOf, wireLocales, wordings } from '../envelope/facts.ts';
import type { Entry } from '../envelope/node.ts';
import type { Code } from '../model/code.ts';
import { slug } from '../model/slug.ts';
import { transports } from '../model/vocabulary.ts';
import type { Resolver } from './links.ts';
import { codePath, shownCode } from './links.ts';
import { identifiedBy, messagesOf, placesOf } from './messages.ts';
import type { MessageContext } from './messages.ts';
import type { ExampleProblem } from './examples.ts';
import { parameterOf } from './parameter.ts';
import { defined, maybeTexts, textsOf } from './texts.ts';
import type { CodeLink, CompiledCode } from './types.ts';

/** What compiling one code needs from around it. */
interface CodeContext extends MessageContext {
  resolver: Resolver;
}

/** What a code is compiled from, beside what its service says of all codes. */
export interface CodeSource {
  readonly id: string;
  readonly code: Code;
  readonly entries: readonly Entry[];
  /** Codes that a message may not tell from this one. */
  readonly alike: readonly string[];
  readonly declaredAt: CompiledCode['declaredAt'];
}

/** A compiled code, and what is wrong with its examples. */
export interface CodeResult {
  readonly code: CompiledCode;
  readonly problems: readonly ExampleProblem[];
}

/** One code with everything derived. */
export function compileCode(context: CodeContext, { id, code, entries, alike, declaredAt }: CodeSource): CodeResult {
  const { service, locales } = context;
  const params = [...paramsOf(code)].map(([name, fact]) => parameterOf(name, fact, locales));
  const { messages, problems } = messagesOf(context, code, entries, params);
  const carriers = messages.map((message) =>
    message.within === undefined ? message.transport : (context.envelopes.get(message.within)?.transport ?? message.transport),
  );
  const declared = code.status === undefined ? [] : Array.isArray(code.status) ? code.status : [code.status];
  const link = (reference: string): CodeLink | undefined => context.resolver(service.service, reference);
  const wire = wordings(service, code).filter((wording) => wording.template !== undefined);
  const compiled: CompiledCode = defined({
    service: service.service,
    id,
    code: shownCode(id, code.code),
    slug: slug(id),
    path: codePath(service.service, id),
    title: textsOf(code.title, locales),
    ...maybeTexts('summary', code.summary, locales),
    ...maybeTexts('description', code.description, locales),
    advice: (code.advice ?? []).map((step) => textsOf(step, locales)),
    severity: code.severity ?? 'error',
    ...statusOf(declared, messages),
    identifiedBy: identifiedBy(messages),
    category: code.category,
    group: code.group,
    transports: transports.filter((transport) => carriers.includes(transport)),
    ...retryOf(code, params, locales),
    effect: code.effect,
    fatal: code.fatal,
    actor: code.actor,
    actions: code.actions ?? [],
    texts: Object.fromEntries(Object.entries(code.texts ?? {}).map(([name, text]) => [name, textsOf(text, wireLocales(service))])),
    facts: code.facts ?? {},
    message: wire.map((wording) => ({ locale: wording.locale ?? wireLocales(service)[0] ?? 'en', template: wording.template ?? '' })),
    wording: code.message === undefined ? ('free' as const) : (code.wording ?? ('exact' as const)),
    params: params.map((param) => ({ ...param, places: placesOf(param.name, messages) })),
    causes: (code.causes ?? []).map((cause) => ({
      cause: textsOf(cause.cause, locales),
      ...maybeTexts('sign', cause.sign, locales),
      fix: textsOf(cause.fix, locales),
    })),
    raisedBy: (code.raisedBy ?? []).map((raised) =>
      typeof raised === 'string' ? { operation: raised } : { operation: raised.operation, ...maybeTexts('when', raised.when, locales) },
    ),
    emittedBy: (code.emittedBy ?? []).map(({ when, ...place }) => ({
      ...defined(place),
      ...maybeTexts('when', when, locales),
      ...sourceUrl(service.sourceUrl, place),
    })),
    provoke: (code.provoke ?? []).map(({ title, ...step }) => ({ ...maybeTexts('title', title, locales), ...step })),
    ...(code.snippets && { snippetsWritten: code.snippets }),
    samples: (code.samples ?? []).map(({ envelope, title, payload }) => ({ envelope, ...maybeTexts('title', title, locales), payload })),
    related: (code.related ?? []).map(link).filter((found) => found !== undefined),
    confusable: confusableOf(code, { alike, locales }, link),
    lifecycle: lifecycleOf(code, link, locales),
    inferred: Array.isArray(code.inferred) ? Object.fromEntries(code.inferred.map((name) => [name, ''])) : (code.inferred ?? {}),
    decisions: code.decisions ?? [],
    messages,
    declaredAt,
  });
  return { code: compiled, problems };
}

/** The statuses: as declared, else the constant of the HTTP envelope. A declared one that no envelope sends is an equivalent (errors sent with 200). */
function statusOf(declared: number[], messages: CompiledCode['messages']): Pick<CompiledCode, 'status' | 'statusOnWire'> {
  const sent = messages.flatMap(({ node }) => (node.kind === 'object' && node.fields.status ? [node.fields.status.node] : []));
  const constants = sent.flatMap((node) => (node.kind === 'const' && typeof node.value === 'number' ? [node.value] : []));
  if (declared.length === 0) return { status: [...new Set(constants)], statusOnWire: sent.length > 0 };
  return {
    status: declared,
    statusOnWire: sent.some((node) => node.kind !== 'const') || constants.some((status) => declared.includes(status)),
  };
}

function retryOf(
  code: Code,
  params: CompiledCode['params'],
  locales: readonly string[],
): Pick<CompiledCode, 'retry' | 'retryable' | 'retryAfter'> {
  const { when, after, maxAttempts, reason } = code.retry;
  const from = typeof after === 'string' ? /^\$\(?(params\.[\w-]+)/.exec(after)?.[1] : undefined;
  const example = from === undefined ? undefined : params.find((param) => `params.${param.name}` === from)?.example;
  const seconds = typeof after === 'number' ? after : typeof example === 'number' ? example : undefined;
  return {
    retry: defined({
      when,
      after: typeof after === 'number' ? after : undefined,
      afterFrom: from,
      maxAttempts,
      ...maybeTexts('reason', reason, locales),
    }),
    retryable: isRetryable(code),
    ...(seconds === undefined ? {} : { retryAfter: seconds }),
  };
}

function sourceUrl(pattern: string | undefined, place: { file: string; lines?: string | undefined }): { url?: string } {
  if (pattern === undefined) return {};
  const file = place.file.split('/').map(encodeURIComponent).join('/');
  return { url: pattern.replaceAll('{file}', file).replaceAll('{line}', place.lines?.split('-')[0] ?? '1') };
}

function confusableOf(
  code: Code,
  { alike, locales }: Pick<CodeSource, 'alike'> & Pick<CodeContext, 'locales'>,
  link: (reference: string) => CodeLink | undefined,
): CompiledCode['confusable'] {
  const result: CompiledCode['confusable'] = [];
  for (const { code: reference, tell } of code.confusable ?? []) {
    const found = link(reference);
    if (found) result.push({ ...found, tell: textsOf(tell, locales), computed: false });
  }
  for (const id of alike) {
    const found = link(id);
    if (found && !result.some((other) => other.service === found.service && other.id === found.id))
      result.push({ ...found, computed: true });
  }
  return result;
}

function lifecycleOf(code: Code, link: (reference: string) => CodeLink | undefined, locales: readonly string[]): CompiledCode['lifecycle'] {
  const { removed, deprecated } = code;
  const use = (reference: string | undefined): { use?: CodeLink } => {
    const found = reference === undefined ? undefined : link(reference);
    return found ? { use: found } : {};
  };
  return defined({
    state: removed
      ? ('removed' as const)
      : deprecated
        ? ('deprecated' as const)
        : code.reserved
          ? ('reserved' as const)
          : ('stable' as const),
    since: code.since,
    deprecated:
      deprecated &&
      defined({
        in: deprecated.in,
        ...use(deprecated.use),
        removeIn: deprecated.removeIn,
        ...maybeTexts('reason', deprecated.reason, locales),
      }),
    removed: removed && { in: removed.in, ...use(removed.use), ...maybeTexts('reason', removed.reason, locales) },
    formerly: code.formerly ?? [],
  });
}
