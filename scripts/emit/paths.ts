import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
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

/** The address of an output file or page: absolute when the catalog says where the site stands, else from the root. */
export function href(catalog: Pick<CompiledCatalog, 'url'>, path: string): string {
  return `${catalog.url ?? ''}/${path.replace(/^\//, '')}`;
}
