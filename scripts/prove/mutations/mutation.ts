import type { Place, Plan, Reading } from '../../snippet/types.ts';

/** One way to break a snippet: edits of its text, in whatever language it is written. */
export interface Mutation {
  readonly id: string;
  readonly title: string;
  /** The whole lines that take the place of a line; none where there is nothing to break. */
  edit(line: string, plan: Plan, at: number, lines: readonly string[]): Iterable<string>;
}

/** Everything that the snippet reads from the message. */
export function placesOf(plan: Plan): Place[] {
  const { policy } = plan;
  const shown = policy.kind === 'show' ? [...plan.texts, plan.actions] : [];
  const readings = [
    ...shown,
    policy.kind === 'show' || policy.kind === 'note' ? undefined : plan.trace,
    ...(policy.kind === 'correct' ? plan.details.slice(0, 3) : []),
    policy.kind === 'retry' && policy.wait.kind === 'told' && (policy.wait.varies || !policy.wait.reading.always)
      ? policy.wait.reading
      : undefined,
  ].filter((one): one is Reading => one !== undefined && 'place' in one);
  return [...plan.recognition.signs.filter((sign) => plan.recognition.redundant?.includes(sign) !== true), ...readings].map(
    ({ place }) => place,
  );
}
