import type { Checked } from '../check/index.ts';
import { docsLocales } from '../envelope/facts.ts';
import type { LoadedCatalog } from '../load/types.ts';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { withConfusable } from './confusable.ts';
import { compileGuides } from './guides.ts';
import { resolverOf } from './links.ts';
import type { CompileMemory } from './memory.ts';
import { compileService } from './service.ts';
import { compileSite } from './site.ts';
import { defined, maybeTexts, textsOf } from './texts.ts';
import type { CompiledCatalog, CompiledCode, CompiledService } from './types.ts';

export type * from './types.ts';

/** What compiling needs from outside. */
export interface CompileContext {
  /** Version of errdex, recorded in the output. */
  toolVersion: string;
  /** Instead of `url` of the settings. */
  url?: string;
  /** By their folders, services that are compiled already: nothing that they depend on has changed since. */
  known?: ReadonlyMap<string, { readonly compiled: CompiledService }>;
  /** What was compiled before, of other services too. Absent: all codes of the rest are compiled. */
  memory?: CompileMemory | undefined;
}

/** What compiling gives beside the catalog. */
export interface CompileStage extends Stage<CompiledCatalog> {
  readonly value: CompiledCatalog;
  /** By service, the names of other services in which it looked for a code. */
  readonly looked: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Derives everything that the catalog implies. The result is plain JSON in a fixed order: the same catalog gives the same bytes.
 *
 * @param checked a catalog without errors
 * @param loaded where each code stands in the source
 */
export function compile(checked: Checked, loaded: LoadedCatalog, context: CompileContext): CompileStage {
  const { settings, services } = checked.catalog;
  const looked = new Map(services.map(({ service }) => [service, new Set<string>()]));
  const resolver = resolverOf(checked.catalog, (service, other) => looked.get(service)?.add(other));
  const known = new Set<CompiledService>();
  const diagnostics: Diagnostic[] = [];
  const compiled = services.map((service) => {
    const found = checked.services.get(service.service);
    if (!found) throw new Error(`service ${service.service} was not checked`);
    const before = context.known?.get(found.unit)?.compiled;
    if (before) {
      known.add(before);
      return before;
    }
    const unit = loaded.services.find((one) => one.unit === found.unit);
    const declaredAt = (id: string): CompiledCode['declaredAt'] => {
      const span = unit?.locate(['codes', id], true);
      const file = span?.file ?? '';
      const editUrl = settings.editUrl?.replaceAll('{file}', file.split('/').map(encodeURIComponent).join('/'));
      return defined({ file, line: span?.line ?? 1, editUrl });
    };
    const codes = context.memory?.codesOf(service, settings.envelopes, resolver);
    const result = compileService(service, found.messages, { unit: found.unit, resolver, declaredAt, known: codes });
    diagnostics.push(...result.diagnostics);
    return result.service;
  });
  const locales = [...new Set(services.flatMap(docsLocales))];
  const url = (context.url ?? settings.url)?.replace(/\/+$/, '');
  const guides = compileGuides(checked.catalog, loaded, resolver, locales);
  const value: CompiledCatalog = defined({
    version: 1 as const,
    generator: { name: 'errdex' as const, version: context.toolVersion },
    title: textsOf(settings.title ?? 'Errors', locales),
    ...maybeTexts('summary', settings.summary, locales),
    url,
    site: settings.site && compileSite(settings.site, loaded.assets, locales),
    locales: locales.length > 0 ? locales : ['en'],
    services: withConfusable(compiled, (service) => known.has(service), context.memory),
    guides: guides.length > 0 ? guides : undefined,
  });
  return { value, diagnostics, looked };
}
