import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Known } from '../check/index.ts';
import type { LoadedCatalog } from '../load/types.ts';
import { weigh } from '../load/weigh.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { plan } from './plan.ts';
import { begin } from './share.ts';
import type { Task } from './share.ts';
import type { ThreadTask, Told } from './thread.ts';

/** The findings of a catalog, and where its files are found: as those of the one thread that would do it alone. */
export interface Shared {
  readonly diagnostics: readonly Diagnostic[];
  readonly loaded: LoadedCatalog;
}

/**
 * Checks a large catalog on several threads, each some of the services: nearly all of a check is about one service at a time. What the
 * rules of one need to know of the others is little (`scripts/check/outline.ts`), and goes round between the shapes and the rules.
 *
 * @returns undefined where one thread does as well: a small catalog, a single service, a single processor
 */
export async function checkShares(
  root: string,
  { today }: { readonly today: string },
  shares?: readonly ReadonlySet<string>[],
): Promise<Shared | undefined> {
  const [own, ...others] = shares ?? plan((await weigh(root)) ?? [], availableParallelism());
  if (!own || others.length === 0) return undefined;
  const task = (units: ReadonlySet<string>, rest: boolean): Task => ({ root, units, rest, today });
  const threads = others.map((units) => startThread(task(units, false)));
  try {
    const begun = await begin(task(own, true));
    if (!('finish' in begun)) return undefined;
    const known = together([begun, ...(await Promise.all(threads.map((thread) => thread.known)))]);
    for (const thread of threads) thread.go(known);
    const found = begun.finish(known);
    const rest = await Promise.all(threads.map((thread) => thread.found));
    const diagnostics = [...begun.diagnostics, ...found.diagnostics, ...rest.flatMap((one) => one.found.diagnostics)];
    const sound = known.leftOut.length === 0 && !diagnostics.some(({ severity }) => severity === 'error');
    const impossible = sound ? [found, ...rest.map((one) => one.found)].flatMap((one) => one.impossible) : [];
    const sources = new Map(rest.flatMap((one) => [...one.sources]));
    return {
      diagnostics: [...diagnostics, ...impossible],
      loaded: {
        ...begun.loaded,
        // Each thread has read the settings.
        files: [...new Set([...begun.loaded.files, ...rest.flatMap(({ files }) => files)])],
        source: (file) => begun.loaded.source(file) ?? sources.get(file),
      },
    };
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** What is known of all services, in order of their folders. */
function together(parts: readonly Known[]): Known {
  return {
    outlines: parts.flatMap(({ outlines }) => outlines).sort((one, two) => (one.unit < two.unit ? -1 : 1)),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}

type Outcome = Extract<Told, { found: unknown }>;

/** A thread that checks a share. */
interface Thread {
  readonly known: Promise<Known>;
  readonly found: Promise<Outcome>;
  /** Tells it what there is to know of all shares. */
  go(known: Known): void;
  end(): Promise<unknown>;
}

function startThread(task: Task): Thread {
  const file = `thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;
  const workerData: ThreadTask = { ...task, compileCache: getCompileCacheDir() };
  const worker = new Worker(new URL(file, import.meta.url), { workerData, execArgv: [] });
  const heard = <T>(pick: (told: Told) => T | undefined): Promise<T> => {
    const promise = new Promise<T>((resolve, reject) => {
      worker.on('message', (told: Told) => {
        const picked = pick(told);
        if (picked !== undefined) resolve(picked);
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        reject(new Error('a thread of the check ended before its time'));
      });
    });
    // Whoever waits is told; where nobody waits yet, it is not an error of its own.
    promise.catch(() => undefined);
    return promise;
  };
  return {
    known: heard((told) => ('known' in told ? told.known : undefined)),
    found: heard((told) => ('found' in told ? told : undefined)),
    go: (all) => {
      worker.postMessage(all, []);
    },
    end: () => worker.terminate(),
  };
}
