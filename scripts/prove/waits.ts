import type { Plan, Wait } from '../snippet/types.ts';
import { valueAt } from '../snippet/value.ts';

/**
 * What is wrong with the waits of a snippet, each in a sentence.
 *
 * @param tells seconds that the errors told, where each told another wait
 * @param count waits that there must be
 */
export function waitsWrong(
  { policy, example }: Plan,
  tells: readonly number[] | undefined,
  waits: readonly number[],
  count: number,
): string[] {
  if (waits.length !== count) return [`${String(waits.length)} waits (${waits.join(', ')} s) instead of ${String(count)}`];
  if (policy.kind !== 'retry') return [];
  const { wait } = policy;
  return waits.flatMap((seconds, at) => {
    const [least, most] = tells ? bounds({ kind: 'seconds', seconds: tells[at] ?? 0 }, at + 1, example) : bounds(wait, at + 1, example);
    return seconds >= least && seconds <= most
      ? []
      : [`wait ${String(at + 1)} is ${String(seconds)} s, not within ${String(least)} to ${String(most)} s`];
  });
}

/** Least and most seconds of the wait after an attempt; a timer may be a thousandth of a second off. */
export function bounds(wait: Wait, attempt: number, example: Plan['example']): [number, number] {
  if (wait.kind === 'none') return [0, 0];
  if (wait.kind === 'backoff') return [0, Math.min(wait.cap, wait.first * 2 ** attempt) + 0.001];
  const said = wait.kind === 'told' ? Number(valueAt(example, wait.reading.place) ?? wait.otherwise) : wait.seconds;
  return [said - 0.001, said + 0.001];
}
