import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { CardText } from '../card/card.ts';
import { ownModule } from '../model/own-module.ts';
import { errorOf } from '../share/apart.ts';
import type { Failed } from '../share/apart.ts';

/** A file that the thread is to write, or a card that it is to draw and write. */
export type Order =
  { readonly path: string; readonly begin: number; readonly end: number } | { readonly path: string; readonly card: CardText };

/** Some orders, and the bytes of their files, one after the other. */
export interface Portion {
  readonly memory: SharedArrayBuffer;
  readonly orders: readonly Order[];
}

/** What the thread is told when it starts. */
export interface ScribeTask {
  /** Absolute. */
  readonly folder: string;
  /** Colour of the cards' bar: `#1a57b3`. */
  readonly accent: string | undefined;
  /** Where Node keeps compiled modules, if it does. */
  readonly compileCache: string | undefined;
}

/** Writes files beside whoever makes them: a second processor writes the last page while the first one renders the next. */
export interface Scribe {
  /** Whether it writes no more, since something went wrong: see `finish`. */
  readonly isBroken: () => boolean;
  /** Writes a new file. Waits where the thread is far behind. */
  write(path: string, content: Uint8Array): Promise<void>;
  /** Draws the card of a page. */
  draw(path: string, card: CardText): void;
  /** Waits until all is written. @throws Error what the system says of the first file that cannot be written */
  finish(): Promise<void>;
  /** Ends the thread; what is not written by then is not. */
  end(): Promise<void>;
}

/** Bytes of a portion: those of a dozen pages. */
const PORTION = 1 << 20;
/** Portions that may be on the way: enough that neither waits for the other, little beside what a build takes. */
const AHEAD = 6;
/** Cards of a portion: they have no bytes, but take the longer. */
const CARDS = 16;

/**
 * Opens a thread that writes into a folder. It starts with the first file.
 *
 * The bytes go through a few pieces of memory that both share. Each page as memory of its own, given away by one thread and let go of by
 * the other, took 100 MB more: of what is outside of its heap, V8 is slow to see that nobody needs it.
 * @param folder absolute
 * @param accent colour of the cards' bar, where the site has one of its own
 */
export function openScribe(folder: string, accent?: string): Scribe {
  let worker: Worker | undefined;
  let failed: Error | undefined;
  let wake: (() => void)[] = [];
  const free: SharedArrayBuffer[] = [];
  /** Memory of the portions that are on the way, in order. */
  const sent: SharedArrayBuffer[] = [];
  let memory: SharedArrayBuffer | undefined;
  let used = 0;
  let cards = 0;
  let orders: Order[] = [];

  const heard = (): void => {
    const waiting = wake;
    wake = [];
    // Behind the messages: who goes on at once is within them, and signals and timers have no turn.
    for (const go of waiting) setImmediate(go);
  };
  const fail = (error: Error): void => {
    failed ??= error;
    heard();
  };
  function start(): Worker {
    const workerData: ScribeTask = { folder, accent, compileCache: getCompileCacheDir() };
    const started = new Worker(ownModule('emit/scribe-thread'), {
      workerData,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    started.on('message', (told: Failed | undefined) => {
      const back = sent.shift();
      if (back?.byteLength === PORTION && free.length < AHEAD) free.push(back);
      if (told) fail(errorOf(told));
      else heard();
    });
    started.on('error', fail);
    started.on('exit', () => {
      fail(new Error('the thread that writes files ended before its time'));
    });
    return started;
  }
  function send(): void {
    if (orders.length > 0 && !failed) {
      memory ??= new SharedArrayBuffer(0);
      worker ??= start();
      worker.postMessage({ memory, orders } satisfies Portion, []);
      sent.push(memory);
      memory = undefined;
    }
    orders = [];
    used = 0;
    cards = 0;
  }
  const mustWait = (most: number): boolean => sent.length > most && !failed;
  async function behind(most: number): Promise<void> {
    while (mustWait(most)) await new Promise<void>((resolve) => wake.push(resolve));
  }

  return {
    isBroken: () => failed !== undefined,
    async write(path, content) {
      if (used + content.length > PORTION) send();
      memory ??= content.length > PORTION ? new SharedArrayBuffer(content.length) : (free.pop() ?? new SharedArrayBuffer(PORTION));
      new Uint8Array(memory).set(content, used);
      orders.push({ path, begin: used, end: (used += content.length) });
      if (sent.length > AHEAD) await behind(AHEAD / 2);
    },
    draw(path, card) {
      orders.push({ path, card });
      if ((cards += 1) >= CARDS) send();
    },
    async finish() {
      send();
      await behind(0);
      if (failed) throw failed;
    },
    async end() {
      failed ??= new Error('the thread that writes files has ended');
      await worker?.terminate();
    },
  };
}
