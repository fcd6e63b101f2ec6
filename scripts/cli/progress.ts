import type { Io } from './io.ts';

/** Seconds between two signs of life. */
const every = 5;

/** What is told of long work by whoever does it. */
export interface Progress {
  /** Another part of it begins. */
  readonly begin: (what: string) => void;
  /** How far that part is: `800 of 2000 pages`. */
  readonly reached: (far: string) => void;
}

/** Says what is being done, and now and then that it still is, and how far. */
export async function withProgress<T>(io: Pick<Io, 'note'>, what: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  let [doing, where] = ['', ''];
  const progress: Progress = {
    begin: (other) => {
      [doing, where] = [other, ''];
      io.note(`errdex: ${other}\n`);
    },
    reached: (far) => {
      where = `, ${far}`;
    },
  };
  progress.begin(what);
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += every;
    io.note(`errdex: still ${doing}${where}, ${seconds} s\n`);
  }, every * 1000);
  try {
    return await work(progress);
  } finally {
    clearInterval(timer);
  }
}
