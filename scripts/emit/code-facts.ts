import type { CodeLink, CompiledCatalog, CompiledCode, CompiledMessage, CompiledService, Texts } from '../compile/types.ts';
import { documentedIn, withoutNode } from './messages.ts';
import { asyncapiPath, codePath, examplePath, href, openapiPath, schemaPath } from './paths.ts';
import { exact, pick, pickMaybe } from './texts.ts';

function link(catalog: CompiledCatalog, { title, ...to }: CodeLink) {
  return { ...to, title: pick(title), url: href(catalog, to.path) };
}

function message(catalog: CompiledCatalog, code: CompiledCode, whole: CompiledMessage) {
  const { fields, examples, ...rest } = withoutNode(whole);
  return {
    ...rest,
    schema: href(catalog, schemaPath(code, rest.envelope)),
    example: href(catalog, examplePath(code, rest.envelope)),
    fields: fields.map((field) => ({ ...field, description: pickMaybe(field.description) })),
    examples: examples.map((example) => ({ ...example, title: pickMaybe(example.title) })),
  };
}

function lifecycle(catalog: CompiledCatalog, { deprecated, removed, ...rest }: CompiledCode['lifecycle']) {
  const told = (event: { use?: CodeLink; reason?: Texts }) => ({
    use: event.use && link(catalog, event.use),
    reason: pickMaybe(event.reason),
  });
  return {
    ...rest,
    ...(deprecated && { deprecated: { ...deprecated, ...told(deprecated) } }),
    ...(removed && { removed: { ...removed, ...told(removed) } }),
  };
}

/** The prose of a code in one locale; only what is there in that very locale. */
function translation(code: CompiledCode, locale: string) {
  const prose = {
    title: exact(code.title, locale),
    summary: exact(code.summary, locale),
    description: exact(code.description, locale),
    retryReason: exact(code.retry.reason, locale),
  };
  const advice = code.advice.map((step) => exact(step, locale) ?? null);
  const causes = code.causes.map(({ cause, sign, fix }) => ({
    cause: exact(cause, locale),
    sign: exact(sign, locale),
    fix: exact(fix, locale),
  }));
  return {
    ...prose,
    ...(advice.some((step) => step !== null) && { advice }),
    ...(causes.some((each) => each.cause ?? each.sign ?? each.fix) && { causes }),
  };
}

/**
 * Everything known about one code, as it stands in its `.json`: prose in the default locale (others under `translations`),
 * `null` where a single fact is absent, links absolute when the catalog says where the site stands.
 */
export function codeFacts(catalog: CompiledCatalog, service: CompiledService, code: CompiledCode) {
  const [locale = 'en', ...others] = service.locales.docs;
  return {
    service: code.service,
    id: code.id,
    code: code.code,
    title: pick(code.title),
    summary: pickMaybe(code.summary) ?? null,
    description: pickMaybe(code.description) ?? null,
    severity: code.severity,
    status: code.status[0] ?? null,
    statuses: code.status,
    statusOnWire: code.statusOnWire,
    category: code.category,
    group: code.group ?? null,
    transports: code.transports,
    envelopes: code.messages.map((each) => each.envelope),
    identifiedBy: code.identifiedBy,
    retryable: code.retryable,
    retryAfter: code.retryAfter ?? null,
    retry: { ...code.retry, reason: pickMaybe(code.retry.reason) },
    effect: code.effect,
    fatal: code.fatal ?? null,
    actor: code.actor,
    actions: code.actions,
    advice: code.advice.map((step) => pick(step)),
    message: code.message,
    wording: code.wording,
    params: code.params.map((param) => ({ ...param, description: pickMaybe(param.description) })),
    texts: code.texts,
    facts: code.facts,
    causes: code.causes.map(({ cause, sign, fix }) => ({ cause: pick(cause), sign: pickMaybe(sign), fix: pick(fix) })),
    raisedBy: code.raisedBy.map(({ operation, when }) => ({ operation, when: pickMaybe(when) })),
    emittedBy: code.emittedBy.map(({ when, ...place }) => ({ ...place, when: pickMaybe(when) })),
    provoke: code.provoke.map(({ title, ...how }) => ({ ...how, title: pickMaybe(title) })),
    samples: code.samples.map(({ title, ...sample }) => ({ ...sample, title: pickMaybe(title) })),
    related: code.related.map((to) => link(catalog, to)),
    confusable: code.confusable.map(({ tell, computed, apart, ...to }) => ({
      ...link(catalog, to),
      tell: pickMaybe(tell),
      computed,
      ...(apart && { apart }),
    })),
    lifecycle: lifecycle(catalog, code.lifecycle),
    inferred: code.inferred,
    decisions: code.decisions,
    messages: code.messages.map((each) => message(catalog, code, each)),
    declaredAt: code.declaredAt,
    locale,
    translations: Object.fromEntries(others.map((other) => [other, translation(code, other)])),
    links: links(catalog, service, code),
  };
}

/** Where to read more about a code, for people and for programs. */
export function links(catalog: CompiledCatalog, service: CompiledService, code: CompiledCode) {
  const documents = documentedIn(service, [code]);
  return {
    page: href(catalog, code.path),
    json: href(catalog, codePath(code, 'json')),
    markdown: href(catalog, codePath(code, 'md')),
    service: href(catalog, service.path),
    ...(documents.openapi && { openapi: href(catalog, openapiPath(code.service)) }),
    ...(documents.asyncapi && { asyncapi: href(catalog, asyncapiPath(code.service)) }),
    schemas: Object.fromEntries(code.messages.map((each) => [each.envelope, href(catalog, schemaPath(code, each.envelope))])),
  };
}
