import { MessageChannel, Worker } from 'node:worker_threads';
import { ownModule } from '../model/own-module.ts';
import type { ModuleReply, ModuleRequest } from './module-reply.ts';

/** A place where modules of a catalog run and can do no harm: what loops is stopped, what ends the process ends the thread. */
export interface ModuleThread {
  /**
   * Runs a module, after those that were asked for before.
   * @throws Error when it does not finish in time, ends the thread or is the one at work when something breaks it
   */
  run(request: ModuleRequest): Promise<ModuleReply>;
  /** Ends the thread, timers that modules have left behind included. */
  close(): Promise<void>;
}

/**
 * Makes a thread, which starts with the first module and again after one that ended it.
 *
 * @param timeout milliseconds after which a module that does not finish is given up
 */
export function moduleThread(timeout: number): ModuleThread {
  let worker: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function close(): Promise<void> {
    const old = worker;
    worker = undefined;
    await old?.terminate();
  }

  async function runNow(request: ModuleRequest): Promise<ModuleReply> {
    const thread = (worker ??= start((ended) => (worker = worker === ended ? undefined : worker)));
    let timer: NodeJS.Timeout | undefined;
    const over = new AbortController();
    // A line of its own: what a module posts to its parent is not taken for an answer.
    const { port1: answers, port2: line } = new MessageChannel();
    try {
      return await new Promise<ModuleReply>((resolve, reject) => {
        const listen = (event: string, listener: (value: unknown) => void): void => {
          thread.on(event, listener);
          over.signal.addEventListener('abort', () => thread.off(event, listener));
        };
        answers.on('message', (message: unknown) => {
          if (message !== 'begins') {
            resolve(message as ModuleReply);
            return;
          }
          // Loading the tools before it takes its time; that is not the module's fault.
          const late = new Error(`still not loaded after ${timeout / 1000} s: a loop or a top-level \`await\` does not end`);
          timer = setTimeout(reject, timeout, late);
        });
        listen('error', reject);
        listen('messageerror', reject);
        listen('exit', () => {
          reject(new Error('`process.exit()` was called'));
        });
        thread.postMessage({ ...request, line }, [line]);
      });
    } catch (error) {
      await close();
      throw error;
    } finally {
      clearTimeout(timer);
      over.abort();
      answers.close();
    }
  }

  return {
    run(request) {
      const result = queue.then(() => runNow(request));
      queue = result.catch(() => undefined);
      return result;
    },
    close,
  };
}

/** A new thread. That it ends by itself between two modules, by a timer that one of them has left behind, is nobody's business. */
function start(gone: (worker: Worker) => void): Worker {
  // Standard output is for data: what a module prints there would mix with it.
  const worker = new Worker(ownModule('load/typescript-thread'), { stdout: true, execArgv: [] });
  worker.stdout.resume();
  // An error that nobody hears would end the process.
  worker.on('error', () => {
    gone(worker);
  });
  worker.on('exit', () => {
    gone(worker);
  });
  return worker;
}
