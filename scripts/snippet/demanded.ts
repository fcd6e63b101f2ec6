import type { Argument } from './client.ts';
import { when } from './lines.ts';
import type { Plan } from './types.ts';

/** What a snippet is handed beyond its input, by what the plan demands: the same in every language. */
export const demanded = ({ policy, ask }: Plan): Argument[] => [
  ...when(policy.kind === 'refresh', { kind: 'refresh' } as const),
  ...when(policy.kind === 'retry' && ask, { kind: 'done' } as const),
  ...when(policy.kind === 'show', { kind: 'show' } as const),
  ...when(policy.kind === 'note', { kind: 'note' } as const),
];
