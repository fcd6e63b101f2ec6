import type { Hints } from '../../scripts/decode/reader.ts';
import type { Found, Places, Question, Reply } from './decode-worker.ts';

/** A worker that has not taken up the next text after so many milliseconds is still reading one that nobody waits for. */
const patience = 250;

/** Reads texts beside the page; the latest counts. */
export interface DecodeThread {
  /** Loads what every text needs. */
  open(): void;
  /** The messages in a text. Undefined where a later text came; rejects where the templates cannot be loaded. */
  read(text: string, hints: Hints): Promise<Found | undefined>;
}

interface Waiting {
  question: Question;
  begun: boolean;
  answer: (found: Found | undefined) => void;
  fail: (reason: Error) => void;
}

/**
 * Starts nothing yet: the worker comes with the first text.
 */
export function createDecodeThread(places: Places): DecodeThread {
  let worker: Worker | undefined;
  let current: Waiting | undefined;
  let count = 0;

  const start = (): Worker => {
    const made = new Worker(new URL('decode-worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data: { id, found, failed } }: MessageEvent<Reply>) => {
      if (!current || id !== current.question.id) return;
      current.begun = true;
      if (failed) current.fail(new Error('the templates cannot be loaded'));
      else if (found) current.answer(found);
      else return;
      current = undefined;
    });
    // The script of the worker is not there, or failed.
    made.addEventListener('error', (event) => {
      event.preventDefault();
      if (made !== worker) return;
      worker = undefined;
      current?.fail(new Error('the worker failed'));
      current = undefined;
    });
    return made;
  };
  const ask = (question: Question): void => {
    worker ??= start();
    worker.postMessage(question, []);
  };
  /** A worker cannot be told to stop reading; it can be given up. */
  const hurry = (waiting: Waiting): void => {
    setTimeout(() => {
      if (current !== waiting || waiting.begun) return;
      worker?.terminate();
      worker = undefined;
      ask(waiting.question);
    }, patience);
  };

  return {
    open() {
      ask({ id: 0, ...places, hints: {} });
    },
    read: (text, hints) =>
      new Promise((answer, fail) => {
        count += 1;
        const before = current;
        current = { question: { id: count, ...places, text, hints }, begun: false, answer, fail };
        before?.answer(undefined);
        ask(current.question);
        // One that has begun nothing yet is still being loaded itself.
        if (before?.begun) hurry(current);
      }),
  };
}
