import type { CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { facetNames, noStatus, yesNoFacets } from '../../scripts/search/facet.ts';
import type { FacetName } from '../../scripts/search/facet.ts';
import { filterCodes } from '../../scripts/search/facet-filter.ts';
import { facetTable } from '../../scripts/search/facet-index.ts';
import { remembered } from '../../scripts/model/remembered.ts';
import type { View } from './view.ts';

/** A value of a facet, as it is offered. */
export interface FacetOption {
  value: string;
  label: string;
  /** Codes that have it, while nothing is chosen. */
  count: number;
  /** It belongs to the option above: a status to its class. */
  below: boolean;
}

/** A facet, as it is offered. */
export interface Facet {
  name: FacetName;
  label: string;
  /** Any, yes or no; else several values. */
  yesNo: boolean;
  options: FacetOption[];
}

/** What a value of each facet is called; names of the catalog and numbers are called what they are. */
function labels(view: View, services: readonly CompiledService[]): Record<FacetName, (value: string) => string> {
  const { ui } = view;
  const of =
    (words: Readonly<Record<string, string | { answer: string }>>) =>
    (value: string): string => {
      const word = Object.hasOwn(words, value) ? words[value] : undefined;
      return word === undefined ? value : typeof word === 'string' ? word : word.answer;
    };
  const titles = new Map(services.map(({ service, title }) => [service, view.say(title)]));
  const yesNo = of({ yes: ui.facets.yes, no: ui.facets.no });
  return {
    service: (value) => titles.get(value) ?? value,
    transport: of(ui.transports),
    status: (value) => (value === noStatus ? ui.table.noStatus : value),
    category: of(ui.categories),
    retry: of(ui.retry),
    retryable: yesNo,
    fatal: yesNo,
    effect: of(ui.effects),
    actor: of(ui.actors),
    lifecycle: of(ui.states),
  };
}

/** The facets of a list of codes, and how many have each value: all pages of a list show the same. */
export const facetsIn = remembered((codes: readonly CompiledCode[]) => {
  const table = facetTable(codes);
  return { table, ...filterCodes(table, new Map(), codes.keys()) };
}, 4);

/** What a list of codes can be narrowed by: facets in which the codes differ, with the values that they have. */
export function facetsOf(codes: readonly CompiledCode[], services: readonly CompiledService[], view: View): Facet[] {
  const { table, counts } = facetsIn(codes);
  const label = labels(view, services);
  return facetNames
    .map((name): Facet => {
      const options = table.facets[name].values.map((value) => ({
        value,
        label: label[name](value),
        count: counts[name].get(value) ?? 0,
        below: name === 'status' && /^\d+$/.test(value),
      }));
      return { name, label: view.ui.facets.names[name], yesNo: yesNoFacets.has(name), options };
    })
    .filter(({ options }) => options.some(({ count }) => count < codes.length));
}
