import type { ResolvedService } from '../envelope/service.ts';
import { docsLocales, wireLocales } from '../envelope/facts.ts';
import { nestedIn } from '../envelope/needs.ts';
import type { Entry } from '../envelope/node.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Service } from '../model/service.ts';
import { transports } from '../model/vocabulary.ts';
import { compileCode } from './code.ts';
import type { CodeResult } from './code.ts';
import { exampleContextOf } from './examples.ts';
import { impossibleExample } from './impossible.ts';
import type { Resolver } from './links.ts';
import type { KnownCodes } from './memory.ts';
import { discriminatorOf } from './messages.ts';
import { parametersOf } from './parameter.ts';
import { defined, maybeTexts, textsOf } from './texts.ts';
import type { AnnotatedField, CompiledCode, CompiledEnvelope, CompiledService, Named, Parameter } from './types.ts';

/** What compiling one service needs from around it. */
export interface ServiceContext {
  /** Folder of the service, for findings. */
  unit: string;
  resolver: Resolver;
  declaredAt: (id: string) => CompiledCode['declaredAt'];
  /** Its codes as they were compiled the last time. Absent: all are compiled. */
  known?: KnownCodes | undefined;
}

/** One service with everything derived, and findings about examples that cannot be sent. */
export function compileService(
  service: Service,
  messages: ResolvedService,
  context: ServiceContext,
): { service: CompiledService; diagnostics: Diagnostic[] } {
  const locales = docsLocales(service);
  const { entries } = messages;
  const facts = parametersOf(service.facts, locales);
  const fields = parametersOf(service.context, locales);
  const texts = Object.entries(service.texts ?? {}).map(([name, rule]) =>
    defined({ name, ...maybeTexts('description', rule.description, locales), words: rule.words, sentences: rule.sentences }),
  );
  const declared = new Map<string, Pick<Parameter, 'description'>>([
    ...facts.map((fact): [string, Parameter] => [`facts.${fact.name}`, fact]),
    ...fields.map((field): [string, Parameter] => [`context.${field.name}`, field]),
    ...texts.map((text): [string, Pick<Parameter, 'description'>] => [`texts.${text.name}`, text]),
  ]);
  const ambiguities = ambiguitiesOf(messages.overlaps());
  const byCode = groupBy(entries, (entry) => entry.code ?? '');
  const alike = alikeOf(ambiguities);
  const common = {
    ...exampleContextOf(service, entries),
    locales,
    known: new Map<string, AnnotatedField>(),
    declared,
    envelopes: messages.envelopes,
  };

  const diagnostics: Diagnostic[] = [];
  const codes = Object.entries(service.codes ?? {}).map(([id, code]) => {
    const source = { id, code, entries: byCode.get(id) ?? [], alike: alike.get(id) ?? [], declaredAt: context.declaredAt(id) };
    const make = (resolver: Resolver): CodeResult => compileCode({ ...common, resolver }, source);
    const compiled = context.known?.get(source, make) ?? make(context.resolver);
    diagnostics.push(...compiled.problems.map((problem) => impossibleExample(context.unit, id, problem)));
    return compiled.code;
  });
  const raises = raisesOf(codes);
  const used = new Set(codes.flatMap((code) => code.transports));
  const compiled: CompiledService = defined({
    service: service.service,
    title: textsOf(service.title, locales),
    ...maybeTexts('summary', service.summary, locales),
    ...maybeTexts('description', service.description, locales),
    version: service.version,
    repository: service.repository,
    support: service.support && defined({ url: service.support.url, email: service.support.email, fields: service.support.fields ?? [] }),
    path: `/${service.service}/`,
    locales: { wire: wireLocales(service), docs: locales },
    transports: transports.filter((transport) => transport !== 'nested' && used.has(transport)),
    context: fields,
    facts,
    texts,
    actions: namedOf(service.actions, locales),
    groups: namedOf(service.groups, locales),
    operations: Object.entries(service.operations ?? {}).map(([name, { title, description, ...operation }]) => ({
      name,
      title: title === undefined ? { [locales[0] ?? 'en']: name } : textsOf(title, locales),
      ...maybeTexts('description', description, locales),
      ...defined(operation),
      raises: raises.get(name) ?? [],
    })),
    tables: service.tables,
    envelopes: envelopesOf(messages, entries, locales),
    codes,
    ambiguities,
    decisions: service.decisions ?? [],
  });
  return { service: compiled, diagnostics };
}

function namedOf(list: Service['actions'], locales: readonly string[]): Named[] {
  return Object.entries(list ?? {}).map(([name, { title, description }]) => ({
    name,
    title: textsOf(title, locales),
    ...maybeTexts('description', description, locales),
  }));
}

function envelopesOf(messages: ResolvedService, entries: readonly Entry[], locales: readonly string[]): CompiledEnvelope[] {
  return [...messages.envelopes.values()].map((envelope) => {
    const own = entries.filter((entry) => entry.envelope === envelope.name);
    const codes = [...new Set(own.flatMap((entry) => (entry.code === undefined ? [] : [entry.code])))];
    const within =
      envelope.transport === 'nested'
        ? [...new Set(entries.filter((entry) => nestedIn(entry.node).includes(envelope.name)).map((entry) => entry.envelope))]
        : undefined;
    const { title, description, channel } = envelope.source;
    return defined({
      name: envelope.name,
      transport: envelope.transport,
      title: title === undefined ? { [locales[0] ?? 'en']: envelope.name } : textsOf(title, locales),
      ...maybeTexts('description', description, locales),
      contentType: envelope.contentType,
      carrier: envelope.carrier,
      channel,
      codes,
      discriminator: discriminatorOf(own.filter((entry) => entry.code !== undefined)),
      within,
      node: envelope.carrier ? own[0]?.node : undefined,
    });
  });
}

/** Pairs of codes of which some message may be either, each once, in order. */
function ambiguitiesOf(pairs: ReturnType<ResolvedService['overlaps']>): CompiledService['ambiguities'] {
  const found = new Map<string, CompiledService['ambiguities'][number]>();
  for (const [one, two] of pairs) {
    if (one.code === undefined || two.code === undefined || one.code === two.code) continue;
    const [first, second] = one.code < two.code ? [one, two] : [two, one];
    const pair: CompiledService['ambiguities'][number] = {
      codes: [first.code ?? '', second.code ?? ''],
      envelopes: [first.envelope, second.envelope],
    };
    found.set(JSON.stringify(pair), pair);
  }
  return [...found].sort(([one], [two]) => (one < two ? -1 : 1)).map(([, pair]) => pair);
}

function alikeOf(ambiguities: CompiledService['ambiguities']): Map<string, string[]> {
  const alike = new Map<string, string[]>();
  for (const {
    codes: [one, two],
  } of ambiguities) {
    for (const [code, other] of [
      [one, two],
      [two, one],
    ] as const)
      alike.set(code, [...new Set([...(alike.get(code) ?? []), other])]);
  }
  return alike;
}

function raisesOf(codes: readonly CompiledCode[]): Map<string, string[]> {
  const raises = new Map<string, string[]>();
  for (const code of codes) for (const { operation } of code.raisedBy) raises.set(operation, [...(raises.get(operation) ?? []), code.id]);
  return raises;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
