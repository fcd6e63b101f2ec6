import type { CompiledCode, CompiledMessage, CompiledService, Texts } from '../compile/types.ts';
import type { Entry, Node } from '../envelope/node.ts';

/** What is said about a code when it was recognised. */
export interface Card {
  service: string;
  /** Title of the service. */
  of: Texts;
  /** Id of the code in the catalog, and the code as it is shown. */
  id: string;
  code: string;
  title: Texts;
  /** Path of its page. */
  path: string;
  /** The first thing to do. */
  advice?: Texts;
  /** References that must not be in a link. */
  sensitive: string[];
}

/** One of the nodes that were merged into one: at each choice its own. */
function chosen(node: Node, at: number): Node {
  if (node.kind === 'alt') return node.options[at] ?? node;
  if (node.kind !== 'object') return node;
  const fields = Object.create(null) as typeof node.fields;
  for (const [key, field] of Object.entries(node.fields)) fields[key] = { ...field, node: chosen(field.node, at) };
  return { ...node, fields };
}

/** How many nodes were merged into one. */
function choices(node: Node): number {
  if (node.kind === 'alt') return node.options.length;
  if (node.kind !== 'object') return 1;
  return Math.max(1, ...Object.values(node.fields).map((field) => choices(field.node)));
}

/** The locale and the number of each wording of a code, as far as occurrences carry them. */
function wordings(service: CompiledService, code: CompiledCode): Pick<Entry, 'locale' | 'variant'>[] {
  const severalLocales = service.locales.wire.length > 1;
  return code.message.map(({ locale }, at) => {
    const own = code.message.filter((other) => !severalLocales || other.locale === locale);
    const before = code.message.slice(0, at).filter((other) => !severalLocales || other.locale === locale);
    return { ...(severalLocales && { locale }), ...(own.length > 1 && { variant: before.length }) };
  });
}

/** The entries of a code: one an envelope and wording. */
export function entriesOfCode(service: CompiledService, code: CompiledCode): Entry[] {
  const said = wordings(service, code);
  const operations = code.raisedBy.map(({ operation }) => operation);
  return code.messages.flatMap(({ envelope, transport, node }: CompiledMessage) => {
    const count = choices(node);
    return Array.from({ length: count }, (_, at): Entry => {
      const wording = count === said.length ? said[at] : undefined;
      const own = { service: code.service, envelope, transport, code: code.id, ...wording, node: count === 1 ? node : chosen(node, at) };
      return operations.length > 0 ? { ...own, operations } : own;
    });
  });
}

/** The entries of messages that carry errors and have none of their own. */
export function carriersOf(service: CompiledService): Entry[] {
  return service.envelopes.flatMap(({ name, transport, node }): Entry[] =>
    node === undefined ? [] : [{ service: service.service, envelope: name, transport, node }],
  );
}

/** All messages of a compiled service, as the decoder takes them: one an envelope, code and wording; carriers too. */
export function entriesOf(service: CompiledService): Entry[] {
  return [...service.codes.flatMap((code) => entriesOfCode(service, code)), ...carriersOf(service)];
}

/** What is said about a code. */
export function cardOf(service: CompiledService, code: CompiledCode): Card {
  const [advice] = code.advice;
  const secret = (group: 'params' | 'context') => (service: { name: string; sensitive: boolean }) =>
    service.sensitive ? [`${group}.${service.name}`] : [];
  return {
    service: service.service,
    of: service.title,
    id: code.id,
    code: code.code,
    title: code.title,
    path: code.path,
    ...(advice && { advice }),
    sensitive: [...code.params.flatMap(secret('params')), ...service.context.flatMap(secret('context'))],
  };
}
