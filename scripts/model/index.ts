/** What authors of TypeScript catalogs import, as `errdex/catalog`. */
export { defineCatalog, defineCodes, defineService } from './define.ts';
export type { CodeDefinition, SchemaLike, ServiceDefinition } from './define.ts';
export { $ } from './reference.ts';
export type { Reference, References } from './reference.ts';
