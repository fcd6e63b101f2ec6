import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
import { lexiconOf } from '../envelope/catalog.ts';
import type { Lexicon } from '../envelope/catalog.ts';
import type { Entry } from '../envelope/node.ts';
import { tablePipe } from '../envelope/pipes.ts';
import { squeeze } from '../search/words.ts';
import { cardOf, entriesOf } from './entries.ts';
import type { Card } from './entries.ts';
import { createReader } from './reader.ts';
import type { Reader } from './reader.ts';

/** The tables of services, as pipes. */
export function lexiconFor(entries: readonly Entry[], services: readonly Pick<CompiledService, 'service' | 'tables'>[]): Lexicon {
  const pipes = services.map(({ service, tables = {} }): [string, Map<string, ReturnType<typeof tablePipe>>] => [
    service,
    new Map(Object.entries(tables).map(([name, table]) => [name, tablePipe(name, table)])),
  ]);
  return lexiconOf(entries, new Map(pipes));
}

/** Key of a card. */
export function cardKey(service: string, code: string): string {
  return `${service}/${code}`;
}

/** The codes that have one of some names, or had it once: in any spelling, in the order of the names, each once. */
export function codesNamed({ services }: CompiledCatalog, names: readonly string[]): CompiledCode[] {
  const byKey = new Map<string, CompiledCode[]>();
  for (const code of services.flatMap(({ codes }) => codes))
    for (const key of new Set([code.id, code.code, ...code.lifecycle.formerly].map(squeeze))) {
      const same = byKey.get(key);
      if (same) same.push(code);
      else byKey.set(key, [code]);
    }
  return [...new Set(names.map(squeeze).flatMap((key) => byKey.get(key) ?? []))];
}

/** A reader for a whole compiled catalog, and what is said about its codes. */
export function readerOf({ services }: CompiledCatalog): { reader: Reader; cards: Map<string, Card> } {
  const entries = services.flatMap(entriesOf);
  const cards = services.flatMap((service) =>
    service.codes.map((code): [string, Card] => [cardKey(service.service, code.id), cardOf(service, code)]),
  );
  return { reader: createReader(entries, lexiconFor(entries, services)), cards: new Map(cards) };
}
