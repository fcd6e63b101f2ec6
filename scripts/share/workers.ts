import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Known } from '../check/index.ts';
import type { Job } from './share.ts';
import type { ThreadTask, Told } from './thread.ts';

type Begun = Extract<Told, { known: unknown }>;
type Done = Extract<Told, { outcomes: unknown }>;

/** A thread that checks some of the services. */
export interface Thread {
  readonly begun: Promise<Begun>;
  readonly done: Promise<Done>;
  /** Tells it what there is to know of all services. */
  go(known: Known): void;
  end(): Promise<unknown>;
}

/** Starts a thread, which begins at once. */
export function startThread(job: Job): Thread {
  const file = `thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;
  const workerData: ThreadTask = { ...job, compileCache: getCompileCacheDir() };
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
    begun: heard((told) => ('known' in told ? told : undefined)),
    done: heard((told) => ('outcomes' in told ? told : undefined)),
    go: (known) => {
      worker.postMessage(known, []);
    },
    end: () => worker.terminate(),
  };
}
