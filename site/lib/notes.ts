import type { AnnotatedField, CompiledCode, CompiledEnvelope } from '../../scripts/compile/types.ts';
import { placeName } from './place.ts';
import type { View } from './view.ts';

/** What stands beside a line of the payload. */
export interface Note {
  /** With code in backticks; empty when the line speaks for itself. */
  text: string;
  /** The line matters: what to match on, how long to wait. */
  hit: boolean;
}

function matchNote(field: AnnotatedField, code: CompiledCode, envelope: CompiledEnvelope | undefined, { ui }: View): string | undefined {
  const place = envelope?.discriminator?.pointer;
  if (place === undefined ? field.of === 'code' && field.kind === 'constant' : place === field.pointer) return ui.wire.match;
  const byWording = place === undefined && code.identifiedBy === 'none' && code.wording === 'exact';
  return byWording && field.of === 'message' ? ui.wire.wording : undefined;
}

function meaning(field: AnnotatedField, code: CompiledCode, view: View): string | undefined {
  const words = view.ui.wire;
  if (field.description) return view.say(field.description);
  if (field.of === 'message') return code.wording === 'exact' ? undefined : code.wording === 'free' ? words.free : words.people;
  if (field.of?.startsWith('texts.')) return words.people;
  return undefined;
}

/**
 * The note of one field of a message: its meaning first, then what is peculiar about it. A value that stood above already is
 * not explained again.
 *
 * @param above the place above that always holds the same value
 */
export function noteOf(field: AnnotatedField, code: CompiledCode, envelope: CompiledEnvelope | undefined, view: View, above?: string): Note {
  const words = view.ui.wire;
  const waits = above === undefined && (field.of === 'retryAfter' || (code.retry.afterFrom !== undefined && field.of === code.retry.afterFrom));
  const match = field.deprecated === undefined ? matchNote(field, code, envelope, view) : undefined;
  if (field.deprecated) return { text: words.deprecated(field.deprecated.use, field.deprecated.removeIn), hit: false };
  const parts = [match, above === undefined ? (waits ? words.wait : meaning(field, code, view)) : match === undefined ? words.equals(`\`${placeName(above)}\``) : undefined];
  if (field.presence !== 'always') parts.push(words.sometimes);
  return { text: parts.filter((part) => part !== undefined && part !== '').join('; '), hit: match !== undefined || waits };
}
