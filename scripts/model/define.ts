import type { z } from 'zod';
import type { CodeInput } from './code.ts';
import type { JsonSchema } from './json.ts';
import type { ServiceInput, SettingsInput } from './service.ts';

/** Anything that is a schema: a JSON Schema, a Zod 4 schema (Standard JSON Schema), or a Zod 3 schema. */
export type SchemaLike = JsonSchema | z.ZodType | { readonly _def: { readonly typeName?: unknown } };

/** A code in TypeScript: `params` and `details` also take Zod schemas. */
export type CodeDefinition = Omit<CodeInput, 'params' | 'details'> & {
  params?: Record<string, SchemaLike>;
  details?: CodeInput['details'] | SchemaLike;
};

/** A service in TypeScript. */
export type ServiceDefinition = Omit<ServiceInput, 'codes' | 'context' | 'facts'> & {
  context?: Record<string, SchemaLike>;
  facts?: Record<string, SchemaLike>;
  codes?: Record<string, CodeDefinition>;
};

/** Gives a service definition its type; the default export of `service.ts`. */
export function defineService(definition: ServiceDefinition): ServiceDefinition {
  return definition;
}

/** Gives codes their type; the default export of a file under `codes/`, or a piece to spread into a service. */
export function defineCodes(codes: Record<string, CodeDefinition>): Record<string, CodeDefinition> {
  return codes;
}

/** Gives the catalog's settings their type; the default export of `catalog.ts`. */
export function defineCatalog(settings: SettingsInput): SettingsInput {
  return settings;
}
