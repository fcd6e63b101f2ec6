import type { CompiledService } from '../../scripts/compile/types.ts';
import { byGroup } from './groups.ts';

/** Codes on one page of a service. 500 make some 40 kB gzipped; no page grows with the catalog beyond that. */
export const codesPerPage = 500;

/** One of the pages over which the codes of a service are spread. */
export interface Part {
  /** Counted from 1. */
  number: number;
  path: string;
  /** The service with the codes of this page only, and what is raised or confused among them. */
  service: CompiledService;
}

/** The path of a page of a service; the first is that of the service itself. */
function partPath(service: CompiledService, number: number): string {
  return number === 1 ? service.path : `${service.path}page/${String(number)}/`;
}

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
  if (service.codes.length <= codesPerPage) return [{ number: 1, path: service.path, service }];
  const ordered = byGroup(service).flatMap(({ codes }) => codes);
  const part = (number: number): Part => {
    const codes = ordered.slice((number - 1) * codesPerPage, number * codesPerPage);
    const here = new Set(codes.map(({ id }) => id));
    return {
      number,
      path: partPath(service, number),
      service: {
        ...service,
        codes,
        operations: service.operations.map((operation) => ({ ...operation, raises: operation.raises.filter((id) => here.has(id)) })),
        ambiguities: service.ambiguities.filter(({ codes: [first] }) => here.has(first)),
      },
    };
  };
  const count = Math.ceil(ordered.length / codesPerPage);
  return [part(1), ...Array.from({ length: count - 1 }, (_, at) => part(at + 2))];
}
