import { docsLocales } from '../envelope/facts.ts';
import type { Entry } from '../envelope/node.ts';
import type { Service } from '../model/service.ts';

/** What guides and other services can refer to in a service. Plain data: it travels between threads. */
export interface Outline {
  /** Name of its folder. */
  readonly unit: string;
  readonly service: string;
  /** Languages of its documentation, the default first. */
  readonly docs: readonly string[];
  readonly groups: readonly string[];
  readonly operations: readonly string[];
  /** Ids of its codes. */
  readonly codes: ReadonlySet<string>;
  /** By code, in their order, the names of the envelopes in which each is sent. */
  readonly sentIn: ReadonlyMap<string, readonly string[]>;
}

/** @param entries the messages of the service by code; made only where somebody asks how a code is sent */
export function outlineOf(unit: string, service: Service, entries: () => ReadonlyMap<string | undefined, readonly Entry[]>): Outline {
  let ids: Outline['codes'] | undefined;
  let sentIn: Outline['sentIn'] | undefined;
  const codes = (): Outline['codes'] => (ids ??= new Set(Object.keys(service.codes ?? {})));
  return {
    unit,
    service: service.service,
    docs: docsLocales(service),
    groups: Object.keys(service.groups ?? {}),
    operations: Object.keys(service.operations ?? {}),
    get codes() {
      return codes();
    },
    get sentIn() {
      return (sentIn ??= envelopesOf([...codes()], entries()));
    },
  };
}

/** An outline without the envelopes of its codes, for which all messages would have to be made. */
export function withoutMessages({ unit, service, docs, groups, operations, codes }: Outline): Outline {
  return { unit, service, docs, groups, operations, codes, sentIn: new Map() };
}

function envelopesOf(codes: readonly string[], entries: ReadonlyMap<string | undefined, readonly Entry[]>): Outline['sentIn'] {
  // Most codes are sent in the same envelopes: one list for them all.
  const lists = new Map<string, readonly string[]>();
  const listOf = (names: readonly string[]): readonly string[] => {
    const key = JSON.stringify(names);
    const known = lists.get(key) ?? names;
    lists.set(key, known);
    return known;
  };
  const sentIn = (id: string): readonly string[] => listOf([...new Set((entries.get(id) ?? []).map(({ envelope }) => envelope))]);
  return new Map(codes.map((id) => [id, sentIn(id)]));
}
