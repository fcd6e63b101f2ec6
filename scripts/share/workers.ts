import { getCompileCacheDir } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { ownModule } from '../model/own-module.ts';
import type { Job, Summary } from './share.ts';
import type { ThreadTask, Told, Word } from './thread.ts';

/** What a thread tells at its end. */
export type Done = Extract<Told, { outcomes: unknown }>;

/**
 * Room for young objects, of which V8 takes a third for each half of it. What is read stays until its service is done: more room only means
 * more memory that the system has to give, which is a seventh of the time of a check.
 */
const maxYoungGenerationSizeMb = 48;

/** That room from the beginning, in MB a half: growing to it, V8 copies what was read again and again, a fiftieth of the time of a check. */
const room = '--min-semi-space-size=16';

/** Young objects are collected by the thread that made them: helpers would take the processors from the other threads, a twentieth of their time. */
const alone = '--no-parallel-scavenge';

/** A thread that checks some of the services. */
export interface Thread {
  readonly begun: Promise<readonly Summary[]>;
  readonly done: Promise<Done>;
  go(word: Word): void;
  end(): Promise<unknown>;
}

/**
 * What a thread begins with. A thread does not take over from the process where compiled modules are kept, and compiling ours anew would
 * cost it as much as reading its files. JavaScript: a module of TypeScript would load Node's compiler of it, which takes twice as long as
 * the start of the thread, before it could say so.
 */
const start = `
const { workerData } = require('node:worker_threads');
if (workerData.compileCache !== undefined) require('node:module').enableCompileCache(workerData.compileCache);
import(workerData.module);
`;

/** Starts a thread, which begins at once. */
export function startThread(job: Job): Thread {
  const { href } = ownModule('share/thread');
  // There is no limit of resources for it; V8 looks at its flags when a thread is made.
  for (const flag of [room, alone]) setFlagsFromString(flag);
  const workerData: ThreadTask = { ...job, compileCache: getCompileCacheDir(), module: href };
  const worker = new Worker(start, { eval: true, workerData, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb } });
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
    begun: heard((told) => ('begun' in told ? told.begun : undefined)),
    done: heard((told) => ('outcomes' in told ? told : undefined)),
    go: (word) => {
      worker.postMessage(word, []);
    },
    end: () => worker.terminate(),
  };
}
