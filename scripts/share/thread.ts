import { parentPort, workerData } from 'node:worker_threads';
import type { Known } from '../check/index.ts';
import { beginUnits, filesOf, finishUnit } from './share.ts';
import type { Job, Outcome, Summary } from './share.ts';

/** What a thread tells: what others need to know of its services, then what is wrong with them. */
export type Told =
  | {
      readonly begun: readonly Summary[];
    }
  | {
      readonly outcomes: readonly Outcome[];
      /** Files with findings, by their names in spans, for code frames. */
      readonly sources: ReadonlyMap<string, string>;
    };

/** What a thread is told when all have begun. */
export interface Word {
  /** What there is to know of all services. */
  readonly known: Known;
  /** Services that somebody checks whole, after all. */
  readonly misfits: readonly string[];
}

/** What a thread is told when it starts. */
export interface ThreadTask extends Job {
  /** Where Node keeps compiled modules, if it does. */
  readonly compileCache: string | undefined;
  /** The URL of this module. */
  readonly module: string;
}

const tell = (told: Told): void => parentPort?.postMessage(told, []);

/** A thread that checks some of the services: see `index.ts`, which waits for it. */
const job = workerData as ThreadTask;
const begun = await beginUnits(job);
parentPort?.once('message', ({ known, misfits }: Word) => {
  const sources = new Map<string, string>();
  const outcomes: Outcome[] = [];
  // One after another, each let go of when it is done.
  for (let one = begun.shift(); one; one = begun.shift()) {
    if (misfits.includes(one.summary.unit)) continue;
    const outcome = finishUnit(one, known);
    outcomes.push(outcome);
    for (const file of filesOf([...outcome.diagnostics, ...outcome.impossible])) {
      // One that could not be read has no text to show.
      const text = one.begun.loaded.source(file);
      if (text !== undefined) sources.set(file, text);
    }
  }
  tell({ outcomes, sources });
});
tell({ begun: begun.map(({ summary }) => summary) });
