import type { CompiledCode, CompiledService, Named } from '../../scripts/compile/types.ts';

/** Codes of a group; those without one come last, under no name. */
export interface CodeGroup {
  group?: Named;
  codes: CompiledCode[];
}

/** All codes of a service by group, in the order of the catalog. Every code is in exactly one. */
export function byGroup(service: CompiledService): CodeGroup[] {
  const named = service.groups.map((group) => ({ group, codes: service.codes.filter((code) => code.group === group.name) }));
  const known = new Set(service.groups.map(({ name }) => name));
  const rest = service.codes.filter(({ group }) => group === undefined || !known.has(group));
  return [...named, { codes: rest }].filter(({ codes }) => codes.length > 0);
}
