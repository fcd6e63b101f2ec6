import { resolveService } from '../envelope/service.ts';
import type { Entry } from '../envelope/node.ts';
import type { ResolvedService } from '../envelope/service.ts';
import type { LoadedCatalog } from '../load/types.ts';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import type { Catalog } from '../model/service.ts';
import { createSchemaCheck } from './json-schema.ts';
import type { CatalogContext, CodeContext, Rule, ServiceContext } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { runRules } from './run.ts';
import { shape } from './shape/index.ts';
import type { Shaped } from './shape/index.ts';

/** What the rules need from outside. */
export interface CheckContext {
  /** Today, as an ISO 8601 date. */
  readonly today: string;
  /** Instead of all rules. */
  readonly rules?: readonly Rule[];
  /** Findings of services by their folders, where they are known, none of them an error: these are not looked at again. */
  readonly known?: ReadonlyMap<string, { readonly diagnostics: readonly Diagnostic[] }>;
}

/** A catalog that has its shape: what is left of it, and its messages. */
export interface Checked {
  /** Services in order of their names. */
  readonly catalog: Catalog;
  /** By name of the service: the folder it stands in, and its messages. */
  readonly services: ReadonlyMap<string, { readonly unit: string; readonly messages: ResolvedService }>;
  /** False when something was left out, because its shape is wrong or a file could not be read. */
  readonly complete: boolean;
}

function byCode(entries: readonly Entry[]): ReadonlyMap<string | undefined, readonly Entry[]> {
  const found = new Map<string | undefined, Entry[]>();
  for (const entry of entries) {
    const same = found.get(entry.code);
    if (same) same.push(entry);
    else found.set(entry.code, [entry]);
  }
  return found;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function catalogContext(shaped: Shaped, { incomplete, guides = [] }: LoadedCatalog, rules: readonly Rule[], today: string): CatalogContext {
  const leftOut = new Set([...shaped.broken, ...shaped.brokenCodes, ...incomplete]);
  const services: ServiceContext[] = [];
  const catalog: CatalogContext = {
    settings: shaped.settings,
    services,
    guides,
    today,
    ruleIds: rules.map(({ id }) => id),
    isLeftOut: (name) => leftOut.has(name),
    schemas: createSchemaCheck(),
  };
  for (const { unit, service } of shaped.services) {
    const codes: CodeContext[] = [];
    // Of a service that is known already, hardly anybody asks for its messages.
    const messages = once(() => resolveService(service, shaped.settings.envelopes));
    const entries = once(() => byCode(messages().entries));
    const context: ServiceContext = {
      unit,
      service,
      catalog,
      codes,
      get messages() {
        return messages();
      },
    };
    for (const [id, code] of Object.entries(service.codes ?? {}))
      codes.push({
        id,
        code,
        in: context,
        get entries() {
          return entries().get(id) ?? [];
        },
      });
    services.push(context);
  }
  return catalog;
}

/** Order of files, then of places in a file, then of rules: the same whatever rule ran first. */
function inOrder(diagnostics: readonly Diagnostic[], loaded: LoadedCatalog): Diagnostic[] {
  const units = new Map([loaded.settings, ...loaded.services].map((unit) => [unit.unit, unit]));
  const placed = diagnostics.map((diagnostic) => {
    const span = diagnostic.at.span ?? units.get(diagnostic.at.unit)?.locate(diagnostic.at.path, diagnostic.at.key);
    return { diagnostic, key: [span?.file ?? '', span?.line ?? 0, span?.column ?? 0, diagnostic.rule, diagnostic.message] as const };
  });
  placed.sort(({ key: one }, { key: two }) => {
    const at = one.findIndex((part, index) => part !== two[index]);
    return at < 0 ? 0 : (one[at] ?? '') < (two[at] ?? '') ? -1 : 1;
  });
  return placed.map(({ diagnostic }) => diagnostic);
}

/**
 * Checks a catalog: its shape first, then every rule on all that has its shape. All findings of all files in one run.
 *
 * @returns always a value; only a `complete` one without findings of severity `error` may be compiled
 */
export function check(loaded: LoadedCatalog, context: CheckContext): Stage<Checked> & { value: Checked } {
  const rules = context.rules ?? allRules;
  const isKnown = (unit: string): boolean => context.known?.has(unit) ?? false;
  const { value: shaped, diagnostics } = shape(loaded, isKnown);
  const catalog = catalogContext(shaped, loaded, rules, context.today);
  const known = Array.from(context.known?.values() ?? [], (one) => one.diagnostics).flat();
  const found = inOrder([...diagnostics, ...known, ...runRules(rules, catalog, isKnown)], loaded);
  const sorted = [...catalog.services].sort((one, two) => (one.service.service < two.service.service ? -1 : 1));
  return {
    value: {
      catalog: { settings: shaped.settings, services: sorted.map(({ service }) => service) },
      services: new Map(sorted.map((one) => [one.service.service, one])),
      complete: shaped.broken.length + shaped.brokenCodes.length + loaded.incomplete.length === 0,
    },
    diagnostics: found,
  };
}
