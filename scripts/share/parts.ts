import { fitTogether } from '../check/digest.ts';
import type { Outline } from '../check/outline.ts';
import { rules } from '../check/rules/index.ts';
import type { Task } from './plan.ts';
import type { Outcome, Summary } from './share.ts';

/** By unit, in order of the files; a service that is not divided has one. */
function byUnit<T extends Task>(all: readonly T[]): T[][] {
  const groups = new Map(all.map(({ unit }): [string, T[]] => [unit, []]));
  for (const one of all) groups.get(one.unit)?.push(one);
  const first = ({ codes = [] }: T): string => codes[0] ?? '';
  return [...groups.values()].map((group) => group.sort((one, two) => (first(one) < first(two) ? -1 : 1)));
}

/** Services that were divided, and of which the parts do not tell what the whole is like. */
export function misfitsOf(begun: readonly Summary[]): string[] {
  return byUnit(begun)
    .filter((parts) => parts.length > 1 && !fitTogether(parts.map(({ digest }) => digest)))
    .flatMap(([one]) => one?.unit ?? []);
}

/** Outlines of services, in order of their folders, of those of their parts. */
export function joinedOutlines(begun: readonly (Task & Pick<Summary, 'outlines'>)[]): Outline[] {
  return byUnit(begun).flatMap((parts) => {
    const all = parts.flatMap(({ outlines }) => outlines);
    const [first, ...others] = all;
    if (!first || others.length === 0) return first ?? [];
    const codes = new Set(all.flatMap((one) => [...one.codes]));
    const sentIn = new Map(all.flatMap((one) => [...one.sentIn]));
    return { ...first, codes, sentIn };
  });
}

/** Rules of which a finding in a part is none of the whole service yet. */
const wide: ReadonlySet<string> = new Set(rules.filter((rule) => rule.service && !rule.isLocal).map(({ id }) => id));

/** True where something was found in a part of a service that only the whole service can be told of. */
export function isOpen({ codes, diagnostics }: Outcome): boolean {
  return codes !== undefined && diagnostics.some(({ rule }) => wide.has(rule));
}

/** What services have come to, of what their parts have. What is said of the service itself is said by each part. */
export function joinedOutcomes(outcomes: readonly Outcome[]): Outcome[] {
  return byUnit(outcomes).flatMap((parts) => {
    const [first, ...others] = parts;
    if (!first || others.length === 0) return first ?? [];
    const said = new Set(first.diagnostics.map((one) => JSON.stringify(one)));
    const more = others.flatMap(({ diagnostics }) => diagnostics).filter((one) => !said.has(JSON.stringify(one)));
    return {
      unit: first.unit,
      outlines: joinedOutlines(parts),
      whole: true,
      diagnostics: [...first.diagnostics, ...more],
      impossible: parts.flatMap(({ impossible }) => impossible),
      looked: parts.some(({ looked }) => looked),
      files: [...new Set(parts.flatMap(({ files }) => files))],
    };
  });
}
