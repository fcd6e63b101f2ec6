import type { CompiledCode, CompiledOperation, CompiledService, Texts } from '../../scripts/compile/types.ts';
import { slug } from '../../scripts/model/slug.ts';
import { listParts } from './split.ts';
import type { ListPart } from './split.ts';

/** The path of the page of an operation or event: the errors that can come from it. */
export function operationPath(service: CompiledService, name: string): string {
  return `${service.path}operation/${slug(name)}/`;
}

/** What an operation raises, over as many pages as it needs. */
export function operationParts(service: CompiledService, operation: CompiledOperation): [ListPart, ...ListPart[]] {
  const raised = new Set(operation.raises);
  return listParts(
    operationPath(service, operation.name),
    service.codes.filter(({ id }) => raised.has(id)),
  );
}

/** Under which condition each code comes from an operation, where the catalog says so, by id of the code. */
export function conditionsOf(codes: readonly CompiledCode[], operation: string): Map<string, Texts> {
  return new Map(
    codes.flatMap(({ id, raisedBy }) =>
      raisedBy.flatMap(({ operation: name, when }) => (name === operation && when ? [[id, when] as const] : [])),
    ),
  );
}

/** Links to codes in a table of operations: beyond that a page would grow with the catalog, and the numbers lead to the lists. */
const mostLinks = 1000;

/** Whether a table of operations names the codes of each, or only counts them. */
export function namesCodes(operations: readonly CompiledOperation[]): boolean {
  return operations.reduce((sum, { raises }) => sum + raises.length, 0) <= mostLinks;
}
