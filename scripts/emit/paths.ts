import type { CompiledCatalog, CompiledCode, CompiledHandler, CompiledSite } from '../compile/types.ts';
import type { Transport } from '../model/vocabulary.ts';
import { slug } from '../model/slug.ts';

/** Where the schema of a code in an envelope stands. */
export function schemaPath(code: Pick<CompiledCode, 'service' | 'slug'>, envelope: string): string {
  return `schemas/${code.service}/${slug(envelope)}/${code.slug}.json`;
}

/** Where the union of all messages of a transport stands. */
export function unionPath(service: string, transport: Transport): string {
  return `schemas/${service}/${transport}.json`;
}

/** Where the twins of a code's page stand. */
export function codePath(code: Pick<CompiledCode, 'service' | 'slug'>, extension: 'json' | 'md'): string {
  return `${code.service}/${code.slug}.${extension}`;
}

/** Where the OpenAPI document of a service stands. */
export function openapiPath(service: string): string {
  return `openapi/${service}.json`;
}

/** Where the AsyncAPI document of a service stands. */
export function asyncapiPath(service: string): string {
  return `asyncapi/${service}.json`;
}

/** Where a file of a service's typed clients stands. */
export function clientPath(service: string, file: string): string {
  return `clients/${service}/${file}`;
}

/** Where a whole handler of a service stands. */
export function handlerPath(service: string, { client, extension }: Pick<CompiledHandler, 'client' | 'extension'>): string {
  return `handlers/${service}/${client}.${extension}`;
}

/** The address of an output file or page: absolute when the catalog says where the site stands, else from the root. */
export function href(catalog: Pick<CompiledCatalog, 'url' | 'trailingSlash'>, path: string): string {
  return slashed(catalog, `${catalog.url ?? ''}/${path.replace(/^\//, '')}`);
}

/** The address of a page as its host wants it: `/shop/` or `/shop`, with what follows. The first page of a host keeps its slash. */
export function slashed({ trailingSlash }: Pick<CompiledCatalog, 'trailingSlash'>, address: string): string {
  if (trailingSlash !== false || /^(https?:\/\/[^/]*)?\/(?=[?#]|$)/.test(address)) return address;
  return address.replace(/^([^?#]*)\/(?=[?#]|$)/, '$1');
}

/** Where the picture of a page stands, by the path of the page: beside the page, under its name. */
export function cardPath(page: string): string {
  return page === '/' ? '_errdex/card.png' : `${page.replaceAll(/^\/|\/$/g, '')}.png`;
}

/** Where the style sheet of the accent colours stands; the name says all of its content, so that browsers may keep it for ever. */
export function accentPath({ accent }: CompiledSite): string | undefined {
  const { light, dark } = accent ?? {};
  if (light === undefined && dark === undefined) return undefined;
  return `_errdex/accent.${[light, dark].map((colour) => colour?.slice(1) ?? 'x').join('-')}.css`;
}

/** Where the example of a code in an envelope stands. No schema can stand there: no slug holds a `~` before a small letter (`model/slug.ts`). */
export function examplePath(code: Pick<CompiledCode, 'service' | 'slug'>, envelope: string): string {
  return `schemas/${code.service}/${slug(envelope)}/${code.slug}~example.json`;
}

/** A name that OpenAPI (section 4.8.7.1) and AsyncAPI (Components Object) allow as a key of components. */
export function componentName(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/[^A-Za-z0-9._-]/g, '_')).join('.');
}
