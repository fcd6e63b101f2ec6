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
 * @returns the heaviest first: who is free takes the next
 */
export function planOf(services: Layout['services'], threads: number): Task[] {
  const share = (services.reduce((sum, { bytes }) => sum + bytes, 0) / threads) * slack;
  const loads = Array.from({ length: threads }, () => 0);
  const tasks: { readonly task: Task; readonly bytes: number }[] = [];
  /** Gives a task to the thread that has least to do. */
  const give = (task: Task, bytes: number): void => {
    const free = loads.indexOf(Math.min(...loads));
    loads[free] = (loads[free] ?? 0) + bytes;
    tasks.push({ task, bytes });
  };
  for (const { unit, files, bytes } of services.toSorted((one, two) => two.bytes - one.bytes)) {
    const codes = files.slice(1);
    const parts = Math.min(threads, codes.length);
    if (parts < 2 || files.some(isModule) || Math.min(...loads) + bytes <= share) give({ unit }, bytes);
    else
      for (let at = 0; at < parts; at += 1) {
        const [from, to] = [at, at + 1].map((edge) => Math.round((edge * codes.length) / parts));
        give({ unit, codes: codes.slice(from, to) }, bytes / parts);
      }
  }
  return tasks.sort((one, two) => two.bytes - one.bytes).map(({ task }) => task);
}
