import type { Json, JsonSchema } from '../model/json.ts';
import { conforms } from './conforms.ts';
import type { Entry } from './node.ts';
import type { Pipe } from './pipes.ts';
import { pipes } from './pipes.ts';

/**
 * What walks over resolved messages need beside a node: the sub-errors of each nested envelope, the pipes of the service, and what
 * holds a value that is sent against its schema (a page that checks values before leaves it out, for it is large).
 */
export interface Lexicon {
  conforms: (schema: JsonSchema, value: Json) => boolean;
  /** Entries of a nested envelope of a service. */
  nested: (service: string, envelope: string) => readonly Entry[];
  pipe: (service: string, name: string) => Pipe | undefined;
}

/**
 * The lexicon of one or more services.
 *
 * @param tables pipes of each service, its tables included
 */
export function lexiconOf(entries: Iterable<Entry>, tables: ReadonlyMap<string, ReadonlyMap<string, Pipe>> = new Map()): Lexicon {
  const nested = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.transport !== 'nested') continue;
    const key = `${entry.service}/${entry.envelope}`;
    const list = nested.get(key);
    if (list) list.push(entry);
    else nested.set(key, [entry]);
  }
  const common = new Map(pipes.map((pipe) => [pipe.name, pipe]));
  return {
    conforms,
    nested: (service, envelope) => nested.get(`${service}/${envelope}`) ?? [],
    pipe: (service, name) => tables.get(service)?.get(name) ?? common.get(name),
  };
}

/** The pipes of a hole, in the order in which they are applied. */
export function pipesFor(lexicon: Lexicon, service: string, names: readonly string[] | undefined): Pipe[] {
  return (names ?? []).map((name) => lexicon.pipe(service, name)).filter((pipe) => pipe !== undefined);
}
