import { fork } from 'node:child_process';
import { flushCompileCache, getCompileCacheDir } from 'node:module';
import type { ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mayGiveBack } from '../cache/give-back.ts';
import { inHaste } from './haste.ts';

/** An error as far as one thread or process can hand it over to another. */
export interface Failed {
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | undefined;
  readonly syscall: string | undefined;
}

/** An error for the other side. */
export function failedOf(error: unknown): Failed {
  const { message, stack, code, syscall } = (error instanceof Error ? error : new Error(String(error))) as NodeJS.ErrnoException;
  return { message, stack, code, syscall };
}

/** The same error there. */
export function errorOf({ message, ...rest }: Failed): Error {
  return Object.assign(new Error(message), rest);
}

/** What a process tells of its work. */
type Told<T, Note> = { readonly done: T } | { readonly failed: Failed } | { readonly note: Note };

/** Of each process, what the next collection of garbage waits for, and its room for new objects (see `scripts/cli/memory.ts`); and its compilers. */
const lean = ['--heap-growing-percent=40', '--max-semi-space-size=8', mayGiveBack, ...inHaste];

/** What a process of its own is started with. */
export interface ApartOptions<Note> {
  /** Is given what it tells before it is done. What that throws ends all. */
  readonly onNote?: (note: Note) => void;
  /** Options of Node that save time or memory; a Node that does not know them does without. */
  readonly node?: readonly string[];
  /** Files that are open here; there they have the numbers from {@link firstFile} on. */
  readonly files?: readonly number[];
  /** Ends it before its time. */
  readonly signal?: AbortSignal;
  /** Whether it lets others go first where they wait for a processor. */
  readonly yields?: boolean;
}

const before = ['ignore', 'inherit', 'inherit', 'ipc'] as const;

/** The number of the first file that such a process is given. */
export const firstFile = before.length;

/**
 * Has a process of its own do some work: all the memory that it takes is given back when it ends. A thread would leave behind what its
 * allocator and V8 keep for the next one, 0.3 GB after compiling 10,000 codes.
 * @param module that does the work, as `ownModule` finds it: it calls {@link serve}
 * @param task plain data (the structured clone of V8)
 * @param options what else it is started with
 * @throws what the work has thrown
 */
export async function apart<T, Note = never>(module: URL, task: unknown, options: ApartOptions<Note> = {}): Promise<T> {
  try {
    return await running(module, task, options, [...lean, ...(options.node ?? [])]);
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    return await running(module, task, options, []);
  }
}

/** What Node ends with where it does not know an option. Those of V8 come and go; they only save time and memory. */
const badOption = 9;
class NotStarted extends Error {}

async function running<T, Note>(
  module: URL,
  task: unknown,
  { files = [], signal, yields = false, onNote }: ApartOptions<Note>,
  execArgv: readonly string[],
): Promise<T> {
  const compileCache = getCompileCacheDir();
  const child = fork(fileURLToPath(module), {
    serialization: 'advanced',
    // It does not take over where compiled modules are kept: see `scripts/cli/errdex.mjs`.
    ...(compileCache !== undefined && { env: { ...process.env, NODE_COMPILE_CACHE: dirname(compileCache) } }),
    execArgv: [...execArgv],
    stdio: [...before, ...files],
    ...(signal && { signal }),
  });
  if (yields) letYield(child);
  try {
    return await new Promise<T>((resolve, reject) => {
      child.on('message', (told: Told<T, Note>) => {
        if ('failed' in told) reject(errorOf(told.failed));
        else if ('done' in told) resolve(told.done);
        else
          try {
            onNote?.(told.note);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
      });
      child.on('error', reject);
      child.on('exit', (code) => {
        const isOption = code === badOption && execArgv.length > 0;
        reject(new (isOption ? NotStarted : Error)(`the process ${module.pathname} ended before its time`));
      });
      // Where nobody reads it, its end says why.
      child.send({ task }, () => undefined);
    });
  } finally {
    child.kill();
  }
}

/** A process of the usual priority gets more than twice as much of a processor that both want: enough, and work of others does not starve this one. */
const lower = 4;

/** At once: Linux has a priority for each thread, and those that are still to start take over that of the first. */
function letYield({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, lower);
  } catch {
    // It has ended already, which whoever waits for it is told; or the system has no such thing.
  }
}

/**
 * What the module of a process calls: does the work and tells what comes of it.
 * @param module its `import.meta.url`: whoever only looks at it starts nothing
 * @param make is given the task, and a function that tells something before it is done
 */
export function serve<T>(module: string, make: (task: never, note: (note: unknown) => void) => Promise<T>): void {
  if (process.argv[1] !== fileURLToPath(module) || !process.send) return;
  // Nobody is there to be told that the caller has gone.
  const tell = (told: Told<T, unknown>): void => void process.send?.(told, () => undefined);
  process.once('message', ({ task }: { task: never }) => {
    make(task, (note) => tell({ note })).then(
      (done) => {
        // It is ended rather than left to end.
        flushCompileCache();
        tell({ done });
      },
      (error: unknown) => tell({ failed: failedOf(error) }),
    );
  });
  // Nobody waits for what it does when the caller has gone.
  process.once('disconnect', () => process.kill(process.pid));
}
