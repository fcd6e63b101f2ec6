import type { CompiledCode, CompiledService, Named, Texts } from '../../scripts/compile/types.ts';
import { anchor } from './links.ts';

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

/** A part of a table of codes, below a heading of its own. */
export interface TableGroup {
  /** Id in the page. */
  id?: string;
  title?: Texts;
  description?: Texts | undefined;
  /** Path of the page of what the group is. */
  path?: string;
  codes: readonly CompiledCode[];
  /** When a code comes from what the table is about, by id of the code. */
  when?: ReadonlyMap<string, Texts>;
}

/** The groups of a service as parts of its table. */
export function serviceGroups(service: CompiledService): TableGroup[] {
  return byGroup(service).map(({ group, codes }) =>
    group === undefined ? { codes } : { id: anchor('group', group.name), title: group.title, description: group.description, codes },
  );
}
