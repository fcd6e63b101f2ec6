import { lexiconOf } from '../envelope/catalog.ts';
import type { Lexicon } from '../envelope/catalog.ts';
import type { Entry, Field, Node } from '../envelope/node.ts';
import { pipes, tablePipe } from '../envelope/pipes.ts';
import type { CompiledCatalog, CompiledCode, CompiledService } from './types.ts';

/** One wording of a merged message: every choice is made as it was before {@link mergeNodes} put the wordings together. */
function wordingOf(node: Node, at: number): Node {
  if (node.kind === 'alt') return node.options[at] ?? node;
  if (node.kind !== 'object') return node;
  const fields = Object.create(null) as Record<string, Field>;
  for (const [key, field] of Object.entries(node.fields)) fields[key] = { ...field, node: wordingOf(field.node, at) };
  return { ...node, fields };
}

/** What tells the wordings of a code apart, in their order: locale and variant, where there are several. */
function wordingsOf(service: CompiledService, code: CompiledCode): Pick<Entry, 'locale' | 'variant'>[] {
  const { wire } = service.locales;
  const list = code.message.length > 0 ? code.message.map(({ locale }) => locale) : wire;
  const seen = new Map<string, number>();
  return list.map((locale) => {
    const variant = seen.get(locale) ?? 0;
    seen.set(locale, variant + 1);
    const several = list.filter((other) => other === locale).length > 1;
    return { ...(wire.length > 1 && { locale }), ...(several && { variant }) };
  });
}

/**
 * The resolved messages of a compiled service, one a code, envelope and wording, and one a carrier: what the envelope engine
 * projects and decodes, without the source of the catalog.
 */
export function entriesOf(service: CompiledService): Entry[] {
  const carriers = service.envelopes.flatMap(({ name, transport, node }): Entry[] =>
    node === undefined ? [] : [{ service: service.service, envelope: name, transport, node }],
  );
  const codes = service.codes.flatMap((code) => {
    const operations = code.raisedBy.map(({ operation }) => operation);
    return code.messages.flatMap(({ envelope, transport, node }) =>
      wordingsOf(service, code).map((wording, at): Entry => ({
        service: service.service,
        envelope,
        transport,
        code: code.id,
        ...wording,
        node: wordingOf(node, at),
        ...(operations.length > 0 && { operations }),
      })),
    );
  });
  return [...carriers, ...codes];
}

/** The lexicon of a compiled catalog: its nested errors, and the pipes of each service. */
export function lexiconFor(catalog: CompiledCatalog, entries: Iterable<Entry>): Lexicon {
  const tables = catalog.services.map(({ service, tables: own }) => {
    const named = Object.entries(own ?? {}).map(([name, table]) => tablePipe(name, table));
    return [service, new Map([...pipes, ...named].map((pipe) => [pipe.name, pipe]))] as const;
  });
  return lexiconOf(entries, new Map(tables));
}
