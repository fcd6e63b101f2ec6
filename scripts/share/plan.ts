import { isModule } from '../load/discover.ts';
import type { Layout } from '../load/weigh.ts';

/** What a thread takes at a time: a service, or a part of one. */
export interface Task {
  /** Folder of the service. */
  readonly unit: string;
  /** The files of codes that belong to the part; absent: all of the service. */
  readonly codes?: readonly string[];
}

/** How much more than its fair share a thread may get before a service is divided. */
const slack = 1.05;

/**
 * Deals out services to threads, the heaviest first, and divides those that would leave one thread at work while others wait: of five
 * services of the same size, the fifth. A service is divided by its files of codes, and only where all of it is YAML: a module may not
 * like to run twice.
 *
 * @returns the tasks of each thread, of the one that has most to do first: all others begin later, as they have to be started. Nobody takes
 *   over what is another's: whoever has read a service finishes it too, and that takes longer than reading it
 */
export function planOf(services: Layout['services'], threads: number): Task[][] {
  const fair = services.reduce((sum, { bytes }) => sum + bytes, 0) / threads;
  const hands = Array.from({ length: threads }, (): Hand => ({ bytes: 0, tasks: [] }));
  const give = (hand: Hand, task: Task, bytes: number): void => {
    hand.bytes += bytes;
    hand.tasks.push(task);
  };
  for (const { unit, files, bytes } of services.toSorted((one, two) => two.bytes - one.bytes)) {
    const codes = files.slice(1);
    const free = hands.reduce((one, two) => (two.bytes < one.bytes ? two : one));
    if (codes.length < 2 || files.some(isModule) || free.bytes + bytes <= fair * slack) {
      give(free, { unit }, bytes);
      continue;
    }
    // To each as much as there is room for.
    const rooms = hands.map((hand) => Math.max(0, fair - hand.bytes));
    const all = rooms.reduce((sum, room) => sum + room, 0);
    let [room, from] = [0, 0];
    for (const [at, hand] of hands.entries()) {
      room += rooms[at] ?? 0;
      const to = Math.round((room / all) * codes.length);
      if (to > from) give(hand, { unit, codes: codes.slice(from, to) }, ((to - from) / codes.length) * bytes);
      from = to;
    }
  }
  return hands.toSorted((one, two) => two.bytes - one.bytes).map(({ tasks }) => tasks);
}

/** What one thread is to do. */
interface Hand {
  bytes: number;
  readonly tasks: Task[];
}
