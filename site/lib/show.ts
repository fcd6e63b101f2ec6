import type { Lexicon } from '../../scripts/envelope/catalog.ts';
import type { Message, Node, Occurrence } from '../../scripts/envelope/node.ts';
import { project } from '../../scripts/envelope/project.ts';
import { pipes, tablePipe } from '../../scripts/envelope/pipes.ts';
import { render } from '../../scripts/envelope/transports/index.ts';
import type { WireLine } from '../../scripts/envelope/transports/index.ts';
import type { Json } from '../../scripts/model/json.ts';
import type { Transport } from '../../scripts/model/vocabulary.ts';

/** A message on the page that can be shown with other values. */
export interface Panel {
  transport: Transport;
  contentType: string;
  /** The folded template. */
  node: Node;
  /** What the example holds. */
  occurrence: Occurrence;
}

/** Named two-way maps of a service. */
export type Tables = Readonly<Record<string, Record<string, string | number>>>;

/** The lexicon of folded templates: the tables of the service, and no sub-errors. Holes have no schema: values are checked before. */
export function lexiconFor(tables: Tables): Lexicon {
  const own = new Map(pipes.map((pipe) => [pipe.name, pipe]));
  for (const [name, table] of Object.entries(tables)) own.set(name, tablePipe(name, table));
  return { nested: () => [], pipe: (_, name) => own.get(name), conforms: () => true };
}

/** An occurrence with values of the reader laid over it, by reference. */
export function withValues(occurrence: Occurrence, values: ReadonlyMap<string, Json>): Occurrence {
  const params = new Map(Object.entries(occurrence.params ?? {}));
  const context = new Map(Object.entries(occurrence.context ?? {}));
  let { message } = occurrence;
  for (const [ref, value] of values) {
    if (ref.startsWith('params.')) params.set(ref.slice('params.'.length), value);
    else if (ref.startsWith('context.')) context.set(ref.slice('context.'.length), value);
    else if (ref === 'message' && typeof value === 'string') message = value;
  }
  return {
    ...occurrence,
    // `Object.fromEntries` defines own properties, so `__proto__` is a name like any other.
    params: Object.fromEntries(params),
    context: Object.fromEntries(context),
    ...(message === undefined ? {} : { message }),
  };
}

/**
 * A message with values of the reader: what is sent, and how it looks line by line. The engine of the envelopes makes it, so every
 * place that a value reaches (a text, a header, a pipe, an optional field) is right. Undefined where nothing can be sent so.
 */
export function show(panel: Panel, values: ReadonlyMap<string, Json>, tables: Tables): { message: Message; lines: WireLine[] } | undefined {
  const { transport, contentType, node } = panel;
  const entry = { service: '', envelope: '', transport, node };
  const { message } = project(entry, withValues(panel.occurrence, values), lexiconFor(tables));
  return message && { message, lines: render(transport, message, contentType) };
}
