import type { CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { remembered } from '../../scripts/model/remembered.ts';
import { facetsIn } from './facets.ts';
import type { TableGroup } from './groups.ts';
import { listParts } from './split.ts';
import type { ListPart } from './split.ts';

/** The path of the list of all codes. */
export const codesPath = '/codes/';

/** All codes of all services, in the order of the catalog: one list, by which it is known what was found out about it. */
export const allCodes = remembered((services: readonly CompiledService[]): CompiledCode[] => services.flatMap(({ codes }) => codes), 4);

/** The pages of the list of all codes. */
export function allParts(services: readonly CompiledService[]): [ListPart, ...ListPart[]] {
  return listParts(codesPath, allCodes(services));
}

/** What every page of that list shows of the codes on its other pages, as a text: their number, and what the list is filtered by. */
export function facetsMadeFrom(services: readonly CompiledService[]): string {
  return JSON.stringify(facetsIn(allCodes(services)).table);
}

/** The codes of a page of that list, by service. */
export function partGroups(services: readonly CompiledService[], { codes }: ListPart): TableGroup[] {
  return services
    .map(({ service, title, path }): TableGroup => ({ title, path, codes: codes.filter((code) => code.service === service) }))
    .filter((group) => group.codes.length > 0);
}
