import type { CompiledCode } from '../../scripts/compile/types.ts';
import { waitPlace } from './places.ts';
import type { View } from './view.ts';

/** A piece of the line of attempts, from left to right. */
export type Step =
  | { shape: 'dot'; tone: 'stop' | 'go'; label: string }
  | { shape: 'bar'; label: string; width: number; faint?: true };

/** The attempts that the retry policy asks for. */
export function timeline(code: CompiledCode, { ui }: View): Step[] {
  const words = ui.timeline;
  const { when, after, maxAttempts } = code.retry;
  const first = code.statusOnWire && code.status.length === 1 ? String(code.status[0]) : words.fails;
  const fails: Step = { shape: 'dot', tone: 'stop', label: first };
  const again: Step = { shape: 'dot', tone: 'go', label: words.again };
  const more: Step[] = maxAttempts === undefined ? [] : [{ shape: 'bar', label: words.atMost(maxAttempts), width: 120, faint: true }];
  const seconds = after ?? code.retryAfter;
  const delay = seconds === undefined ? words.wait : words.seconds(seconds);
  const place = waitPlace(code);
  const wait = place === undefined ? delay : `${place}: ${delay}`;
  // Widths double as the waits do; the seconds are not promised, so only the first is named, where it is known.
  const shorter: Step = { shape: 'bar', label: delay, width: 56 };
  const longer: Step = { shape: 'bar', label: `${delay} × 2`, width: 96 };
  const policies: Record<typeof when, Step[]> = {
    never: [fails, { shape: 'bar', label: words.stop, width: 90, faint: true }],
    'after-change': [fails, { shape: 'bar', label: words.change, width: 150 }, again, ...more],
    'at-once': [fails, { shape: 'bar', label: '', width: 16 }, again, ...more],
    'after-delay': [fails, { shape: 'bar', label: wait, width: 170 }, again, ...more],
    'with-backoff': [fails, shorter, { ...fails, label: words.fails }, longer, again, ...more],
  };
  return policies[when];
}

/** A step in its place: where it begins and how wide it is, in units of the drawing. */
export interface Placed {
  step: Step;
  x: number;
  width: number;
}

/** Width of a label, in units of the drawing: a little more than the widest system font needs. */
const labelWidth = (label: string): number => label.length * 6.9;

/** The steps laid out from left to right, so that no label touches its neighbour. */
export function layOut(steps: Step[]): { placed: Placed[]; width: number } {
  let x = 4;
  const placed = steps.map((step) => {
    const own = step.shape === 'dot' ? 14 : step.width;
    const stretched = step.shape === 'bar' ? Math.max(own, labelWidth(step.label)) : own;
    const room = Math.max(stretched, labelWidth(step.label));
    const found = { step, x: x + (room - stretched) / 2, width: stretched };
    x += room + 10;
    return found;
  });
  return { placed, width: Math.ceil(x) };
}
