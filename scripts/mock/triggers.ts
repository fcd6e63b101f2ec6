import type { Texts } from '../compile/types.ts';
import { mockTransports } from './transports/index.ts';
import type { MockCatalog } from './catalog.ts';
import { provocationOf } from './provoke.ts';
import type { Provocation } from './provoke.ts';

/** One code and everything that provokes it. */
export interface Trigger {
  readonly id: string;
  readonly code: string;
  readonly title: Texts;
  readonly ways: readonly Provocation[];
}

/** All that a mock can be asked for. Plain JSON: the page and its twin. */
export interface Triggers {
  readonly title: Texts;
  readonly base: string;
  readonly transports: readonly { readonly name: string; readonly does: string }[];
  readonly services: readonly {
    readonly service: string;
    readonly title: Texts;
    /** Operations where `Prefer: code=...` chooses an error. */
    readonly operations: readonly {
      readonly name: string;
      readonly method?: string;
      readonly path: string;
      readonly raises: readonly string[];
    }[];
    readonly codes: readonly Trigger[];
  }[];
}

/** The list of triggers for a mock at `base`. */
export function triggersOf({ catalog }: MockCatalog, base: string): Triggers {
  const used = new Set(catalog.services.flatMap(({ transports }) => transports));
  return {
    title: catalog.title,
    base,
    transports: mockTransports.filter(({ name }) => used.has(name)).map(({ name, does }) => ({ name, does })),
    services: catalog.services.map((service) => ({
      service: service.service,
      title: service.title,
      operations: service.operations.flatMap(({ name, method, path, raises }) =>
        path === undefined ? [] : [{ name, ...(method !== undefined && { method }), path, raises }],
      ),
      codes: service.codes.map((code) => ({
        id: code.id,
        code: code.code,
        title: code.title,
        ways: code.messages.map((message) => provocationOf(service, code, message, base)),
      })),
    })),
  };
}
