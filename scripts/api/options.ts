import { createRequire } from 'node:module';
import type { Context } from '../pipeline.ts';

/** What a call may be told. Everything has a default. */
export interface Options {
  /** Today, as an ISO 8601 date, for rules about planned removals. Default: the clock of the machine. */
  readonly today?: string;
  /** Where the site will stand: origin and base path. Default: `url` of the catalog. */
  readonly url?: string;
  /** Names of files in findings are relative to this folder. Default: the working directory. */
  readonly cwd?: string;
}

/** What a run of the main path needs, from what the caller told. */
export function contextOf({ today, url }: Options): Context {
  const found = createRequire(import.meta.url)('../../package.json') as { version: string };
  return { today: today ?? new Date().toISOString().slice(0, 10), toolVersion: found.version, ...(url !== undefined && { url }) };
}
