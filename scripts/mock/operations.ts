import type { CompiledOperation, CompiledService } from '../compile/types.ts';
import type { MockCatalog } from './catalog.ts';

/** A declared operation that a path and method fit. */
export interface Route {
  readonly service: CompiledService;
  readonly operation: CompiledOperation;
}

interface Template extends Route {
  readonly segments: readonly string[];
  readonly literals: number;
}

const split = (path: string): string[] => path.split('/').filter((segment) => segment !== '');
const isHole = (segment: string): boolean => /[{}]/.test(segment) || segment.startsWith(':');

/** A segment of a template with `{holes}` against one of a path: what stands around the holes must be there. */
function fits(segment: string, given: string): boolean {
  if (!isHole(segment)) return segment === given;
  const first = segment.search(/[{:]/);
  const last = segment.startsWith(':') ? segment.length : segment.lastIndexOf('}') + 1;
  const [before, after] = [segment.slice(0, Math.max(0, first)), segment.slice(last)];
  return given.length > before.length + after.length && given.startsWith(before) && given.endsWith(after);
}

/** Finds the operations of a path; a literal segment goes before a hole (OpenAPI 3.1, section 4.8.8.2). */
export interface Operations {
  /** All methods of the path; those of one and the same template. */
  at(path: string): readonly Route[];
}

/** The operations with a path, of all services. */
export function openOperations({ catalog }: MockCatalog): Operations {
  const templates: Template[] = catalog.services.flatMap((service) =>
    service.operations.flatMap((operation) => {
      if (operation.path === undefined) return [];
      const segments = split(operation.path.replace(/[?#].*$/s, ''));
      return [{ service, operation, segments, literals: segments.filter((segment) => !isHole(segment)).length }];
    }),
  );
  const bySize = new Map<number, Template[]>();
  for (const template of templates) bySize.set(template.segments.length, [...(bySize.get(template.segments.length) ?? []), template]);
  return {
    at(path) {
      const segments = split(path);
      const found = (bySize.get(segments.length) ?? []).filter((template) =>
        template.segments.every((segment, at) => fits(segment, segments[at] ?? '')),
      );
      const most = Math.max(...found.map(({ literals }) => literals));
      return found.filter(({ literals }) => literals === most);
    },
  };
}
