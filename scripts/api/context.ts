import { createRequire } from 'node:module';
import { locateFindings } from '../check/locate.ts';
import type { Finding } from '../check/locate.ts';
import type { Context } from '../build.ts';
import type { LoadedCatalog } from '../load/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Options } from './types.ts';

/** What a run of the main path needs, from what the caller told. */
export function contextOf({ today, url }: Options): Context {
  const found = createRequire(import.meta.url)('../../package.json') as { version: string };
  return { today: today ?? new Date().toISOString().slice(0, 10), toolVersion: found.version, ...(url !== undefined && { url }) };
}

/** Findings with their places. */
export function located(
  folder: string,
  run: { readonly diagnostics: readonly Diagnostic[]; readonly loaded?: LoadedCatalog },
  { cwd = process.cwd() }: Options,
): Finding[] {
  return locateFindings(run.diagnostics, run.loaded, folder, cwd);
}
