import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { shortLinks } from '../emit/short.ts';
import { asText } from '../model/json.ts';
import { encodeFragment } from '../decode/fragment.ts';
import { operationPath } from '../../site/lib/operations.ts';

/** A page that stands for all of its kind. */
export interface PageKind {
  /** Fit for the name of a file. */
  readonly name: string;
  /** URL path below the root of a language, with the fragment or query that makes it of this kind. */
  readonly path: string;
}

/** How much there is to show of a code: pictures and measures want the fullest of its kind. */
const fullness = (code: CompiledCode): number => JSON.stringify(code).length;

/**
 * One page of every kind that the site of a catalog has: lists, the fullest code of each transport and of each state of life, with and
 * without values, operation, guides, decoder, short links, and the page of unknown addresses. Kinds that a catalog lacks are left out.
 */
export function pageKinds(catalog: CompiledCatalog): PageKind[] {
  const codes = catalog.services.flatMap((service) => service.codes).toSorted((one, two) => fullness(two) - fullness(one));
  const kinds = new Map<string, string | undefined>([
    ['index', '/'],
    ['codes', '/codes/'],
    ['codes-filtered', `/codes/?category=${codes[0]?.category ?? ''}&sort=code`],
    ['service', catalog.services.toSorted((one, two) => two.codes.length - one.codes.length)[0]?.path],
  ]);
  for (const transport of new Set(codes.flatMap((code) => code.transports)))
    kinds.set(`code-${transport}`, codes.find(({ transports }) => transports[0] === transport)?.path);
  for (const state of ['deprecated', 'removed'] as const) kinds.set(`code-${state}`, codes.find(({ lifecycle }) => lifecycle[state])?.path);
  const valued = codes.find(({ params, messages }) => params.some(({ type }) => type === 'string') && messages.length > 0);
  const value = valued?.params.find(({ type }) => type === 'string');
  if (valued && value) {
    const values = new Map([[`params.${value.name}`, asText(value.example)]]);
    kinds.set('code-values', valued.path + encodeFragment(values, new Set()));
  }
  const operations = catalog.services.flatMap((service) => service.operations.map((operation) => ({ service, operation })));
  const busiest = operations.toSorted((one, two) => two.operation.raises.length - one.operation.raises.length)[0];
  kinds.set('operation', busiest && operationPath(busiest.service, busiest.operation.name));
  const guides = (catalog.guides ?? []).toSorted((one, two) => two.codes.length - one.codes.length);
  kinds.set('guide', guides.find(({ service }) => service === undefined)?.path);
  kinds.set('guide-service', guides.find(({ service }) => service !== undefined)?.path);
  kinds.set('decode', '/decode/');
  const several = [...shortLinks(catalog)].find(([, { found }]) => found.length > 1);
  kinds.set('short-several', several && `/e/${several[0]}/`);
  kinds.set('404', '/404.html');
  // One letter short of a code: its nearest ones are offered.
  kinds.set('404-near', codes[0]?.path.replace(/.\/$/, '/'));
  return [...kinds].flatMap(([name, path]) => (path === undefined ? [] : [{ name, path }]));
}
