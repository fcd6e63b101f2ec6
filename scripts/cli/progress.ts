import type { Io } from './io.ts';

/** Seconds between two signs of life. */
const every = 5;

/** Says what is being done, and now and then that it still is. */
export async function withProgress<T>(io: Io, what: string, work: () => Promise<T>): Promise<T> {
  io.note(`errdex: ${what}\n`);
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += every;
    io.note(`errdex: still ${what}, ${seconds} s\n`);
  }, every * 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
