import { resolveService } from '../envelope/service.ts';
import type { Entry } from '../envelope/node.ts';
import type { ResolvedService } from '../envelope/service.ts';
import type { LoadedCatalog } from '../load/types.ts';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import type { Catalog, Service, Settings } from '../model/service.ts';
import { digestOf } from './digest.ts';
import type { Digest } from './digest.ts';
import { createSchemaCheck } from './json-schema.ts';
import type { SchemaCheck } from './json-schema.ts';
import { outlineOf } from './outline.ts';
import type { Outline } from './outline.ts';
import type { CatalogContext, CodeContext, Rule, ServiceContext } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { runRules } from './run.ts';
import { shape } from './shape/index.ts';

/** What the rules need from outside. */
export interface CheckContext {
  /** Today, as an ISO 8601 date. */
  readonly today: string;
  /** Instead of all rules. */
  readonly rules?: readonly Rule[];
  /** Schemas that were compiled before; absent: none. */
  readonly schemas?: SchemaCheck;
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

/** What the rules of one service need to know of the others. Plain data: it travels between threads. */
export interface Known {
  /** In order of their folders. */
  readonly outlines: readonly Outline[];
  /** Services, and `service/CODE`, that were left out because their shape is wrong or a file could not be read. */
  readonly leftOut: readonly string[];
}

/** A catalog, or a share of one, that waits for what there is to know of the rest. */
export interface Prepared extends Known {
  /** What else others need to know of a service of which this is a part, where it can be divided. */
  readonly digest: () => Digest | undefined;
  /** Runs the rules. @param known of all services, these included @param onLook is told when a rule looks at what other services have */
  readonly finish: (known: Known, onLook?: () => void) => Stage<Checked> & { value: Checked };
}

/** A service with its messages. Of one that is known already, hardly anybody asks for them. */
interface Resolved {
  readonly unit: string;
  readonly service: Service;
  readonly messages: () => ResolvedService;
  readonly entries: () => ReadonlyMap<string | undefined, readonly Entry[]>;
}

/** Ids of all codes of a service: of one that is divided, those of the other parts stand in its outline. */
function idsOf({ unit, service }: Resolved, outlines: readonly Outline[]): ReadonlySet<string> {
  return outlines.find((one) => one.unit === unit)?.codes ?? new Set(Object.keys(service.codes ?? {}));
}

function catalogContext(
  settings: Settings,
  resolved: readonly Resolved[],
  { guides = [] }: LoadedCatalog,
  { outlines, leftOut }: Known,
  rules: readonly Rule[],
  { today, schemas = createSchemaCheck() }: CheckContext,
  onLook?: () => void,
): CatalogContext {
  const missing = new Set(leftOut);
  const services: ServiceContext[] = [];
  const catalog: CatalogContext = {
    settings,
    services,
    get outlines() {
      onLook?.();
      return outlines;
    },
    languages: [...new Set(outlines.flatMap(({ docs }) => docs))],
    guides,
    today,
    ruleIds: rules.map(({ id }) => id),
    isLeftOut: (name) => missing.has(name),
    schemas,
  };
  for (const one of resolved) {
    const { unit, service, messages, entries } = one;
    // Of a service that is as it was, hardly anybody asks for the codes.
    const codes = once(() =>
      Object.entries(service.codes ?? {}).map(([id, code]): CodeContext => ({
        id,
        code,
        in: context,
        get entries() {
          return entries().get(id) ?? [];
        },
      })),
    );
    const ids = once(() => idsOf(one, outlines));
    const context: ServiceContext = {
      unit,
      service,
      catalog,
      get codes() {
        return codes();
      },
      get ids() {
        return ids();
      },
      get messages() {
        return messages();
      },
    };
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

/** Checks the shape of a catalog, or of a share of one: what can be done without the rest of it. */
export function prepare(loaded: LoadedCatalog, context: CheckContext): Prepared {
  const rules = context.rules ?? allRules;
  const isKnown = (unit: string): boolean => context.known?.has(unit) ?? false;
  const { value: shaped, diagnostics } = shape(loaded, isKnown);
  const { settings } = shaped;
  const resolved = shaped.services.map(({ unit, service }): Resolved => {
    const messages = once(() => resolveService(service, settings.envelopes));
    return { unit, service, messages, entries: once(() => byCode(messages().entries)) };
  });
  return {
    outlines: resolved.map(({ unit, service, entries }) => outlineOf(unit, service, entries)),
    leftOut: [...shaped.broken, ...shaped.brokenCodes, ...loaded.incomplete],
    digest() {
      const [one] = resolved;
      return one && resolved.length === 1 ? digestOf(one.service, one.messages()) : undefined;
    },
    finish(known, onLook) {
      const catalog = catalogContext(settings, resolved, loaded, known, rules, context, onLook);
      const sorted = [...catalog.services].sort((one, two) => (one.service.service < two.service.service ? -1 : 1));
      const old = Array.from(context.known?.values() ?? [], (one) => one.diagnostics).flat();
      return {
        value: {
          catalog: { settings, services: sorted.map(({ service }) => service) },
          services: new Map(sorted.map((one) => [one.service.service, one])),
          complete: known.leftOut.length === 0,
        },
        diagnostics: inOrder([...diagnostics, ...old, ...runRules(rules, catalog, isKnown)], loaded),
      };
    },
  };
}

/**
 * Checks a catalog: its shape first, then every rule on all that has its shape. All findings of all files in one run.
 *
 * @returns always a value; only a `complete` one without findings of severity `error` may be compiled
 */
export function check(loaded: LoadedCatalog, context: CheckContext): Stage<Checked> & { value: Checked } {
  const prepared = prepare(loaded, context);
  return prepared.finish(prepared);
}
