import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { CardText } from '../card/card.ts';

/** A file that the thread is to write, or a card that it is to draw and write. */
export type Order =
  { readonly path: string; readonly content: Uint8Array<ArrayBuffer> } | { readonly path: string; readonly card: CardText };

/** What the thread is told when it starts. */
export interface ScribeTask {
  /** Absolute. */
  readonly folder: string;
  /** Colour of the cards' bar: `#1a57b3`. */
  readonly accent: string | undefined;
  /** Where Node keeps compiled modules, if it does. */
  readonly compileCache: string | undefined;
}

/** What went wrong in the thread: an error as far as it can be handed over. */
export interface Failed {
  readonly message: string;
  readonly code: string | undefined;
  readonly syscall: string | undefined;
}

/** Writes files beside whoever makes them: a second processor writes the last page while the first one renders the next. */
export interface Scribe {
  /** Whether it writes no more, since something went wrong: see `finish`. */
  readonly isBroken: () => boolean;
  /** Writes new bytes, whose memory it takes over. Waits where it is far behind. */
  write(path: string, content: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Draws the card of a page. */
  draw(path: string, card: CardText): void;
  /** Waits until all is written. @throws Error what the system says of the first file that cannot be written */
  finish(): Promise<void>;
  /** Ends the thread; what is not written by then is not. */
  end(): Promise<void>;
}

/** Bytes that are worth a message. */
const PORTION = 1 << 18;
/** Bytes that may be on the way: enough that neither waits for the other, little beside what a build takes. */
const AHEAD = 1 << 23;
/** What a card counts: its drawing takes as long as the writing of so many bytes. */
const CARD = 1 << 16;

/**
 * Opens a thread that writes into a folder. It starts with the first file.
 * @param folder absolute
 * @param accent colour of the cards' bar, where the site has one of its own
 */
export function openScribe(folder: string, accent?: string): Scribe {
  let worker: Worker | undefined;
  let failed: Error | undefined;
  let orders: Order[] = [];
  let weight = 0;
  /** Weights of the portions that are on the way, in order. */
  const sent: number[] = [];
  let ahead = 0;
  let wake: (() => void)[] = [];

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
    const file = `scribe-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;
    const workerData: ScribeTask = { folder, accent, compileCache: getCompileCacheDir() };
    const started = new Worker(new URL(file, import.meta.url), { workerData, execArgv: [] });
    started.on('message', (told: Failed | undefined) => {
      ahead -= sent.shift() ?? 0;
      if (told) fail(Object.assign(new Error(told.message), { code: told.code, syscall: told.syscall }));
      else heard();
    });
    started.on('error', fail);
    started.on('exit', () => {
      fail(new Error('the thread that writes files ended before its time'));
    });
    return started;
  }
  function send(): void {
    if (orders.length === 0 || failed) return;
    worker ??= start();
    const memory = orders.flatMap((order) => ('content' in order ? [order.content.buffer] : []));
    worker.postMessage(orders, memory);
    sent.push(weight);
    ahead += weight;
    orders = [];
    weight = 0;
  }
  function add(order: Order, size: number): void {
    orders.push(order);
    weight += size;
    if (weight >= PORTION) send();
  }
  const mustWait = (limit: number): boolean => ahead > limit && !failed;
  async function behind(limit: number): Promise<void> {
    while (mustWait(limit)) await new Promise<void>((resolve) => wake.push(resolve));
  }

  return {
    isBroken: () => failed !== undefined,
    async write(path, content) {
      add({ path, content }, content.length);
      if (ahead > AHEAD) await behind(AHEAD / 2);
    },
    draw(path, card) {
      add({ path, card }, CARD);
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
