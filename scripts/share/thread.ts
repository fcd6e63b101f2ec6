import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Known } from '../check/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Found, Task } from './share.ts';

/** What a thread tells: what others need to know of its share, then what is wrong with it. */
export type Told =
  | { readonly known: Known }
  | {
      readonly found: Found;
      /** Files that were read, absolute. */
      readonly files: readonly string[];
      /** Those with findings, by their names in spans, for code frames. */
      readonly sources: ReadonlyMap<string, string>;
    };

/** What a thread is told when it starts. */
export interface ThreadTask extends Task {
  /** Where Node keeps compiled modules, if it does. */
  readonly compileCache: string | undefined;
}

const tell = (told: Told): void => parentPort?.postMessage(told, []);

/** Names of the files that findings point at. */
function filesOf(diagnostics: readonly Diagnostic[]): Set<string> {
  return new Set(
    diagnostics.flatMap(({ at, related = [] }) => [at, ...related.map((one) => one.at)].flatMap(({ span }) => span?.file ?? [])),
  );
}

/** A thread that checks a share of a catalog: see `index.ts`, which waits for it. */
const { compileCache, ...task } = workerData as ThreadTask;
// A thread does not take this over from the process, and compiling our own modules anew would cost it as much as reading its files.
if (compileCache !== undefined) enableCompileCache(compileCache);
const { begin, placed } = await import('./share.ts');
const begun = await begin(task);
if ('finish' in begun) {
  const { outlines, leftOut, loaded } = begun;
  parentPort?.once('message', (known: Known) => {
    const { diagnostics, impossible } = begun.finish(known);
    const found = { diagnostics: placed([...begun.diagnostics, ...diagnostics], loaded), impossible: placed(impossible, loaded) };
    const sources = new Map<string, string>();
    for (const file of filesOf([...found.diagnostics, ...found.impossible])) {
      // One that could not be read has no text to show.
      const text = loaded.source(file);
      if (text !== undefined) sources.set(file, text);
    }
    tell({ found, files: loaded.files, sources });
  });
  tell({ known: { outlines, leftOut } });
}
