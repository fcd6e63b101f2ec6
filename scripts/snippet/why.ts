import type { Plan } from './types.ts';

/** Why a client gives up at once, as a comment: what the two policies that do so have a reader do next is not the same. */
export function why({ policy, ask }: Plan): string | undefined {
  if (policy.kind === 'correct') return 'The same again fails again: change what is sent first.';
  if (policy.kind !== 'stop') return undefined;
  return ask ? 'Nothing to repeat, and it may have been carried out.' : 'Trying again is useless.';
}
