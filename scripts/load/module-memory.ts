import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Stage } from '../model/diagnostic.ts';
import type { Parsed } from './parsed.ts';

/** A source file that took part: its name in spans, its absolute path, its text. */
export type ModuleSource = readonly [file: string, path: string, text: string];

/** What a module gave, and the files that took part. */
export interface RanModule {
  readonly stage: Stage<Parsed>;
  readonly sources: readonly ModuleSource[];
}

/**
 * What modules of a catalog gave, for a process that loads the same catalog again and again: starting a thread for them takes most of the time
 * in which an edit shows. A module may read what it likes, so all are run again when any file has changed that is not read by the loader itself.
 */
export interface ModuleMemory {
  /** Forgets everything if a file has changed. Called before a catalog is loaded, with what the loader reads itself: YAML and guides. */
  refresh(root: string, apart: ReadonlySet<string>): Promise<void>;
  /** What it gave, else what it gives now. */
  get(file: string, run: () => Promise<RanModule>): Promise<RanModule>;
}

/** A memory of nothing. */
export function moduleMemory(): ModuleMemory {
  const known = new Map<string, RanModule>();
  let before = '';
  /** How files lay that were imported from elsewhere. */
  const outside = new Map<string, string>();

  return {
    async refresh(root, apart) {
      const entries = await readdir(root, { recursive: true, withFileTypes: true });
      const own = entries
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.includes(`${sep}node_modules${sep}`) && !apart.has(path.slice(root.length + 1).replaceAll(sep, '/')));
      const now = (await Promise.all(own.sort().map(async (path) => `${path} ${await stateOf(path)}`))).join('\n');
      const others = await Promise.all(Array.from(outside, async ([path, state]) => state === (await stateOf(path))));
      if (now === before && others.every(Boolean)) return;
      before = now;
      known.clear();
      outside.clear();
    },
    async get(file, run) {
      const ran = known.get(file);
      if (ran) return ran;
      const found = await run();
      // A broken one may be broken by something else.
      if (!found.stage.value || found.stage.diagnostics.length > 0) return found;
      known.set(file, found);
      for (const [, path] of found.sources) outside.set(path, await stateOf(path));
      return found;
    },
  };
}

async function stateOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? [found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ') : '';
}
