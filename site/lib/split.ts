import type { CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { byGroup } from './groups.ts';

/** Codes on one page of a service. 500 make some 40 kB gzipped; no page grows with the catalog beyond that. */
export const codesPerPage = 500;

/** One of the pages over which the codes of a service are spread. */
export interface Part {
  /** Counted from 1. */
  number: number;
  path: string;
  /** The service with the codes of this page only, what is confused among them, and its share of the operations. */
  service: CompiledService;
}

/** The path of a page of a list; the first is that of the list itself. */
const partPath = (path: string, number: number): string => (number === 1 ? path : `${path}page/${String(number)}/`);

/** Every page of a code asks where its group stands: the answer is made once a service. */
const known = new WeakMap<CompiledService, [Part, ...Part[]]>();
const groups = new WeakMap<CompiledService, ReadonlyMap<string | undefined, string>>();

/** Spreads the codes of a service over pages, in the order of its table: by group. Each code is on one page; there is always a first one. */
export function partsOf(service: CompiledService): [Part, ...Part[]] {
  const parts = known.get(service) ?? spread(service);
  known.set(service, parts);
  return parts;
}

/** The path of the page on which a group of a service begins. */
export function groupPath(service: CompiledService, group: string): string {
  const paths =
    groups.get(service) ??
    new Map(partsOf(service).toReversed().flatMap(({ path, service: { codes } }) => codes.map((code) => [code.group, path] as const)));
  groups.set(service, paths);
  return paths.get(group) ?? service.path;
}

function spread(service: CompiledService): [Part, ...Part[]] {
  const count = Math.ceil(Math.max(service.codes.length, service.operations.length) / codesPerPage);
  if (count < 2) return [{ number: 1, path: service.path, service }];
  const ordered = byGroup(service).flatMap(({ codes }) => codes);
  const part = (number: number): Part => {
    const share = <Item>(items: readonly Item[]): Item[] => items.slice((number - 1) * codesPerPage, number * codesPerPage);
    const codes = share(ordered);
    const here = new Set(codes.map(({ id }) => id));
    return {
      number,
      path: partPath(service.path, number),
      service: {
        ...service,
        codes,
        operations: share(service.operations),
        ambiguities: service.ambiguities.filter(({ codes: [first] }) => here.has(first)),
      },
    };
  };
  return [part(1), ...Array.from({ length: count - 1 }, (_, at) => part(at + 2))];
}

/** A page of a list that has codes and no more. */
export interface ListPart {
  /** Counted from 1. */
  number: number;
  path: string;
  codes: readonly CompiledCode[];
}

/** Spreads codes over pages, in their order. There is always a first one. */
export function listParts(path: string, codes: readonly CompiledCode[]): [ListPart, ...ListPart[]] {
  const part = (number: number): ListPart => ({
    number,
    path: partPath(path, number),
    codes: codes.slice((number - 1) * codesPerPage, number * codesPerPage),
  });
  const count = Math.ceil(codes.length / codesPerPage);
  return [part(1), ...Array.from({ length: Math.max(0, count - 1) }, (_, at) => part(at + 2))];
}
