import type { Line } from '../lines.ts';
import type { Plan, Reading, Sign } from '../types.ts';
import { declared, isContradictory, partOf, readAs, typeOf } from './typescript-part.ts';
import type { Use } from './typescript-part.ts';

/** What a message is for the type checker. */
export interface MessageType {
  /** The declaration of an interface; none where nothing is read in an object, or the keys contradict each other. */
  readonly lines: readonly Line[];
  /** Its name, or what the message is if it is no object. */
  readonly type: string;
}

/**
 * The type of a body, as far as it is read: nobody has to guess what is in it.
 *
 * @param name of the interface
 * @param signs tests on the body
 * @param readings what is read once the error is recognised
 */
export function messageType(name: string, plan: Plan, signs: readonly Sign[], readings: readonly Reading[]): MessageType {
  const isShown = plan.policy.kind === 'show';
  const all = [
    ...signs.map((sign) => ({ place: sign.place, type: 'equals' in sign ? typeof sign.equals : 'string', isOptional: false })),
    ...readings.map(({ place, types, always }) => ({ place, type: readAs(types), isOptional: !always && !isShown })),
  ].map(({ place: [slot = '', ...place], ...rest }): Use => ({ ...rest, place, example: plan.example[slot] }));
  const keys = all.map(({ place }) => JSON.stringify(place));
  // Of two that are read at one place, tests come first: they know best what stands there.
  const root = partOf(all.filter((_, at) => keys.indexOf(keys[at] ?? '') === at));
  if (isContradictory(root)) return { lines: [], type: 'unknown' };
  return root.parts.size === 0 ? { lines: [], type: typeOf(root) } : { lines: [...declared(name, root), ''], type: name };
}
