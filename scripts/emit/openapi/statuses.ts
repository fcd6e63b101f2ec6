import type { Field } from '../../envelope/node.ts';
import type { Sendable } from '../messages.ts';

/** A status of a response; `default` where the envelope does not say any. */
export type StatusKey = number | 'default';

/**
 * The statuses with which a message is sent.
 * @param slot its slot of this name
 */
export function statusesOf({ status: statuses }: Sendable, slot: Field | undefined): readonly StatusKey[] {
  const status = slot?.node;
  if (status === undefined) return ['default'];
  if (status.kind === 'const') return [typeof status.value === 'number' ? status.value : 'default'];
  return statuses.length > 0 ? [...statuses] : ['default'];
}
