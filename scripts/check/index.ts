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
    const context: ServiceContext = { unit, service, catalog, codes, messages: resolveService(service, shaped.settings.envelopes) };
    const entries = byCode(context.messages.entries);
    for (const [id, code] of Object.entries(service.codes ?? {})) codes.push({ id, code, in: context, entries: entries.get(id) ?? [] });
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
  const { value: shaped, diagnostics } = shape(loaded);
  const catalog = catalogContext(shaped, loaded, rules, context.today);
  const found = inOrder([...diagnostics, ...runRules(rules, catalog)], loaded);
  const sorted = [...catalog.services].sort((one, two) => (one.service.service < two.service.service ? -1 : 1));
  return {
    value: {
      catalog: { settings: shaped.settings, services: sorted.map(({ service }) => service) },
      services: new Map(sorted.map(({ service, unit, messages }) => [service.service, { unit, messages }])),
      complete: shaped.broken.length + shaped.brokenCodes.length + loaded.incomplete.length === 0,
    },
    diagnostics: found,
  };
}
