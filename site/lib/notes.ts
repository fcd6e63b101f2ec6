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

/** The note of one field of a message: its meaning first, then what is peculiar about it. */
export function noteOf(field: AnnotatedField, code: CompiledCode, envelope: CompiledEnvelope | undefined, view: View): Note {
  const words = view.ui.wire;
  const waits = field.of === 'retryAfter' || (code.retry.afterFrom !== undefined && field.of === code.retry.afterFrom);
  const match = field.deprecated === undefined ? matchNote(field, code, envelope, view) : undefined;
  if (field.deprecated) return { text: words.deprecated(field.deprecated.use, field.deprecated.removeIn), hit: false };
  const parts = [match, waits ? words.wait : meaning(field, code, view)];
  const twins = field.equals.filter((pointer) => pointer !== field.pointer).map((pointer) => `\`${placeName(pointer)}\``);
  if (twins.length > 0 && match === undefined) parts.push(words.equals(view.ui.list(twins)));
  if (field.presence !== 'always') parts.push(words.sometimes);
  return { text: parts.filter((part) => part !== undefined && part !== '').join('; '), hit: match !== undefined || waits };
}
