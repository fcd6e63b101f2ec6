import { prepare } from '../check/index.ts';
import type { Known } from '../check/index.ts';
import { impossibleExamples } from '../compile/impossible.ts';
import { loadCatalog } from '../load/index.ts';
import { withoutValues } from '../load/types.ts';
import type { LoadedCatalog } from '../load/types.ts';
import type { Diagnostic, Location } from '../model/diagnostic.ts';

/** What a thread is to check. */
export interface Task {
  /** The catalog folder, as given. */
  readonly root: string;
  /** Folders of the services. */
  readonly units: ReadonlySet<string>;
  /** Whether what belongs to no single service is checked too. */
  readonly rest: boolean;
  /** Today, as an ISO 8601 date. */
  readonly today: string;
}

/** A share that has its shape, and waits for what there is to know of the others. */
export interface Begun extends Known {
  readonly diagnostics: readonly Diagnostic[];
  readonly loaded: LoadedCatalog;
  /** Runs the rules, and what only a sound catalog is asked for. @param known of all shares, this one included */
  finish(known: Known): Found;
}

/** What a share has come to. */
export interface Found {
  readonly diagnostics: readonly Diagnostic[];
  /** Examples that cannot be sent. They count only where nothing else is wrong with the whole catalog. */
  readonly impossible: readonly Diagnostic[];
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** Reads a share of a catalog and checks its shape; undefined, with the findings, where there is no folder to read. */
export async function begin({ root, units, rest, today }: Task): Promise<Begun | { diagnostics: readonly Diagnostic[] }> {
  const { value, diagnostics } = await loadCatalog(root, { share: { units, rest } });
  if (!value) return { diagnostics };
  const { outlines, leftOut, finish } = prepare(value, { today });
  return {
    outlines,
    leftOut,
    diagnostics,
    loaded: withoutValues(value),
    finish(known) {
      const checked = finish(known);
      const sound = checked.value.complete && ![...diagnostics, ...checked.diagnostics].some(isError);
      return { diagnostics: checked.diagnostics, impossible: sound ? impossibleExamples(checked.value) : [] };
    },
  };
}

/**
 * The findings of a share with their exact places, so that who has not read its files can print them. What is wrong with the settings is
 * left out: every thread reads them, and the first one tells.
 */
export function placed(diagnostics: readonly Diagnostic[], { services }: LoadedCatalog): Diagnostic[] {
  const units = new Map(services.map((unit) => [unit.unit, unit]));
  const place = (at: Location): Location => {
    const span = at.span ?? units.get(at.unit)?.locate(at.path, at.key);
    return span ? { ...at, span } : at;
  };
  return diagnostics
    .filter(({ at }) => at.unit !== '')
    .map(({ at, related, ...rest }) => ({
      ...rest,
      at: place(at),
      ...(related && { related: related.map((one) => ({ ...one, at: place(one.at) })) }),
    }));
}
